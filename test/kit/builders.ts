// Disputes, commands and actors for tests: a builder sets only what its test is about. A dispute in a state has come there by
// real decisions, so that no test stands on a dispute that cannot be.
import type { Command, CommandKind, Opening, Verdict } from '../../src/core/command.ts'
import { silenceMs } from '../../src/core/deadline.ts'
import { decide, type Decision } from '../../src/core/decide.ts'
import type { Actor, Dispute, DisputeIn, EvidenceItem, Fee, Phase, RespondBy, State } from '../../src/core/dispute.ts'
import { makeId, type ActId, type ConnectionId, type Id, type MerchantId, type Prefix } from '../../src/core/ids.ts'
import type { Money } from '../../src/core/money.ts'
import type { Observation, Reading } from '../../src/core/observation.ts'
import type { PaymentSums } from '../../src/core/payment.ts'
import { isRefusal, type Refusal } from '../../src/core/refusal.ts'
import type { MoneyFamily, Terms } from '../../src/core/terms.ts'
import type { Instant } from '../../src/core/time.ts'
import { nativeTerms } from '../../src/dialects/native/terms.ts'

export const noon: Instant = Date.UTC(2026, 10, 21, 12)
export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
/** The deadline of every built dispute, unless a test says otherwise. */
export const deadline: Instant = noon + 7 * day

export const terms: Terms = nativeTerms
export const termsWith = (changes: Partial<Terms>): Terms => ({ ...terms, ...changes })
export function familyIs(family: MoneyFamily, changes: Partial<Terms> = {}): Terms {
  const all = Object.fromEntries(Object.keys(terms.family).map(phase => [phase, family])) as Record<Phase, MoneyFamily>
  return termsWith({ family: all, ...changes })
}

/** The same number is the same id, everywhere and always. */
export function id<P extends Prefix>(prefix: P, number: number): Id<P> {
  const bytes = new Uint8Array(10)
  new DataView(bytes.buffer).setUint32(6, number)
  return makeId(prefix, noon, bytes)
}

export const mill: MerchantId = id('mch', 1)
export const connection: ConnectionId = id('con', 1)
export const firstAct: ActId = id('act', 1)
export const owner: Actor = { kind: 'key', id: id('key', 1), surface: 'native', request: null }
export const clock: Actor = { kind: 'system', id: 'timekeeper', surface: 'timekeeper', request: null }
export const bank: Actor = { kind: 'upstream', id: 'bank', surface: 'bridge', request: null }
export const baht = (amount: bigint): Money => ({ amount, currency: 'THB' })
export const respondBy = (at: Instant): RespondBy => ({ at, zone: null, source: 'provider' })
export const fee = (amount: bigint, refundable = true): Fee => ({ kind: 'dispute', money: baht(amount), refundable })

export function anOpening(changes: Partial<Opening> = {}): Opening {
  return {
    id: id('dsp', 1), merchant: mill, home: 'house', dialect: 'native',
    theirs: { id: 'D1', status: 'open', reasonCode: '10.4', reasonText: 'Fraud' }, money: baht(12_000n), settlement: null, fees: [],
    reason: { category: 'fraud', code: '10.4', network: null, networkCode: null }, phase: 'chargeback',
    payment: { id: 'pay-1', order: null, paidAt: null, network: null, references: {}, captured: baht(12_000n), refunded: null },
    story: null, respondBy: respondBy(deadline), metadata: {}, tags: [], openedAt: noon, ...changes,
  }
}

type Of<K extends CommandKind> = Extract<Command, { kind: K }>
type Changes<K extends CommandKind> = Partial<Omit<Of<K>, 'kind'>>

export const open = (changes: Partial<Opening> = {}): Of<'open'> => ({ kind: 'open', by: bank, opening: anOpening(changes) })
export const accept = (changes: Changes<'accept'> = {}): Of<'accept'> =>
  ({ kind: 'accept', by: owner, act: firstAct, reason: 'customer_is_right', note: null, holdMs: 0, expect: {}, override: null, ...changes })
export const undo = (act: ActId = firstAct): Of<'undo'> => ({ kind: 'undo', by: owner, act })
export const stage = (changes: Partial<EvidenceItem> = {}): Of<'stage'> => ({ kind: 'stage', by: owner, item: anItem(changes) })
export const unstage = (number = 1): Of<'unstage'> => ({ kind: 'unstage', by: owner, evidence: id('evd', number) })
export const submit = (changes: Changes<'submit'> = {}): Of<'submit'> =>
  ({ kind: 'submit', by: owner, act: firstAct, statement: 'It was delivered.', expect: {}, ...changes })
export const annotate = (changes: Changes<'annotate'> = {}): Of<'annotate'> => ({ kind: 'annotate', by: owner, metadata: {}, tags: null, note: null, ...changes })
export const elapse = (): Of<'elapse'> => ({ kind: 'elapse', by: clock })
export const judge = (verdict: Verdict, changes: Changes<'resolve'> = {}): Of<'resolve'> =>
  ({ kind: 'resolve', by: bank, verdict, final: true, judged: null, note: null, fees: [], ...changes })
export const reverse = (changes: Changes<'reverse'> = {}): Of<'reverse'> => ({ kind: 'reverse', by: bank, note: null, fees: [], ...changes })
export const escalate = (changes: Changes<'escalate'> = {}): Of<'escalate'> =>
  ({ kind: 'escalate', by: bank, phase: 'pre_arbitration', respondBy: respondBy(deadline + 30 * day), fees: [], note: null, ...changes })
export const moveDeadline = (at: Instant): Of<'move_deadline'> => ({ kind: 'move_deadline', by: bank, respondBy: respondBy(at) })
export const confirm = (act: ActId = firstAct): Of<'confirm'> => ({ kind: 'confirm', by: bank, act })
export const refuseAct = (act: ActId = firstAct): Of<'refuse'> => ({ kind: 'refuse', by: bank, act, code: 'no', text: null })
export const observe = (observation: Observation): Of<'observe'> => ({ kind: 'observe', by: bank, observation })

export function news(state: Reading['state'], changes: Partial<Reading> & { at?: Instant; rank?: number; status?: string; reason?: string | null } = {}): Observation {
  const { at = noon + hour, rank = 0, status = state, reason = '10.4', ...reading } = changes
  return {
    source: 'poll', version: { at, rank, digest: `${state}${at}`.padEnd(32, '0') }, theirs: { status, reasonCode: reason, reasonText: reason && 'Fraud' },
    reading: { state, phase: null, respondBy: null, judged: null, final: true, ...reading },
  }
}

function anItem(changes: Partial<EvidenceItem>): EvidenceItem {
  return { id: id('evd', 1), kind: 'file', category: null, name: 'receipt.pdf', type: 'application/pdf', size: 1000, digest: 'd1', text: null, addedAt: noon, ...changes }
}

/** `captured` is what was paid; nothing has gone back. */
export const paid = (captured: bigint | null, changes: Partial<PaymentSums> = {}): PaymentSums =>
  ({ currency: 'THB', captured, refunded: 0n, returned: 0n, ...changes })

export type When = { at?: Instant; terms?: Terms; payment?: PaymentSums | null }

export function ask(dispute: Dispute | null, command: Command, { at = noon, terms: rules = terms, payment = null }: When = {}): Decision | Refusal {
  return decide(dispute, command, { terms: rules, now: at, payment })
}

/** The dispute after a command that must not be refused. */
export function after(dispute: Dispute | null, command: Command, when: When = {}): Dispute {
  const outcome = ask(dispute, command, when)
  if (isRefusal(outcome)) throw new Error(`${command.kind} was refused: ${outcome.refused} ${JSON.stringify(outcome.facts)}`)
  return outcome.dispute
}

export const through = (dispute: Dispute | null, commands: Command[], when: When = {}): Dispute =>
  commands.reduce<Dispute | null>((seen, command) => after(seen, command, when), dispute)!

type Build<S extends State> = (changes?: Partial<Opening>, when?: When) => DisputeIn<S>
const built = <S extends State>(...commands: Command[]): Build<S> =>
  (changes = {}, when = {}) => through(null, [open(changes), ...commands], when) as DisputeIn<S>
const upstream = <S extends State>(...commands: Command[]): Build<S> => (changes = {}, when = {}) => built<S>(...commands)({ home: connection, ...changes }, when)

export const needsResponse: Build<'needs_response'> = built()
export const held: Build<'needs_response'> = built(accept({ holdMs: hour }))
export const accepting: Build<'accepting'> = upstream(accept())
export const submitting: Build<'submitting'> = upstream(submit())
export const underReview: Build<'under_review'> = built(submit())
export const accepted: Build<'accepted'> = built(accept())
export const won: Build<'won'> = built(judge('won'))
export const provisionallyWon: Build<'won'> = built(judge('won', { final: false }))
export const lost: Build<'lost'> = built(judge('lost'))
export const expired: Build<'expired'> = (changes = {}, when = {}) =>
  after(needsResponse(changes, when), elapse(), { ...when, at: deadline + 1 + (changes.home && changes.home !== 'house' ? silenceMs : 0) }) as DisputeIn<'expired'>
export const withdrawn: Build<'withdrawn'> = built(judge('withdrawn'))
export const prevented: Build<'prevented'> = built(judge('prevented'))
export const refunded: Build<'refunded'> = built(judge('refunded'))

export const inState: { [S in State]: Build<S> } = {
  needs_response: needsResponse, accepting, submitting, under_review: underReview, accepted, won, lost, expired, withdrawn, prevented, refunded,
}

export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.values(value).forEach(deepFreeze)
  return Object.freeze(value)
}
