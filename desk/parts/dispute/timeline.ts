// What happened around a dispute in one column, oldest first. What nobody told is said to be missing at the place where it usually happens;
// nothing is guessed.

import type { EventKind } from '../../../src/core/event.ts'
import { moneyText } from '../../amounts.ts'
import type { Dispute } from '../../api/contract.ts'
import { instantOf } from '../../time.ts'
import { piecesOf } from '../evidence/filled.ts'
import { helpsAgainst, slotOf, slotWord, slotsFor, type SlotId } from '../evidence/slots.ts'
import { saidOf } from '../history/event-words.ts'
import type { HistoryEvent } from '../history/events.ts'

/** `text` is somebody's own words. `gap` where it is not known, or not when. */
export type Moment = { key: string; at: string | null; what: string; text?: string | null; gap?: true }
type Dated = Moment & { at: string }

export function momentsOf(dispute: Dispute, events: readonly HistoryEvent[]): Moment[] {
  const dated = [...paid(dispute), opened(dispute), ...proofs(dispute), ...told(events), ...due(dispute)].sort((a, b) => instantOf(a.at) - instantOf(b.at))
  const opening = dated.findIndex(({ key }) => key === 'opened')
  return [...order(dispute), ...dated.slice(0, opening), ...gaps(dispute), ...dated.slice(opening)]
}

function order({ payment: { order, paid_at } }: Dispute): Moment[] {
  return [
    order === null ? { key: 'order', at: null, what: 'Which order it was is not known', gap: true } : { key: 'order', at: null, what: 'Ordered at a time that is not known', text: order, gap: true },
    ...(paid_at === null ? [{ key: 'paid', at: null, what: 'When the customer paid is not known', gap: true } as const] : []),
  ]
}

const paid = ({ payment: { paid_at, captured } }: Dispute): Dated[] =>
  (paid_at === null ? [] : [{ key: 'paid', at: paid_at, what: captured ? `The customer paid ${moneyText(captured)}` : 'The customer paid' }])

const opened = ({ opened_at }: Dispute): Dated => ({ key: 'opened', at: opened_at, what: 'The dispute was opened' })

const due = ({ respond_by }: Dispute): Dated[] =>
  (respond_by ? [{ key: 'due', at: respond_by.at, what: `The time to answer ends${respond_by.source === 'rule' ? ', as the rules assume' : ''}` }] : [])

/** When a proof was added is not when it happened, and is not said to be. */
function proofs(dispute: Dispute): Dated[] {
  const offered = slotsFor(dispute.reason.category)
  const first = new Map<SlotId, Dated>()
  for (const { category, added_at } of piecesOf(dispute)) {
    const slot = slotOf(category, offered, dispute.dialect)
    const known = first.get(slot)
    if (!known || instantOf(added_at) < instantOf(known.at)) first.set(slot, { key: slot, at: added_at, what: `Added here: ${slot === 'other' ? 'other evidence' : slotWord(slot).toLowerCase()}` })
  }
  return [...first.values()]
}

const lacking: Partial<Record<SlotId, string>> = { proof_of_delivery: 'No delivery scan or other proof of delivery is here', customer_communication: 'No message with the customer is here' }

function gaps(dispute: Dispute): Moment[] {
  const { reason: { category }, dialect, payment: { refunded } } = dispute
  const kinds = helpsAgainst(category)
  const there = piecesOf(dispute).map(piece => slotOf(piece.category, kinds, dialect))
  const missing = kinds.flatMap(kind => { const what = there.includes(kind) ? undefined : lacking[kind]; return what ? [{ key: kind, at: null, what, gap: true } as const] : [] })
  return [...missing, refunded === null ? { key: 'refund', at: null, what: 'Whether it was refunded is not known', gap: true } : refundOf(refunded)]
}

const refundOf = (refunded: NonNullable<Dispute['payment']['refunded']>): Moment =>
  (refunded.value === 0 ? { key: 'refund', at: null, what: 'Nothing was refunded before, as far as was told' } : { key: 'refund', at: null, what: `Refunded before: ${moneyText(refunded)}; when is not known`, gap: true })

/** What belongs to the story and not only to the record. */
const telling: Record<EventKind, boolean> = {
  opened: false, acceptance_held: false, acceptance_undone: false, acceptance_asked: true, submission_asked: true, ask_refused: true, accepted: true, submitted: true, evidence_staged: false,
  evidence_removed: false, annotated: false, expired: true, resolved: true, win_reversed: true, escalated: true, deadline_moved: true, deadline_near: false, observed: true,
}

/** Of what was read at the provider only what it changed. */
const told = (events: readonly HistoryEvent[]): Dated[] =>
  events.filter(({ kind, data }) => Object.hasOwn(telling, kind) && telling[kind as EventKind] && (kind !== 'observed' || Boolean(data['stands']))).map(({ id, kind, at, data }) => ({ key: id, at, what: saidOf(kind, data).what }))
