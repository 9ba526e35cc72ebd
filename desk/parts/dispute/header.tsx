// The head of a dispute's page: way back, references, amount, deadline, stage and status, and its place in the view that is worked through.

import { Link } from '@tanstack/react-router'
import { moneyText } from '../../amounts.ts'
import type { Dispute } from '../../api/contract.ts'
import { Chip, Deadline, StatusChip } from '../../ui/chip.tsx'
import { CopyButton } from '../../ui/copy.tsx'
import { dialectWords, phaseWords, statusOf } from '../../words.ts'
import { usePlace } from '../current-view.ts'

export function DisputeHeader({ dispute }: { dispute: Dispute }) {
  const { amount, id, theirs, dialect, phase, respond_by, state } = dispute
  return (
    <header className="dispute-head">
      <Places id={id} />
      <div className="line">
        <h1>Dispute over <bdi className="money">{moneyText(amount)}</bdi></h1>
        <StatusChip status={statusOf(dispute)} theirs={theirs.status} />
        <Chip>{phaseWords[phase]}</Chip>
        {respond_by && state === 'needs_response' && <Deadline at={respond_by.at} zone={respond_by.zone} source={respond_by.source} />}
      </div>
      <div className="line soft small">
        <Reference label={dialect === 'native' ? 'Provider' : dialectWords[dialect]} text={theirs.id} />
        <Reference label="Parley" text={id} />
        {dispute.payment.order && <Reference label="Order" text={dispute.payment.order} />}
      </div>
    </header>
  )
}

function Reference({ label, text }: { label: string; text: string }) {
  return <span className="reference">{label} <bdi className="mono" dir="ltr">{text}</bdi><CopyButton text={text} label={`Copy ${label} reference`} /></span>
}

function Places({ id }: { id: string }) {
  const place = usePlace(id)
  return (
    <nav className="line small no-print" aria-label="Place in the queue">
      <Link to="/" search={place?.search ?? {}}>← Queue</Link>
      {place && (
        <>
          {place.previous ? <Link to="/d/$id" params={{ id: place.previous }} search={{}}>Previous</Link> : <span className="soft">Previous</span>}
          {place.next ? <Link to="/d/$id" params={{ id: place.next }} search={{}}>Next</Link> : <span className="soft">Next</span>}
          <span className="soft">{place.position} of {place.count}{place.more && '+'}</span>
        </>
      )}
    </nav>
  )
}
