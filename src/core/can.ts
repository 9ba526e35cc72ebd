// The state table: state x command, said once. Read by decide, by the desk's buttons and by every dialect.

import type { CommandKind } from './command.ts'
import type { Dispute, State } from './dispute.ts'
import type { RefusalCode } from './refusal.ts'
import type { Terms } from './terms.ts'

type Cell = 'yes' | RefusalCode | ((dispute: Dispute, terms: Terms) => 'yes' | RefusalCode)

const whenTermsAllow: Cell = (dispute, terms) => (!terms.acceptUnderReview ? 'already_submitted' : isPending(dispute) ? 'acceptance_pending' : 'yes')
const secondCycleAfter = (code: RefusalCode): Cell => (_, terms) => (terms.secondCycle ? 'yes' : code)
const whenProvisional: Cell = dispute => (dispute.state === 'won' && !dispute.resolution.final ? 'yes' : 'not_provisional')
const isPending = (dispute: Dispute): boolean => 'pending' in dispute && dispute.pending !== null
const unlessPending: Cell = dispute => (isPending(dispute) ? 'acceptance_pending' : 'yes')
const whenPending: Cell = dispute => (isPending(dispute) ? 'yes' : 'act_not_pending')
const whenHeld: Cell = dispute => (isPending(dispute) ? 'yes' : 'not_due')

/** `otherwise` is the answer to every command that the row does not name. */
type Row = Partial<Record<CommandKind, Cell>> & { otherwise: RefusalCode }

const asked: Row = { confirm: 'yes', refuse: 'yes', resolve: 'yes', annotate: 'yes', observe: 'yes', elapse: 'not_due', otherwise: 'act_in_progress' }
const ended = (code: RefusalCode): Row => ({ annotate: 'yes', observe: 'yes', elapse: 'not_due', undo: 'act_not_pending', otherwise: code })

export const table: Record<State, Row> = {
  needs_response: {
    accept: unlessPending, submit: unlessPending, stage: unlessPending, unstage: unlessPending, undo: whenPending,
    elapse: 'yes', annotate: 'yes', resolve: 'yes', escalate: 'yes', move_deadline: 'yes', observe: 'yes',
    reverse: 'not_provisional', otherwise: 'act_not_pending',
  },
  accepting: asked,
  submitting: asked,
  under_review: {
    accept: whenTermsAllow, resolve: 'yes', escalate: 'yes', annotate: 'yes', observe: 'yes',
    elapse: whenHeld, undo: whenPending, confirm: 'act_not_pending', refuse: 'act_not_pending', reverse: 'not_provisional',
    otherwise: 'already_submitted',
  },
  accepted: ended('already_accepted'),
  won: { ...ended('already_won'), reverse: whenProvisional, escalate: secondCycleAfter('already_won') },
  lost: { ...ended('already_lost'), escalate: secondCycleAfter('already_lost') },
  expired: ended('already_expired'),
  withdrawn: ended('already_withdrawn'),
  prevented: ended('already_prevented'),
  refunded: ended('already_refunded'),
}

/** Whether the state allows it; deadlines, phases, amounts and limits are judged by decide. */
export function can(dispute: Dispute, command: CommandKind, terms: Terms): 'yes' | RefusalCode {
  if (command === 'open') return 'dispute_exists'
  const row = table[dispute.state]
  const cell = row[command] ?? row.otherwise
  return typeof cell === 'function' ? cell(dispute, terms) : cell
}
