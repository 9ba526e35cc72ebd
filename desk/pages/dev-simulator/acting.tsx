// What the other side does to a dispute: judges it, takes it to the next phase, reverses a win, moves the deadline.

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Dispute } from '../../api/contract.ts'
import { get } from '../../api/queries.ts'
import { moneyText } from '../../amounts.ts'
import { Choice } from '../../parts/wire/choice.tsx'
import { Deadline, StatusChip } from '../../ui/chip.tsx'
import { Problem } from '../../ui/states.tsx'
import { phaseWords, reasonWords, statusOf } from '../../words.ts'
import { Escalate, Judge, MoveDeadline, Reverse } from './acts.tsx'
import { Panel } from './panel.tsx'

export function Acting({ id, onChoose }: { id: string | null; onChoose(id: string | null): void }) {
  const { data: list } = useQuery(get('GET /v1/disputes', { query: { limit: 100, order: 'opened_newest' } }))
  const { data: dispute, error } = useQuery({ ...get('GET /v1/disputes/{id}', { params: { id: id ?? '' } }), enabled: id !== null })
  const listed = list?.data ?? []
  const options = dispute && !listed.some(one => one.id === dispute.id) ? [dispute, ...listed] : listed
  return (
    <Panel title="Decide as the other side">
      <Choice label="Dispute" value={id ?? undefined} any="Choose one" options={options.map(one => [one.id, nameOf(one)])} help="The hundred newest." onChange={chosen => onChoose(chosen === '' ? null : chosen)} />
      {error && <Problem error={error} />}
      {dispute && (
        <>
          <p className="line">
            <StatusChip status={statusOf(dispute)} theirs={dispute.theirs.status} /><span>{phaseWords[dispute.phase]}</span>
            {dispute.respond_by && dispute.state === 'needs_response' && <Deadline at={dispute.respond_by.at} zone={dispute.respond_by.zone} />}
            <Link to="/d/$id" params={{ id: dispute.id }} search={{}}>Open its page</Link>
          </p>
          <div className="acts" key={dispute.id}><Judge dispute={dispute} /><Escalate dispute={dispute} /><MoveDeadline dispute={dispute} /><Reverse dispute={dispute} /></div>
        </>
      )}
    </Panel>
  )
}

const nameOf = (one: Dispute): string => `${moneyText(one.amount)} · ${reasonWords[one.reason.category]} · ${one.payment.order ?? one.theirs.id}`
