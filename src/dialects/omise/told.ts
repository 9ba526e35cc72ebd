// One of Omise's disputes, in any version, read into our words. Four statuses are all it has: of a lost one only its message says that it
// was accepted, and when it was closed. Pure.

import type { ReadState } from '../../core/observation.ts'
import { parseInstant } from '../../core/time.ts'
import type { Told, Word } from '../../engine/upstream.ts'
import { isReasonCode, spelled } from './reasons.ts'
import { acceptedMessage, statuses, type Status } from './status.ts'
import { createdAtOf, factsOf, judgedOf } from './told-facts.ts'
import { listOf, moneyOf, objectOf, textOf, wordOf, type Json } from './wire-values.ts'

/** Null for what is no dispute. `document` is how it arrived. */
export function toldOf(value: unknown, document?: string): Told | null {
  const dispute = objectOf(value)
  const id = dispute?.['id']
  if (!dispute || dispute['object'] !== 'dispute' || !isId(id)) return null
  const facts = factsOf(dispute)
  const state = stateOf(dispute)
  return {
    theirId: id,
    theirs: { status: wordOf(dispute['status']), reasonCode: wordOf(dispute['reason_code']), reasonText: textOf(dispute['reason_message']) },
    document: document ?? JSON.stringify(value), fingerprint: fingerprintOf(dispute),
    // Neither phases nor deadlines are on this wire.
    reading: { state, phase: null, respondBy: null, judged: facts && judgedIn(state) ? judgedOf(dispute, facts) : null, final: true },
    changedAt: parseInstant(dispute['closed_at']), rank: rankOf(state), words: wordsOf(dispute, state), facts,
  }
}

/** Opaque, but fit to be asked for again. */
export const isId = (id: unknown): id is string => typeof id === 'string' && /^[\x21-\x7e]{1,200}$/.test(id) && id !== '.' && id !== '..'

/** A closed one that says neither won nor lost, and an open one with a time of closing, say nothing that can be acted on. */
function stateOf(dispute: Json): ReadState | null {
  const isClosed = isGiven(dispute['closed_at'])
  switch (dispute['status'] as Status) {
    case 'open': return isClosed ? null : 'needs_response'
    case 'pending': return isClosed ? null : 'under_review'
    case 'won': return 'won'
    case 'lost': return dispute['message'] === acceptedMessage ? 'accepted' : 'lost'
    default: return null
  }
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== ''
const judgedIn = (state: ReadState | null): boolean => state === 'won' || state === 'lost'
const rankOf = (state: ReadState | null): number => (state === null || state === 'needs_response' ? 0 : state === 'under_review' ? 1 : 2)

/** The list of documents names the time of the request, and links to files may differ from call to call. */
function fingerprintOf(dispute: Json): string {
  const fields = ['id', 'status', 'amount', 'currency', 'funding_amount', 'funding_currency', 'message', 'admin_message', 'reason_code', 'reason_message', 'closed_at']
  const transactions = listOf(dispute['transactions']).map(objectOf).map(each => [each?.['key'], each?.['amount'], each?.['currency']])
  const documents = listOf(objectOf(dispute['documents'])?.['data']).map(each => objectOf(each)?.['id'])
  const metadata = Object.entries(objectOf(dispute['metadata']) ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([...fields.map(name => dispute[name] ?? null), dispute['created_at'] ?? dispute['created'] ?? null, transactions, documents, metadata])
}

function wordsOf(dispute: Json, state: ReadState | null): Word[] {
  const { status, reason_code: reason, amount, currency, funding_amount: funding } = dispute
  const isStatus = (statuses as readonly unknown[]).includes(status)
  const strange: [field: string, word: unknown, isStrange: boolean][] = [
    ['status', status, !isStatus],
    ['closed_at', `${wordOf(status)} ${wordOf(dispute['closed_at'])}`, isStatus && state === null],
    ['closed_at', dispute['closed_at'], isGiven(dispute['closed_at']) && parseInstant(dispute['closed_at']) === null],
    ['created_at', dispute['created_at'] ?? dispute['created'] ?? 'missing', createdAtOf(dispute) === null],
    ['reason_code', reason, isGiven(reason) && !isReasonCode(spelled(wordOf(reason) ?? ''))],
    ['amount', `${wordOf(amount)} ${wordOf(currency)}`, moneyOf(amount, currency) === null],
    ['funding_amount', `${wordOf(funding)} ${wordOf(dispute['funding_currency'])}`, isGiven(funding) && moneyOf(funding, dispute['funding_currency']) === null],
  ]
  return strange.flatMap(([field, word, isStrange]) => (isStrange ? [{ field, word: wordOf(word) ?? typeof word }] : []))
}
