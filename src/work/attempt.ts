// One attempt at a delivery: rendered, signed, sent, judged. It answers what is to be recorded, and never throws for a receiver.

import { liveSecrets, readSecrets, signingContext } from '../core/signing.ts'
import type { DisputeEvent } from '../core/event.ts'
import type { DisputeId, MerchantId } from '../core/ids.ts'
import { reviveMoney } from '../core/json.ts'
import { testNotice } from '../core/notice.ts'
import type { Instant } from '../core/time.ts'
import type { AnyNoticeFormat, NoticeToSend, Signed } from '../dialects/dialect.ts'
import type { ClaimedDelivery, Queue, Reads } from '../engine/store.ts'
import { disputeOf } from '../engine/row.ts'
import type { Vault } from '../engine/vault.ts'
import { keptAnswer } from './kept-answer.ts'
import { sendLimits, type Answered, type Send } from './send.ts'

export type Outcome = Parameters<Queue['settle']>[1]
export type AttemptParts = {
  /** Null for a dialect that sends no notices. */
  formatOf(dialect: string): AnyNoticeFormat | null
  vault: Pick<Vault, 'open'>
  reads: Pick<Reads, 'events'>
  send: Send
  now(): Instant
  /** From 0 up to 1. */
  chance(): number
  onFault(claimed: ClaimedDelivery, error: unknown): void
}
export type Attempted = { outcome: Outcome; gone: boolean }

/** Null when the lease could end before the attempt does: then it is another's to send. */
export async function attempt(claimed: ClaimedDelivery, parts: AttemptParts): Promise<Attempted | null> {
  const { endpoint_: endpoint } = claimed
  const at = parts.now()
  const format = parts.formatOf(endpoint.dialect)
  if (endpoint.disabledAt !== null) return ended(claimed, at, 'exhausted', 'The webhook is disabled: nothing was sent')
  const made = format && await signed(claimed, format, parts, at)
  if (!format || !made) return ended(claimed, at, 'delivered', 'This dialect does not tell of it: nothing was sent')
  // Our own fault says nothing of the receiver.
  if ('fault' in made) return failed(claimed, { ...format, firstContact: false }, parts, at, { status: null, error: 'Parley could not write this notice', answer: Buffer.alloc(0) })
  const answered = await sendAll(claimed, format, parts, made)
  return answered && judged(claimed, format, parts, at, answered)
}

/** Up to the first that was not acknowledged. */
async function sendAll(claimed: ClaimedDelivery, format: AnyNoticeFormat, parts: AttemptParts, all: readonly Signed[]): Promise<Answered | null> {
  for (const made of all.slice(0, -1)) {
    const answered = await parts.send({ url: claimed.endpoint_.url, ...made }, () => leaseLasts(claimed, parts.now()))
    if (!answered || !isAcknowledged(format, answered)) return answered
  }
  return parts.send({ url: claimed.endpoint_.url, ...all.at(-1)! }, () => leaseLasts(claimed, parts.now()))
}

const isAcknowledged = (format: AnyNoticeFormat, { status, error, answer }: Answered): boolean =>
  status !== null && error === null && format.acknowledged(status, answer.toString()) === 'delivered'

const leaseLasts = ({ leaseUntil }: ClaimedDelivery, now: Instant): boolean => now + sendLimits.wholeMs < leaseUntil

async function signed(claimed: ClaimedDelivery, format: AnyNoticeFormat, parts: AttemptParts, at: Instant): Promise<Signed[] | { fault: true } | null> {
  try {
    const notice = { ...noticeToSend(claimed), ...await eventOf(claimed, format, parts) }
    const rendered = format.render(notice, at)
    if (!rendered) return null
    const all = [rendered, ...(format.further?.(notice, at) ?? [])]
    const secrets = secretsOf(claimed, parts.vault, at)
    return await Promise.all(all.map(({ body }) => format.sign({ id: notice.id, body, url: claimed.endpoint_.url, webhook: claimed.endpoint_.id }, secrets, at)))
  } catch (error) {
    parts.onFault(claimed, error)
    return { fault: true }
  }
}

function noticeToSend({ notice_: { id, kind, at, position, body }, endpoint_: { kinds, body: madeWith } }: ClaimedDelivery): NoticeToSend {
  return { id, kind: kind as NoticeToSend['kind'], at, position: position!, dispute: disputeOf(body), webhook: { kinds, body: madeWith } }
}

async function eventOf({ notice_: { merchant, dispute, seq, kind } }: ClaimedDelivery, format: AnyNoticeFormat, { reads }: Pick<AttemptParts, 'reads'>): Promise<Pick<NoticeToSend, 'event'>> {
  if (!format.needsEvent?.(kind as NoticeToSend['kind'])) return {}
  const [row] = await reads.events(merchant as MerchantId, dispute as DisputeId, seq - 1, 1)
  return row?.seq === seq ? { event: reviveMoney(row.body) as DisputeEvent } : {}
}

function secretsOf({ merchant, endpoint_: { id, sealed } }: ClaimedDelivery, vault: Pick<Vault, 'open'>, now: Instant): string[] {
  const secrets = liveSecrets(readSecrets(vault.open(sealed, signingContext(merchant, id))), now)
  if (secrets.length === 0) throw new Error('The webhook has no secret that is still valid')
  return secrets
}

function judged(claimed: ClaimedDelivery, format: AnyNoticeFormat, parts: AttemptParts, at: Instant, answered: Answered): Attempted {
  const { status, error, answer } = answered
  if (status === null || error !== null) return failed(claimed, format, parts, at, answered)
  const verdict = format.acknowledged(status, answer.toString())
  if (verdict === 'failed') return failed(claimed, format, parts, at, answered)
  const again = verdict === 'delivered' ? laterThan(at, claimed, format) : null
  const state = again !== null ? 'pending' : verdict === 'delivered' ? 'delivered' : 'exhausted'
  return { outcome: { state, dueAt: again ?? parts.now(), attempt: attemptRow(claimed, at, parts.now(), answered) }, gone: verdict === 'gone' }
}

/** A notice that has more to tell comes again then, whatever became of it until now. */
function laterThan(at: Instant, claimed: ClaimedDelivery, format: AnyNoticeFormat): Instant | null {
  const later = format.later?.(noticeToSend(claimed)) ?? null
  return later !== null && later > at ? later : null
}

/** The next one comes by the dialect's schedule, spread by a tenth so that what failed together does not come back together. A test is tried once. */
function failed(claimed: ClaimedDelivery, format: AnyNoticeFormat, parts: AttemptParts, at: Instant, answered: Answered): Attempted {
  const wait = isTest(claimed) ? undefined : scheduleFor(claimed, format, parts, at)[claimed.attempts]
  const now = parts.now()
  const dueAt = wait === undefined ? now : now + Math.round(wait * 1000 * (format.exact ? 1 : 0.9 + parts.chance() / 5))
  return { outcome: { state: wait === undefined ? 'exhausted' : 'pending', dueAt, attempt: attemptRow(claimed, at, now, answered) }, gone: format.firstContact === true && isFirstContact(claimed) }
}

const isTest = ({ notice_ }: ClaimedDelivery): boolean => notice_.kind === testNotice

/** The test that was written together with the webhook itself. */
const isFirstContact = (claimed: ClaimedDelivery): boolean => isTest(claimed) && claimed.notice_.at === claimed.endpoint_.createdAt

/** Where the secrets cannot be opened nobody can be told apart. */
function scheduleFor(claimed: ClaimedDelivery, format: AnyNoticeFormat, { vault }: AttemptParts, at: Instant): readonly number[] {
  if (!format.scheduleFor) return format.schedule
  try {
    return format.scheduleFor(secretsOf(claimed, vault, at))
  } catch {
    return format.schedule
  }
}

function ended(claimed: ClaimedDelivery, at: Instant, state: Outcome['state'], error: string): Attempted {
  return { outcome: { state, dueAt: at, attempt: attemptRow(claimed, at, at, { status: null, error, answer: Buffer.alloc(0) }) }, gone: false }
}

function attemptRow({ merchant, id, attempts }: ClaimedDelivery, at: Instant, until: Instant, { status, error, answer }: Answered): Outcome['attempt'] {
  return { merchant: merchant as MerchantId, delivery: id, number: attempts + 1, at, tookMs: Math.max(0, until - at), status, error, answer: keptAnswer(answer) }
}
