// What Alipay tells of a dispute, in our words: a notification, or the answer to a call of ours. A word that nobody knows is kept and
// decides nothing. Pure.

import type { Phase } from '../../core/dispute.ts'
import type { Money } from '../../core/money.ts'
import type { ReadState, Reading } from '../../core/observation.ts'
import type { Instant } from '../../core/time.ts'
import type { Told, Word } from '../../engine/upstream.ts'
import { acceptReasons, judgedResults, notificationTypes, type NotificationType } from './contract/notice.ts'
import { factsOf } from './told-facts.ts'
import { stateTold } from './translate.ts'
import { latestOf, moneyOf, objectOf, textOf, timeOf, wordOf, type Json } from './values.ts'

/** `document` is the body as it came, `sentAt` when it was sent: all that some types say of their time. Null for what is about no dispute. */
export function toldOf(value: unknown, document: string, sentAt: Instant): Told | null {
  const notice = objectOf(value)
  const theirId = idOf(notice?.['disputeId'])
  const word = wordOf(notice?.['disputeNotificationType'], 64)
  if (!notice || theirId === null || word === null) return null
  const type = typeOf(word)
  const state = type && stateOf(type, notice)
  const { changedAt, rank } = whenOf(type, state, notice, sentAt)
  return {
    theirId, document, changedAt, rank, reading: readingOf(type, state, notice), words: wordsOf(type, word, notice), facts: factsOf(notice, sentAt),
    theirs: { status: statusOf(word, notice), reasonCode: wordOf(notice['disputeReasonCode'], 64), reasonText: wordOf(notice['disputeReasonMsg'], 256) },
  }
}

/** Opaque; what no store keeps is no id. */
export const idOf = (value: unknown): string | null => (wordOf(value, 64) === value ? (value as string) : null)

/** The guide's names for two of them are others than the API page's (docs.antom.com/ac/cashierpay/dispute). */
const guideNames: Readonly<Record<string, NotificationType>> = { DISPUTE_SUPPLIED: 'DEFENSE_SUPPLIED', DISPUTE_DUE_ALERT: 'DEFENSE_DUE_ALERT' }
const typeOf = (word: string): NotificationType | null => notificationTypes.find(type => type === word) ?? (Object.hasOwn(guideNames, word) ? guideNames[word]! : null)

/** An acceptance for a reason that is new may be nobody's acceptance, as TIMEOUT is; without any reason the type says what happened. */
function stateOf(type: NotificationType, notice: Json): ReadState | null {
  const { disputeAcceptReason: reason, disputeJudgedResult: result } = notice
  if (type === 'DISPUTE_ACCEPTED' && reason !== undefined && !isOneOf(acceptReasons, reason)) return null
  if (type === 'DISPUTE_JUDGED' && result === 'VALIDATE_FAIL' && !isDeducted(notice)) return 'needs_response'
  return stateTold({ ...notice, disputeNotificationType: type, defenseDueTime: timeOf(notice['defenseDueTime']) === null ? undefined : String(notice['defenseDueTime']) }) as ReadState | null
}

/**
 * Once the check of a document has ended another may be sent (docs.antom.com/ac/ams/supply_evidence), and no page promises that the judgement
 * names a date: one that failed is the end only where it takes money.
 */
const isDeducted = (notice: Json): boolean => (moneyOf(notice['disputeJudgedAmount'])?.amount ?? 0n) > 0n

function readingOf(type: NotificationType | null, state: ReadState | null, notice: Json): Reading {
  const at = timeOf(notice['defenseDueTime'])
  return { state, phase: phaseOf(type, notice), respondBy: at === null ? null : { at, zone: null, source: 'provider' }, judged: judgedOf(state, notice), final: true }
}

const phases: Readonly<Record<string, Phase>> = { CHARGEBACK: 'chargeback', RETRIEVAL_REQUEST: 'inquiry', COMPLIANCE_REQUEST: 'compliance' }

/** Visa's RDR has no dispute type of its own. */
function phaseOf(type: NotificationType | null, { disputeType: word }: Json): Phase | null {
  if (word === undefined) return type === 'RDR_RESOLVED' ? 'alert' : null
  return isPhase(word) ? phases[word]! : 'unknown'
}

const isPhase = (word: unknown): word is string => typeof word === 'string' && Object.hasOwn(phases, word)

/** A part that is deducted. Nothing where it was won and everything where it was lost is what those words mean anyway. */
function judgedOf(state: ReadState | null, notice: Json): Money | null {
  const judged = moneyOf(notice['disputeJudgedAmount'])
  if (!judged || !fits(judged, notice) || (state !== 'won' && state !== 'lost')) return null
  const usual = state === 'won' ? 0n : moneyOf(notice['disputeAmount'])?.amount
  return judged.amount === usual ? null : judged
}

function fits({ amount, currency }: Money, notice: Json): boolean {
  const disputed = moneyOf(notice['disputeAmount'])
  return !disputed || (disputed.currency === currency && amount <= disputed.amount)
}

/**
 * In their clock. What has no time of its own is dated by the dispute's beginning and ordered by its place in a dispute's life: a
 * repetition of it a day later must not undo what came after it. That beginning is optional: that it only waits then comes before all
 * else. After an end nothing comes.
 */
function whenOf(type: NotificationType | null, state: ReadState | null, notice: Json, sentAt: Instant): { changedAt: Instant; rank: number } {
  const began = latestOf(notice['disputeTime'])
  switch (type) {
    case 'DISPUTE_ACCEPTED': return { changedAt: latestOf(notice['disputeAcceptTime']) ?? sentAt, rank: 5 }
    case 'DISPUTE_JUDGED': return { changedAt: latestOf(notice['disputeJudgedTime']) ?? sentAt, rank: state === 'needs_response' ? 3 : 6 }
    case 'DISPUTE_CANCELLED':
    case 'RDR_RESOLVED': return { changedAt: Math.max(sentAt, began ?? 0), rank: 7 }
    default: return { changedAt: began ?? (state === 'needs_response' ? 0 : sentAt), rank: type ? ranks[type] ?? 0 : 0 }
  }
}

const ranks: Partial<Record<NotificationType, number>> = { DISPUTE_CREATED: 0, DEFENSE_DUE_ALERT: 1, DEFENSE_SUPPLIED: 2 }

function statusOf(word: string, { disputeAcceptReason, disputeJudgedResult }: Json): string {
  return [word, wordOf(disputeAcceptReason ?? disputeJudgedResult, 64)].filter(Boolean).join('/')
}

function wordsOf(type: NotificationType | null, word: string, notice: Json): Word[] {
  const strange = (field: string, isKnown: boolean): Word[] => {
    const value = notice[field]
    return value === undefined || value === null || isKnown ? [] : [{ field, word: JSON.stringify(value).slice(0, 200) }]
  }
  const judged = moneyOf(notice['disputeJudgedAmount'])
  return [
    ...(type ? [] : [{ field: 'disputeNotificationType', word }]),
    ...strange('disputeType', isPhase(notice['disputeType'])),
    ...strange('disputeAcceptReason', isOneOf(acceptReasons, notice['disputeAcceptReason'])),
    ...strange('disputeJudgedResult', isOneOf(judgedResults, notice['disputeJudgedResult'])),
    ...strange('disputeAmount', moneyOf(notice['disputeAmount']) !== null),
    ...strange('disputeJudgedAmount', judged !== null && fits(judged, notice)),
    ...['disputeTime', 'defenseDueTime', 'disputeAcceptTime', 'disputeJudgedTime'].flatMap(field => strange(field, timeOf(notice[field]) !== null)),
  ]
}

/** What a SUCCESS of a call of ours proves; null where it does not say of which dispute, or since when. */
export function toldByAnswer(call: string, state: 'accepted' | 'under_review', { body, text }: { body: Json; text: string }, { reasonCode, reasonText }: Told['theirs']): Told | null {
  const theirId = idOf(body['disputeId'])
  const changedAt = latestOf(textOf(body['disputeResolutionTime'], 64))
  if (theirId === null || changedAt === null) return null
  return {
    theirId, document: text, fingerprint: `${call} ${text}`, changedAt, rank: state === 'accepted' ? 5 : 2, words: [], facts: null,
    theirs: { status: `${call}/SUCCESS`, reasonCode, reasonText }, reading: { state, phase: null, respondBy: null, judged: null, final: true },
  }
}

const isOneOf = <T extends string>(words: readonly T[], word: unknown): word is T => (words as readonly unknown[]).includes(word)
