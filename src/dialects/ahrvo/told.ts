// A dispute of Ahrvo's, read into our words. Forgiving: what is missing or strange becomes nothing and is kept as a word; what no table
// here has never becomes an outcome. Pure.

import { isCurrency, type Currency } from '../../core/currency.ts'
import type { Phase, ReasonCategory } from '../../core/dispute.ts'
import { fromWireInteger } from '../../core/money.ts'
import type { ReadState } from '../../core/observation.ts'
import { parseInstant } from '../../core/time.ts'
import type { Told, ToldFacts, Word } from '../../engine/upstream.ts'
import { evidenceSubmitted } from './fixture.ts'
import { isTheirId } from './ids.ts'
import { responseStates, type ResponseState } from './translate.ts'

type Json = Readonly<Record<string, unknown>>

/** Null for what is no dispute. `currency` is that of the account: a dispute of theirs names none, and where nobody said it, its money is not read. `document` is how it arrived. */
export function toldOf(value: unknown, currency: Currency | null, document?: string): Told | null {
  const dispute = objectOf(value)
  const id = textOf(dispute?.['id'])
  if (!dispute || !id || !isTheirId(id) || !('state' in dispute || 'response_state' in dispute)) return null
  return {
    theirId: id, theirs: { status: textOf(dispute['state']), reasonCode: textOf(dispute['reason']), reasonText: textOf(dispute['message']) },
    document: document ?? JSON.stringify(value), fingerprint: fingerprintOf(dispute),
    reading: { state: stateOf(dispute), phase: phaseOf(dispute), respondBy: respondByOf(dispute), judged: null, final: true },
    changedAt: parseInstant(dispute['updated_at']), rank: rankOf(dispute), words: wordsOf(dispute, currency), facts: factsOf(dispute, currency),
  }
}

/** The links of one dispute differ from call to call. */
function fingerprintOf(dispute: Json): string {
  const fields = ['id', 'updated_at', 'amount', 'currency', 'transfer', 'reason', 'respond_by', 'state', 'response_state', 'evidence_submitted', 'message']
  return JSON.stringify([...fields.map(name => scalarOf(dispute[name])), ...Object.entries(textsOf(dispute['tags'])).sort(([a], [b]) => (a < b ? -1 : 1))])
}

const phases: Readonly<Record<string, Phase>> = { INQUIRY: 'inquiry', PENDING: 'chargeback', ARBITRATION: 'arbitration' }
const ends: Readonly<Record<string, ReadState>> = { WON: 'won', LOST: 'lost' }
/** Where the case is not at its end. The other two say nothing then: one that nobody may answer has no word of ours. */
const answers: Readonly<Partial<Record<ResponseState, ReadState>>> = { NEEDS_RESPONSE: 'needs_response', RESPONDED: 'under_review' }

/**
 * ACCEPTED is for good, whatever `state` says, now or later; WON and LOST are final (docs.finix.com, dispute states). Whether an answer
 * is wanted `response_state` alone decides, also beside a `state` that nobody knows.
 */
function stateOf(dispute: Json): ReadState | null {
  const [state, response] = wordsOfStanding(dispute)
  if (response === 'ACCEPTED') return 'accepted'
  if (Object.hasOwn(ends, state)) return ends[state]!
  if (!Object.hasOwn(phases, state) && response !== 'NEEDS_RESPONSE') return null
  return answers[response as ResponseState] ?? null
}

function phaseOf(dispute: Json): Phase | null {
  const [state] = wordsOfStanding(dispute)
  return Object.hasOwn(phases, state) ? phases[state]! : null
}

/** A case is looked at, then charged back; in each it is answered, then accepted or at its end. */
function rankOf(dispute: Json): number {
  const [state, response] = wordsOfStanding(dispute)
  const answered = response === 'ACCEPTED' ? 20 : response === 'NEEDS_RESPONSE' ? 0 : 1
  return (Object.hasOwn(ends, state) ? 10 : state === 'INQUIRY' ? 0 : 2) + answered
}

function wordsOfStanding(dispute: Json): [state: string, response: string] {
  return [textOf(dispute['state']) ?? '', textOf(dispute['response_state']) ?? '']
}

function respondByOf(dispute: Json): Told['reading']['respondBy'] {
  const at = parseInstant(dispute['respond_by'])
  return at === null ? null : { at, zone: null, source: 'provider' }
}

function wordsOf(dispute: Json, currency: Currency | null): Word[] {
  const [state, response] = wordsOfStanding(dispute)
  const isOpenOrOver = Object.hasOwn(phases, state) || Object.hasOwn(ends, state)
  const odd: [field: string, isOdd: boolean][] = [
    ['state', !isOpenOrOver],
    ['response_state', response === 'UNKNOWN' || !isOneOf(responseStates, response)],
    ['reason', categoryOf(dispute) === null],
    ['evidence_submitted', dispute['evidence_submitted'] !== undefined && !isOneOf(evidenceSubmitted, dispute['evidence_submitted'])],
    ['amount', moneyOf(dispute, currency) === null],
    ['respond_by', isUnreadableTime(dispute['respond_by'])],
    ['created_at', parseInstant(dispute['created_at']) === null],
    ['updated_at', isUnreadableTime(dispute['updated_at'])],
  ]
  const contrary = Object.hasOwn(phases, state) && response === 'NO_RESPONSE_ALLOWED' ? [{ field: 'state/response_state', word: `${state}/${response}` }] : []
  return [...odd.filter(([, isOdd]) => isOdd).map(([field]) => ({ field, word: shownOf(dispute[field]) })), ...contrary]
}

function factsOf(dispute: Json, currency: Currency | null): ToldFacts | null {
  const money = moneyOf(dispute, currency)
  const openedAt = parseInstant(dispute['created_at'])
  if (!money || openedAt === null) return null
  const details = objectOf(dispute['dispute_details'])
  return {
    money, settlement: null, fees: [], story: null, metadata: textsOf(dispute['tags']), tags: [], openedAt,
    reason: { category: categoryOf(dispute) ?? 'other', code: textOf(dispute['reason']), network: null, networkCode: textOf(details?.['reason_code']) },
    payment: {
      id: textOf(dispute['transfer']), order: null, paidAt: parseInstant(dispute['occurred_at']), network: null, captured: null, refunded: null,
      references: textsOf({ arn: details?.['arn'], case_id: details?.['case_id'], merchant_id: dispute['merchant'], merchant_identity_id: dispute['identity'] }),
    },
  }
}

/** Where the document names a currency after all, that is the one. */
function moneyOf(dispute: Json, usual: Currency | null) {
  const named = dispute['currency'] ?? usual
  return isCurrency(named) ? fromWireInteger(dispute['amount'], named, { provider: 'ahrvo' }) : null
}

/** Finix's five and the one of Ahrvo's samples. Two of them tell no kind: their code is kept. */
const categories: Readonly<Record<string, ReasonCategory>> = {
  FRAUD: 'fraud', PRODUCT_NOT_RECEIVED: 'not_received', QUALITY: 'not_as_described', TECHNICAL: 'processing', CLERICAL: 'other', INQUIRY: 'other',
}

function categoryOf(dispute: Json): ReasonCategory | null {
  const reason = textOf(dispute['reason']) ?? ''
  return Object.hasOwn(categories, reason) ? categories[reason]! : null
}

const isUnreadableTime = (value: unknown): boolean => value !== undefined && value !== null && parseInstant(value) === null
const shownOf = (value: unknown): string => (typeof value === 'string' ? value : String(scalarOf(value) ?? 'nothing'))
const scalarOf = (value: unknown): string | number | boolean | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : value === null || value === undefined ? null : 'no text'
const objectOf = (value: unknown): Json | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null)
/** As every store can keep it. */
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value.replaceAll('\u0000', '\ufffd').toWellFormed() : null)
const textsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(objectOf(value) ?? {}).flatMap(([name, text]) => (typeof text === 'string' ? [[textOf(name)!, textOf(text)!]] : [])))
const isOneOf = <T extends string>(words: readonly T[], word: unknown): word is T => (words as readonly unknown[]).includes(word)
