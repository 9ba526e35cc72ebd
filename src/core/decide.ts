// The decision: a dispute, a command and an instant give events or a refusal. Pure; refusals come in the order of the list.

import { apply, defenseOf } from './apply.ts'
import { booksAtOpening, booksConceded, booksEscalated, untouched } from './books.ts'
import { can } from './can.ts'
import type { AtBuffer, Command, Expectation } from './command.ts'
import { acceptanceDueAt, deadlinesOf, isLate, isOverdue, nearAt, usualRespondBy, warningBefore } from './deadline.ts'
import { isOpen, type Acceptance, type Act, type Actor, type Books, type Defense, type Dispute, type EvidenceItem, type Facts } from './dispute.ts'
import type { DisputeEvent, EventData } from './event.ts'
import { stagingRefused, submissionRefused } from './evidence.ts'
import { newsOf } from './observation.ts'
import { booksObserved } from './observed.ts'
import { wouldPayTwice, type PaymentSums } from './payment.ts'
import { isRefusal, refuse, type Refusal } from './refusal.ts'
import { snoozeRefused } from './snooze.ts'
import type { Terms } from './terms.ts'
import type { Instant } from './time.ts'

export type Context = { terms: Terms; now: Instant; payment: PaymentSums | null }
export type Decision = { dispute: Dispute; events: DisputeEvent[] }
type Of<K extends Command['kind']> = Extract<Command, { kind: K }>
type In = { dispute: Dispute; context: Context; by: Actor }

/** No events is a decision too: there was nothing to do (a repeated observation). */
export function decide(dispute: Dispute | null, command: Command, context: Context): Decision | Refusal {
  if (command.kind === 'open') return dispute ? refuse('dispute_exists') : open(command, context)
  if (!dispute) return refuse('dispute_not_found')
  const allowed = can(dispute, command.kind, context.terms)
  if (allowed !== 'yes') return refuse(allowed, factsOfRefusal(dispute))
  const happened = judge({ dispute, context, by: command.by }, command)
  return isRefusal(happened) ? happened : { dispute: happened.reduce<Dispute>(apply, dispute), events: happened }
}

function judge(on: In, command: Exclude<Command, { kind: 'open' }>): DisputeEvent[] | Refusal {
  switch (command.kind) {
    case 'accept': return accept(on, command)
    case 'undo': return undo(on, command)
    case 'stage': return stage(on, command)
    case 'unstage': return unstage(on, command)
    case 'submit': return submit(on, command)
    case 'annotate': return annotate(on, command)
    case 'elapse': return elapse(on, command)
    case 'resolve': return resolve(on, command)
    case 'reverse': return reverse(on, command)
    case 'escalate': return escalate(on, command)
    case 'move_deadline': return moveDeadline(on, command)
    case 'confirm': return confirm(on, command)
    case 'refuse': return refused(on, command)
    case 'observe': return observe(on, command)
  }
}

function open(command: Of<'open'>, context: Context): Decision | Refusal {
  const { opening } = command
  const { terms, now } = context
  if (opening.respondBy && opening.respondBy.at <= opening.openedAt) return refuse('respond_by_invalid')
  const books = booksAtOpening(terms, opening.phase, (opening.settlement?.money ?? opening.money).amount)
  const respondBy = opening.respondBy ?? usualRespondBy(terms, opening.phase, opening.openedAt)
  const facts: Facts = { ...opening, respondBy, cycle: 1, evidence: [], returnedFees: { from: 0, to: 0 }, books, observed: null, decided: null, warnedFor: null, updatedAt: now, revision: 1, ...(terms.overdueStays && { overdueStays: true }), ...(opening.home !== 'house' && { warnsWithin: true }) }
  const by = { at: now, by: command.by, books }
  const events: DisputeEvent[] = [{ kind: 'opened', facts, ...by }, ...(warnsAtOnce(facts, context) ? [{ kind: 'deadline_near', respondBy, ...by } as const] : [])]
  return { dispute: events.reduce<Dispute | null>(apply, null)!, events }
}

/** Whoever is opened within the time of the warning would never hear it. Upstream the buffer says so, and what is to happen then. */
function warnsAtOnce({ home, respondBy, openedAt }: Facts, { terms, now }: Context): boolean {
  return terms.warnsAtOnce === true && home === 'house' && respondBy !== null && respondBy.at - warningBefore <= openedAt && !isLate(respondBy, now)
}

function accept(on: In, command: Of<'accept'>): DisputeEvent[] | Refusal {
  const { dispute, context } = on
  return late(on, command.override)
    ?? (context.terms.acceptPhases.includes(dispute.phase) ? null : refuse('not_acceptable_in_phase', { phase: dispute.phase }))
    ?? unexpected(dispute, command.expect)
    ?? (command.override ? null : wouldPayTwice(context.payment, dispute.money))
    ?? asksFor(on, actOf(on, command))
}

function actOf({ dispute, context: { now } }: In, command: Of<'accept'>): Act {
  const { act: id, by, reason, note, override } = command
  const dueAt = Math.max(now, acceptanceDueAt(dispute, now + command.holdMs))
  return { id, kind: 'accept', by, at: now, dueAt, asOf: asOf(dispute), reason, note, override }
}

const asOf = (dispute: Dispute): Act['asOf'] => dispute.observed?.standing?.version ?? null

/** Held while its undo window lasts; then decided in a house, asked of upstream elsewhere. */
function asksFor(on: In, act: Act): DisputeEvent[] {
  const { dispute, context: { now } } = on
  if (act.dueAt > now) return [event(on, { kind: 'acceptance_held', act })]
  return dispute.home === 'house' ? [accepted(on, act)] : [event(on, { kind: 'acceptance_asked', act })]
}

function accepted(on: In, act: Act): DisputeEvent {
  const acceptance: Acceptance = { act: act.id, at: on.context.now, by: act.by, reason: act.reason, note: act.note, override: act.override }
  return event(on, { kind: 'accepted', acceptance }, conceded(on))
}

function undo(on: In, command: Of<'undo'>): DisputeEvent[] | Refusal {
  const { dispute, context } = on
  const pending = 'pending' in dispute ? dispute.pending : null
  if (pending?.id !== command.act || context.now >= acceptanceDueAt(dispute, pending.dueAt)) return refuse('act_not_pending')
  return [event(on, { kind: 'acceptance_undone', act: command.act })]
}

function stage(on: In, { item, replaces }: Of<'stage'>): DisputeEvent[] | Refusal {
  const { dispute, context: { terms } } = on
  if (!replaces) return late(on) ?? stagingRefused(dispute, item, terms.evidence) ?? [event(on, { kind: 'evidence_staged', item })]
  const others = dispute.evidence.filter(({ id }) => id !== item.id)
  const gone = others.length === dispute.evidence.length ? refuse('evidence_not_found') : null
  return late(on) ?? gone ?? stagingRefused({ ...dispute, evidence: others }, item, terms.evidence) ?? [event(on, { kind: 'evidence_staged', item, replaces })]
}

function unstage(on: In, command: Of<'unstage'>): DisputeEvent[] | Refusal {
  const stopped = late(on)
  if (stopped) return stopped
  if (!on.dispute.evidence.some(item => item.id === command.evidence)) return refuse('evidence_not_found')
  return [event(on, { kind: 'evidence_removed', evidence: command.evidence })]
}

function submit(on: In, command: Of<'submit'>): DisputeEvent[] | Refusal {
  const { dispute, by, context: { now, terms } } = on
  const { act, statement, items = [] } = command
  const evidence = [...dispute.evidence, ...items]
  const stopped = late(on) ?? unexpected(dispute, command.expect) ?? itemsRefused(on, items) ?? submissionRefused({ ...dispute, evidence }, statement, terms.evidence)
  if (stopped) return stopped
  const noted = command.metadata ? annotate(on, { kind: 'annotate', by, metadata: command.metadata, tags: null, note: null }) : []
  if (isRefusal(noted)) return noted
  const defense: Defense = { act, at: now, by, statement, evidence }
  if (dispute.home === 'house') return [...noted, event(on, { kind: 'submitted', defense })]
  const asked: Act = { id: act, kind: 'submit', by, at: now, dueAt: now, asOf: asOf(dispute), reason: 'unspecified', note: null, override: null }
  return [...noted, event(on, { kind: 'submission_asked', act: asked, defense })]
}

/** Each as if it were staged after the ones before it. */
function itemsRefused({ dispute, context: { terms } }: In, items: readonly EvidenceItem[]): Refusal | null {
  const refusals = items.map((item, place) => stagingRefused({ ...dispute, evidence: [...dispute.evidence, ...items.slice(0, place)] }, item, terms.evidence))
  return refusals.find(refusal => refusal !== null) ?? null
}

/** 50 keys, 100 and 500 characters: the widest that any of the providers documents. */
const metadataLimits = { keys: 50, key: 100, value: 500 }

function annotate(on: In, command: Of<'annotate'>): DisputeEvent[] | Refusal {
  const stopped = command.asFor ? notAllowed(on, command.asFor) ?? late(on) : null
  if (stopped) return stopped
  const { metadata, tags, note, evidence, owner, snooze, bufferMs } = command
  if (evidence && !on.dispute.evidence.some(({ id }) => id === evidence.id)) return refuse('evidence_not_found')
  const stays = typeof snooze === 'number' ? notAllowed(on, 'stage') ?? snoozeRefused(on.dispute, snooze, on.context.now) : null
  if (stays) return stays
  const aside = snooze === undefined ? {} : { snooze: snooze === null ? null : { until: snooze } }
  const data = event(on, { kind: 'annotated', metadata, tags, note, ...(evidence && { evidence }), ...(owner !== undefined && { owner }), ...aside, ...(bufferMs !== undefined && { bufferMs }) })
  const after = apply(on.dispute, data)
  const annotated = after.evidence.find(({ id }) => id === evidence?.id)
  return [after.metadata, annotated?.tags ?? {}].every(fits) ? [data] : refuse('metadata_too_large', metadataLimits)
}

function fits(words: Record<string, string>): boolean {
  const pairs = Object.entries(words)
  return pairs.length <= metadataLimits.keys && pairs.every(([k, v]) => k.length <= metadataLimits.key && v.length <= metadataLimits.value)
}

/** What is due first happens first; the caller comes again for what is due next. Nobody is warned of what has passed,
 * but where a dispute stays, as one upstream does until its provider ends it: nothing else would say so for long. */
function elapse(on: In, command: Of<'elapse'>): DisputeEvent[] | Refusal {
  const { dispute, context: { now } } = on
  const isMute = isLate(dispute.respondBy, now) && dispute.home === 'house' && !dispute.overdueStays
  const due = deadlinesOf(dispute).find(({ at, kind }) => at <= now && !(kind === 'deadline_near' && isMute))
  if (!due) return refuse('not_due')
  if (due.kind === 'acceptance_due' && 'pending' in dispute && dispute.pending) return asksFor(on, { ...dispute.pending, dueAt: now })
  if (due.kind === 'deadline_near' && dispute.respondBy) return near(on, event(on, { kind: 'deadline_near', respondBy: dispute.respondBy }), command.atBuffer ?? null)
  return [event(on, { kind: 'expired' }, conceded(on))]
}

/**
 * The policy of a connection decides in the same step as the warning, or not at all; never when the time has passed, whoever named it, nor
 * what was on its way when the buffer came, and was turned down: who decided that decides again. Where nothing was heard of it since it
 * was opened it may have ended there long ago.
 */
function near(on: In, warning: DisputeEvent, policy: AtBuffer | null): DisputeEvent[] {
  const { money, respondBy, turnedDown, observed } = on.dispute
  const wasAway = respondBy && turnedDown && turnedDown.at >= nearAt(on.dispute, respondBy.at)
  if (!policy || !observed || wasAway || isLate(respondBy, on.context.now) || money.currency !== policy.below.currency || money.amount >= policy.below.amount) return [warning]
  const { act, by, note } = policy
  const dispute = apply(on.dispute, warning)
  const conceding = { kind: 'accept', by, act, reason: 'not_worth_it', note, holdMs: 0, expect: {}, override: null } as const
  if (can(dispute, 'accept', on.context.terms) !== 'yes') return [warning]
  const conceded = accept({ ...on, dispute, by }, conceding)
  return isRefusal(conceded) ? [warning] : [warning, ...conceded]
}

function resolve(on: In, command: Of<'resolve'>): DisputeEvent[] | Refusal {
  const { verdict, judged, final, note, fees, by } = command
  const { dispute, context } = on
  if (judged && (judged.currency !== dispute.money.currency || judged.amount > dispute.money.amount || judged.amount < 0n)) return refuse('judged_amount_invalid')
  const gone = verdict === 'lost' ? conceded(on, judged) : verdict === 'won' && judged ? conceded(on, judged) : untouched
  return [event(on, { kind: 'resolved', verdict, resolution: { at: context.now, by, final, judged, note }, fees }, gone)]
}

function reverse(on: In, command: Of<'reverse'>): DisputeEvent[] {
  const resolution = { at: on.context.now, by: command.by, final: true, judged: null, note: command.note }
  return [event(on, { kind: 'win_reversed', resolution, fees: command.fees }, conceded(on))]
}

function escalate(on: In, command: Of<'escalate'>): DisputeEvent[] | Refusal {
  const { terms, now } = on.context
  const { phase, fees, note } = command
  const respondBy = command.respondBy ?? usualRespondBy(terms, phase, now)
  if (respondBy.at <= now) return refuse('respond_by_invalid')
  return [event(on, { kind: 'escalated', phase, respondBy, fees, note }, booksEscalated(terms, on.dispute, phase))]
}

function moveDeadline(on: In, command: Of<'move_deadline'>): DisputeEvent[] | Refusal {
  if (command.respondBy.at <= on.context.now) return refuse('respond_by_invalid')
  return [event(on, { kind: 'deadline_moved', respondBy: command.respondBy })]
}

function confirm(on: In, command: Of<'confirm'>): DisputeEvent[] | Refusal {
  const { dispute } = on
  if (!('act' in dispute) || dispute.act.id !== command.act) return refuse('act_not_pending')
  return dispute.state === 'accepting' ? [accepted(on, dispute.act)] : [event(on, { kind: 'submitted', defense: dispute.defense })]
}

function refused(on: In, command: Of<'refuse'>): DisputeEvent[] | Refusal {
  const { dispute } = on
  if (!('act' in dispute) || dispute.act.id !== command.act) return refuse('act_not_pending')
  return [event(on, { kind: 'ask_refused', act: command.act, code: command.code, text: command.text })]
}

/** Repeats and older news are no event; leaving a terminal state is a correction and says so. */
function observe(on: In, { observation, bufferMs }: Of<'observe'>): DisputeEvent[] {
  const { dispute, context: { terms } } = on
  const news = newsOf(dispute, observation)
  if (!news) return []
  const { seen, stands } = news
  const from = dispute.state
  const correction = Boolean(stands && !isOpen(from) && stands.state !== from)
  const opensAgain = correction && stands !== null && isOpen(stands.state)
  const heeds = opensAgain && bufferMs !== undefined && bufferMs !== dispute.bufferMs ? { bufferMs } : {}
  const happened = event(on, { kind: 'observed', observation, seen, stands, from, correction, ...heeds })
  if (!seen.standing) return [happened]
  const after = apply(dispute, happened)
  return [{ ...happened, books: booksObserved(terms, after, after.state, 'resolution' in after ? after.resolution.judged : null) }]
}

const conceded = ({ context, dispute }: In, judged: Dispute['money'] | null = null): Books => booksConceded(context.terms, dispute, judged)

function event(on: In, data: EventData, books: Books = on.dispute.books): DisputeEvent {
  return { ...data, at: on.context.now, by: on.by, books }
}

function notAllowed({ dispute, context: { terms } }: In, kind: Command['kind']): Refusal | null {
  const allowed = can(dispute, kind, terms)
  return allowed === 'yes' ? null : refuse(allowed, factsOfRefusal(dispute))
}

/** Upstream's time has passed for upstream to say: there an override on the record lets an acceptance try. */
function late({ dispute, context }: In, override: string | null = null): Refusal | null {
  if (override !== null && dispute.home !== 'house') return null
  const overdue = dispute.state === 'needs_response' && isOverdue(dispute, context.now)
  return overdue ? refuse('deadline_passed', { respond_by: dispute.respondBy?.at ?? 0 }) : null
}

function unexpected(dispute: Dispute, expect: Expectation): Refusal | null {
  if (expect.revision !== undefined && expect.revision !== dispute.revision) return refuse('revision_changed', { revision: dispute.revision })
  if (expect.amount !== undefined && expect.amount !== dispute.money.amount) return refuse('amount_changed', { amount: String(dispute.money.amount) })
  if (expect.state !== undefined && dispute.state === 'under_review') return refuse('already_submitted', factsOfRefusal(dispute))
  return null
}

/** What a caller who came too late wants to know: who decided, and when. */
function factsOfRefusal(dispute: Dispute): Refusal['facts'] {
  if (dispute.state === 'accepted') return { state: dispute.state, at: dispute.acceptance.at, surface: dispute.acceptance.by.surface }
  const defense = defenseOf(dispute)
  return { state: dispute.state, ...(defense ? { submitted_at: defense.at } : {}) }
}
