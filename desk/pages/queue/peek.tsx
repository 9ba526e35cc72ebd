// The panel beside the list: enough of a dispute to decide whether to open it. It asks one question of the server, and that was asked before
// the row was reached.

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '../../api/contract.ts'
import { get } from '../../api/queries.ts'
import { roleReason } from '../../actions/running.ts'
import { isRepeated, repeatedWords } from '../../parts/dispute/repeated.ts'
import { refusalOf, type Row } from '../../parts/rows.ts'
import { useLater } from '../../time.ts'
import { Button } from '../../ui/button.tsx'
import { Chip, Deadline, StatusChip } from '../../ui/chip.tsx'
import { Money } from '../../ui/money.tsx'
import { Problem, Skeleton } from '../../ui/states.tsx'
import { answerVerb, dialectWords, reasonWords, statusOf } from '../../words.ts'
import type { RowDeeds } from './row.tsx'

type Context = AnswerOf<'GET /v1/disputes/{id}/context'>
/** Who runs through the list asks nothing. */
export const restMs = 100
export const contextOf = (id: string) => get('GET /v1/disputes/{id}/context', { params: { id } })

export function Peek({ row, deeds }: { row: Row; deeds: RowDeeds }) {
  const rested = useLater(restMs)
  const { data, error, refetch } = useQuery({ ...contextOf(row.id), enabled: rested })
  const role = roleReason('operator')
  return (
    <aside className="peek" aria-label="Peek">
      <header className="stack">
        <p className="spread"><strong className="peek-amount"><Money amount={row.amount} /></strong><StatusChip status={statusOf(row)} theirs={row.theirs.status} /></p>
        <h2>{reasonWords[row.reason.category]}</h2>
        <p className="line">{row.respond_by && <Deadline at={row.respond_by.at} zone={row.respond_by.zone} source={row.respond_by.source} />}<span className="soft">{dialectWords[row.dialect]} · <bdi>{row.theirs.id}</bdi></span></p>
      </header>
      {row.story && <blockquote className="peek-story" lang={row.story.language ?? undefined}><bdi>{row.story.text}</bdi>{row.story.customer && <footer className="soft small">— <bdi>{row.story.customer}</bdi></footer>}</blockquote>}
      {error ? <Problem error={error} onAgain={() => void refetch()} /> : data ? <Known context={data} /> : <Skeleton rows={4} />}
      <footer className="line">
        <Button reason={role ?? refusalOf(row.can?.accept)} onClick={() => deeds.accept([row.id])}>Accept…</Button>
        <Button reason={role ?? refusalOf(row.can?.submit)} onClick={() => deeds.contest(row.id)}>{answerVerb(row.phase)}</Button>
        <Link to="/d/$id" params={{ id: row.id }} search={{}} className="button" data-kind="plain">Open</Link>
      </footer>
    </aside>
  )
}

function Known({ context: { payment, accept, silence, record, evidence, earlier } }: { context: Context }) {
  const refunded = payment.refunded.value > 0
  return (
    <>
      <section>
        <h3>What we know</h3>
        <ul role="list">
          <Fact good={!refunded}>{refunded ? <>Already refunded: <Money amount={payment.refunded} /></> : 'Not refunded by other ways'}</Fact>
          <Fact good={earlier.data.length === 0}>{earlier.data.length === 0 ? 'No earlier dispute of this payment or customer' : `${earlier.data.length}${earlier.complete ? '' : '+'} earlier ${earlier.data.length === 1 ? 'dispute' : 'disputes'} of this payment or customer`}{isRepeated(earlier.recent) && <> <Chip tone="warn">{repeatedWords(earlier.recent)}</Chip></>}</Fact>
          <Fact good={evidence.used.files + evidence.used.texts > 0}>Evidence: {evidence.used.files} of {evidence.files} files, {evidence.used.texts} texts</Fact>
        </ul>
      </section>
      <section>
        <h3>Worth it?</h3>
        <p>{record.win_rate === null ? 'Nothing like it was contested to an end yet.' : `${Math.round(record.win_rate * 100)} % won for this reason (${record.won} of ${record.won + record.lost}).`} Accepting takes <Money amount={accept.debit} /> more.</p>
        <p className="soft">{[...accept.sentences.slice(0, 2), ...silence.sentences.slice(0, 1)].map(({ text }) => text).join(' ')}</p>
      </section>
    </>
  )
}

function Fact({ good, children }: { good: boolean; children: React.ReactNode }) {
  return <li><span aria-hidden="true" data-good={good}>{good ? '✓' : '✗'}</span> {children}</li>
}
