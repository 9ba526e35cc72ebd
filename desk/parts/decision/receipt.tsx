// The proof of a decision: who, when, why, how much, the provider's reference and the event's hash. To copy and to print.

import { useQuery } from '@tanstack/react-query'
import { moneyText } from '../../amounts.ts'
import type { AnswerOf, Dispute } from '../../api/contract.ts'
import { get } from '../../api/queries.ts'
import { fullTime, instantOf } from '../../time.ts'
import { Button } from '../../ui/button.tsx'
import { copy } from '../../ui/copy.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Problem, Skeleton } from '../../ui/states.tsx'
import { acceptReasonWords, dialectWords, statusOf, statusWords } from '../../words.ts'
import { printOnly } from '../print-only.ts'
import { actorWords } from './ending.ts'
import { historyOf } from '../history/events.ts'
import './decision.css'

export function ReceiptSheet({ id, onClose }: { id: string; onClose(): void }) {
  const dispute = useQuery({ ...get('GET /v1/disputes/{id}', { params: { id } }), staleTime: 0 })
  const events = useQuery(historyOf(id))
  const error = dispute.error ?? events.error
  if (!dispute.data || !events.data) return <Sheet title="Receipt" onClose={onClose}>{error ? <Problem error={error} /> : <Skeleton rows={6} />}</Sheet>
  const lines = linesOf(dispute.data, events.data.data)
  return (
    <Sheet title="Receipt" onClose={onClose} foot={<><Button onClick={() => void copy(lines.map(line => line.join(': ')).join('\n'))}>Copy</Button><Button kind="primary" onClick={() => printOnly('sheet')}>Print</Button></>}>
      <dl className="pairs receipt" aria-label="Receipt">{lines.map(([what, text]) => <div key={what}><dt>{what}</dt><dd><bdi>{text}</bdi></dd></div>)}</dl>
    </Sheet>
  )
}

type Event = AnswerOf<'GET /v1/disputes/{id}/events'>['data'][number]

function linesOf(dispute: Dispute, events: readonly Event[]): [string, string][] {
  const { acceptance, defense } = dispute
  const decision = acceptance ?? defense
  const event = events.findLast(({ kind }) => kind === (acceptance ? 'accepted' : 'submitted')) ?? events.at(-1)
  const reason = acceptance ? `${acceptanceReason(acceptance)}${acceptance.note ? `: ${acceptance.note}` : ''}` : null
  return ([
    ['Decision', acceptance ? 'Accepted: the money was given up' : defense ? 'Contested: the defense was sent' : statusWords[statusOf(dispute)].word],
    ['Amount', moneyText(dispute.amount)],
    ['Provider', dialectWords[dispute.dialect]], ['Provider\'s reference', dispute.theirs.id], ['Dispute', dispute.id],
    ['By', decision && actorWords(decision.by)], ['At', decision && fullTime(instantOf(decision.at))], ['Why', reason], ['Override', acceptance?.override],
    ['Pieces of evidence', defense && !acceptance ? String(defense.evidence.length) : null],
    ['Act', decision?.act], ['Request', decision?.by.request], ['Provider\'s status', dispute.theirs.status], ['Hash in the chain', event?.hash],
  ] satisfies [string, string | null | undefined][]).filter((line): line is [string, string] => line[1] != null)
}

const acceptanceReason = ({ reason }: NonNullable<Dispute['acceptance']>): string => acceptReasonWords[reason]
