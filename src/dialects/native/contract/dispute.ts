// The dispute as the native API shows it. Data only.

import { z } from 'zod'
import { acceptReasons, dialects, phases, reasonCategories, states } from '../../../core/dispute.ts'
import { noticeKinds } from '../../../core/notice.ts'
import { instant, money } from './shapes.ts'

export const dialect = z.enum(dialects)
export const phase = z.enum(phases)
export const state = z.enum(states)
export const category = z.enum(reasonCategories)
export const acceptReason = z.enum(acceptReasons)
export const noticeKind = z.enum(noticeKinds)

export const actor = z.object({
  kind: z.enum(['key', 'user', 'system', 'upstream']), id: z.string(), name: z.string().optional().meta({ description: 'What a user was called then.' }),
  surface: z.string().meta({ description: 'The door through which it was done: a dialect, desk, cli, timekeeper, sandbox or bridge.' }),
  request: z.string().nullable(),
})

export const evidence = z.object({
  id: z.string(), kind: z.enum(['file', 'text']), category: z.string().nullable(), name: z.string().nullable(), type: z.string(),
  size: z.int(), sha256: z.string(), text: z.string().nullable(), added_at: instant,
}).meta({ id: 'Evidence' })

export const actStates = ['pending', 'asked', 'unknown', 'confirmed', 'refused', 'undone', 'overtaken'] as const
export const act = z.object({
  id: z.string(), dispute: z.string(), kind: z.enum(['accept', 'submit']), state: z.enum(actStates), by: actor, at: instant,
  due_at: instant.meta({ description: 'When a waiting acceptance takes effect.' }),
  reason: acceptReason.nullable(), note: z.string().nullable(), override: z.string().nullable(),
  upstream: z.object({
    stage: z.enum(['queued', 'asked', 'unknown', 'person', 'ended']).meta({ description: '`queued`: nothing can have happened at the provider. `person`: somebody has to find out.' }),
    last: z.string().nullable().meta({ description: 'What the last attempt or the last look brought.' }),
    looks: z.int(), next_look_at: instant.nullable(), unknown_since: instant.nullable(), alarmed_at: instant.nullable(),
    attempts: z.array(z.object({
      number: z.int(), began_at: instant, ended_at: instant.nullable(), outcome: z.string().nullable(), code: z.string().nullable(),
      status: z.int().nullable(), request: z.string().nullable(), answer: z.string().nullable(),
    })).meta({ description: 'All of them where one dispute or one act is read; in a list the last one.' }),
  }).optional().meta({ description: 'Its way to the provider; only where the dispute lives upstream.' }),
}).meta({ id: 'Act' })

export const conditionCodes = ['outcome_pending', 'overdue', 'done_elsewhere', 'conflict', 'refused_upstream', 'status_unknown'] as const

export const fee = z.object({ kind: z.string(), amount: money, refundable: z.boolean(), returned: z.boolean() })

export const allowed = z.union([z.literal(true), z.object({ refused: z.string(), why: z.string() })])

export const owner = z.object({ id: z.string(), name: z.string() })

/** What somebody has a sheet open for: the two decisions there are. */
export const preparingKinds = ['accept', 'submit'] as const
export const preparing = z.object({
  who: z.object({ kind: z.enum(['user', 'key']), id: z.string(), name: z.string() }), kind: z.enum(preparingKinds), since: instant,
})

export const dispute = z.object({
  id: z.string(), merchant: z.string(), home: z.string(), dialect,
  theirs: z.object({ id: z.string(), status: z.string().nullable(), reason_code: z.string().nullable(), reason_text: z.string().nullable() }),
  phase, state, cycle: z.int(),
  amount: money,
  settlement: z.object({ amount: money, rate: z.string().nullable() }).nullable(),
  fees: z.array(fee),
  reason: z.object({ category, code: z.string().nullable(), network: z.string().nullable(), network_code: z.string().nullable() }),
  respond_by: z.object({ at: instant, zone: z.string().nullable(), source: z.enum(['provider', 'rule', 'operator']) }).nullable(),
  seconds_left: z.int().nullable().optional().meta({ description: 'Until `respond_by`, when this was answered; null when there is no deadline to keep.' }),
  payment: z.object({
    id: z.string().nullable(), order: z.string().nullable(), paid_at: instant.nullable(), network: z.string().nullable(),
    references: z.record(z.string(), z.string()), captured: money.nullable(), refunded: money.nullable(),
  }),
  story: z.object({ text: z.string(), language: z.string().nullable(), customer: z.string().nullable() }).nullable(),
  act: act.nullable().meta({ description: 'A decision that waits in its undo window or is on its way to the provider.' }),
  acceptance: z.object({ act: z.string(), at: instant, by: actor, reason: acceptReason, note: z.string().nullable(), override: z.string().nullable() }).nullable(),
  defense: z.object({ act: z.string(), at: instant, by: actor, statement: z.string().nullable(), evidence: z.array(evidence) }).nullable(),
  resolution: z.object({ at: instant, by: actor, final: z.boolean(), judged: money.nullable(), note: z.string().nullable() }).nullable(),
  expired_at: instant.nullable(),
  evidence: z.array(evidence),
  books: z.object({ held: z.int(), gone: z.int(), currency: z.string() }).meta({ description: 'Where the disputed money is: held, or gone to the network; the rest is the merchant\'s.' }),
  metadata: z.record(z.string(), z.string()), tags: z.array(z.string()),
  owner: owner.nullable().meta({ description: 'Who looks after it, as they were called when it was given to them.' }),
  snoozed: z.object({ until: instant, at: instant, by: actor }).optional()
    .meta({ description: 'Put aside until then, by whom and when; only where it is, or was until it came back by itself. `until` is earlier than asked for where the deadline was moved.' }),
  preparing: z.array(preparing).optional().meta({ description: 'Who prepares a decision right now; only where one dispute is read. Advice, never a lock.' }),
  conditions: z.array(z.object({ code: z.enum(conditionCodes), detail: z.string() })).optional()
    .meta({ description: 'What somebody should know of a dispute that lives upstream.' }),
  revision: z.int(), opened_at: instant, updated_at: instant,
  can: z.object({ accept: allowed, submit: allowed, add_evidence: allowed, undo: allowed }).optional()
    .meta({ description: 'What is possible now, and if not, the code of the refusal and why. Money that went back by other ways is judged when accepting.' }),
}).meta({ id: 'Dispute' })

export type WireDispute = z.input<typeof dispute>
export type WireAct = z.input<typeof act>
export type WireEvidence = z.input<typeof evidence>
export type WireMoney = z.input<typeof money>
export type WireOwner = z.input<typeof owner>
export type WirePreparing = z.input<typeof preparing>
