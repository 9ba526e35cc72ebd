// A dispute of Moov's, read into our words. Forgiving: what is missing or strange becomes nothing and is kept as a word, and a status
// that nobody knows says nothing. Pure.

import { isCurrency } from '../../core/currency.ts'
import type { Phase } from '../../core/dispute.ts'
import { fromWireInteger, type Money } from '../../core/money.ts'
import type { ReadState } from '../../core/observation.ts'
import { parseInstant, type Instant } from '../../core/time.ts'
import type { Told, ToldFacts, Word } from '../../engine/upstream.ts'
import { categoryOf } from './reasons.ts'

type Json = Readonly<Record<string, unknown>>

/** `resolved` is a pre-dispute that its programme settled; a refund that we call `refunded` ends under the same word. */
const states: Readonly<Record<string, ReadState>> = {
  'response-needed': 'needs_response', 'under-review': 'under_review', accepted: 'accepted', won: 'won', lost: 'lost', expired: 'expired',
  closed: 'withdrawn', resolved: 'prevented',
}
const phases: Readonly<Record<string, Phase>> = { 'pre-dispute': 'alert', inquiry: 'inquiry', chargeback: 'chargeback', unknown: 'unknown' }

/** Of two documents of one instant the one that stands later in the dispute's life is the newer. */
const ranks: Partial<Record<ReadState, number>> = { needs_response: 0, under_review: 1 }
const endRank = 2

/** Null for what is no dispute at all. `text` is the document as it came, where it came by itself. */
export function toldOf(value: unknown, text?: string): Told | null {
  const dispute = objectOf(value)
  const theirId = textOf(dispute?.['disputeID'])
  if (!dispute || !theirId) return null
  const status = textOf(dispute['status'])
  const state = known(states, status)
  return {
    theirId, theirs: { status, reasonCode: textOf(dispute['networkReasonCode']), reasonText: textOf(dispute['networkReasonDescription']) },
    document: text ?? JSON.stringify(value), fingerprint: fingerprintOf(dispute),
    reading: { state, phase: known(phases, textOf(dispute['phase'])), respondBy: respondByOf(dispute), judged: null, final: true },
    changedAt: submittedAtOf(dispute, state), rank: state === null ? 0 : ranks[state] ?? endRank, words: wordsOf(dispute), facts: factsOf(dispute),
  }
}

/** The only change that a document dates is that evidence was submitted. */
function submittedAtOf(dispute: Json, state: ReadState | null): Instant | null {
  return state === null || state === 'needs_response' ? null : parseInstant(dispute['submittedOn'])
}

/** The same whether it was listed or read by itself, and however it was spaced. */
function fingerprintOf(dispute: Json): string {
  const { amount, transfer } = dispute
  const { currency, value } = objectOf(amount) ?? {}
  const fields = ['disputeID', 'merchantAccountID', 'status', 'phase', 'respondBy', 'createdOn', 'submittedOn', 'networkReasonCode', 'networkReasonDescription']
  return JSON.stringify([...fields.map(name => textOf(dispute[name])), textOf(currency), typeof value === 'number' ? value : null, textOf(objectOf(transfer)?.['transferID'])])
}

function wordsOf(dispute: Json): Word[] {
  const told = (field: string, value: unknown, isKnown: boolean): Word[] => (value === undefined || value === null || isKnown ? [] : [{ field, word: wordOf(value) }])
  const { status, phase, networkReasonCode: reason, respondBy, createdOn, amount } = dispute
  const currency = objectOf(amount)?.['currency']
  return [
    ...told('status', status, known(states, textOf(status)) !== null),
    ...told('phase', phase, known(phases, textOf(phase)) !== null),
    ...told('networkReasonCode', reason, categoryOf(textOf(reason)) !== null),
    ...told('respondBy', respondBy, parseInstant(respondBy) !== null),
    ...told('createdOn', createdOn, parseInstant(createdOn) !== null),
    ...told('amount.currency', currency, currencyOf(currency) !== null),
  ]
}

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : `(${Array.isArray(value) ? 'list' : typeof value})`)

function respondByOf(dispute: Json): Told['reading']['respondBy'] {
  const at = parseInstant(dispute['respondBy'])
  return at === null ? null : { at, zone: null, source: 'provider' }
}

/** Null without money or without a time: nothing can be opened from that. */
function factsOf(dispute: Json): ToldFacts | null {
  const money = moneyOf(dispute['amount'])
  const openedAt = parseInstant(dispute['createdOn'])
  if (!money || openedAt === null) return null
  const code = textOf(dispute['networkReasonCode'])
  const account = textOf(dispute['merchantAccountID'])
  return {
    money, openedAt, settlement: null, fees: [], story: null, metadata: {}, tags: [],
    reason: { category: categoryOf(code) ?? 'other', code, network: null, networkCode: code },
    payment: {
      id: textOf(objectOf(dispute['transfer'])?.['transferID']), order: null, paidAt: null, network: null, captured: null, refunded: null,
      references: account === null ? {} : { merchantAccountID: account },
    },
  }
}

function moneyOf(value: unknown): Money | null {
  const amount = objectOf(value)
  const currency = currencyOf(amount?.['currency'])
  return amount && currency ? fromWireInteger(amount['value'], currency, { provider: 'moov' }) : null
}

/** Its pattern allows small letters. */
function currencyOf(value: unknown): Money['currency'] | null {
  const currency = textOf(value)?.toUpperCase()
  return isCurrency(currency) ? currency : null
}

const known = <T>(table: Readonly<Record<string, T>>, word: string | null): T | null => (word !== null && Object.hasOwn(table, word) ? table[word]! : null)
const objectOf = (value: unknown): Json | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null)
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
