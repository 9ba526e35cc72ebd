// What became of an act, read from the events that speak of it. Pure.

import type { Act, Dispute } from '../../../core/dispute.ts'
import type { DisputeEvent } from '../../../core/event.ts'
import { reviveMoney } from '../../../core/json.ts'
import type { Tables } from '../../../engine/store.ts'
import type { WireAct } from '../contract/dispute.ts'
import { toWireAct } from '../translate.ts'

/** Null where no event made the act. `rows` are the events that speak of it, the oldest first. */
export function actAsKept(rows: readonly Tables['event'][], dispute: Dispute): WireAct | null {
  const events = rows.map(({ body }) => reviveMoney(body) as DisputeEvent)
  const act = events.map(actIn).find(found => found !== null)
  return act ? toWireAct(act, dispute.id, stateOf(events.at(-1)!, act, dispute)) : null
}

function actIn(event: DisputeEvent): Act | null {
  if (event.kind === 'acceptance_held' || event.kind === 'acceptance_asked' || event.kind === 'submission_asked') return event.act
  if (event.kind === 'accepted') {
    const { act: id, at, by, reason, note, override } = event.acceptance
    return { id, kind: 'accept', by, at, dueAt: at, asOf: null, reason, note, override }
  }
  if (event.kind !== 'submitted') return null
  const { act: id, at, by } = event.defense
  return { id, kind: 'submit', by, at, dueAt: at, asOf: null, reason: 'unspecified', note: null, override: null }
}

/** An act that nothing ended is overtaken once its dispute no longer waits for it. */
function stateOf(last: DisputeEvent, { id }: Act, dispute: Dispute): WireAct['state'] {
  switch (last.kind) {
    case 'accepted':
    case 'submitted': return 'confirmed'
    case 'ask_refused': return 'refused'
    case 'acceptance_undone': return 'undone'
    case 'acceptance_held': return 'pending' in dispute && dispute.pending?.id === id ? 'pending' : 'overtaken'
    default: return 'act' in dispute && dispute.act.id === id ? 'asked' : isByIt(dispute, id) ? 'confirmed' : 'overtaken'
  }
}

/** Upstream's word may have confirmed it without naming it. */
export const isByIt = (dispute: Dispute, id: string): boolean =>
  (dispute.state === 'accepted' && dispute.acceptance.act === id) || ('defense' in dispute && dispute.defense?.act === id && dispute.state !== 'submitting')
