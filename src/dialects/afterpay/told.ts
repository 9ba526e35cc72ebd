// One of Afterpay's disputes read into our words. Forgiving: its editions differ, and what is missing or strange becomes nothing. Whether
// it is open, status and `open` say; the closing reason says only by what it was closed. Pure.

import type { Currency } from '../../core/currency.ts'
import type { ReadState } from '../../core/observation.ts'
import type { Told, Word } from '../../engine/upstream.ts'
import { factsOf } from './told-facts.ts'
import { currencyOf, instantOf, isBrokenInstant, moneyOf, objectOf, textOf, tokensOf, wordOf, type Json } from './wire-values.ts'
import { closingReasons, reasons, statuses, type ClosingReason, type WireStatus } from './words.ts'

/** `currency` is the account's own, for documents that name none; null where nobody said. */
export type Account = { currency: Currency | null }

type Read = { dispute: Json; status: string | null; open: unknown; closing: string | null; currency: Currency | null }

/** Null for what is no dispute. `closedBy` is what closed it where the document leaves that out and the call it answers says it. */
export function toldOf(received: unknown, account: Account, { document, closedBy = null }: { document?: string; closedBy?: ClosingReason | null } = {}): Told | null {
  const dispute = unwrapped(received)
  const id = dispute?.['id']
  if (!dispute || typeof id !== 'string' || !isId(id)) return null
  const read: Read = { dispute, status: wordOf(dispute['status']), open: dispute['open'], closing: wordOf(dispute['closingReason']) ?? closedBy, currency: currencyOf(dispute['currency'], account.currency) }
  const state = stateOf(read)
  const respondBy = instantOf(dispute['responseDueBy'])
  return {
    theirId: id,
    theirs: { status: read.status, reasonCode: wordOf(dispute['reason']), reasonText: null },
    document: document ?? JSON.stringify(received),
    fingerprint: fingerprintOf(id, read),
    reading: { state, phase: null, respondBy: respondBy === null ? null : { at: respondBy, zone: null, source: 'provider' }, judged: null, final: true },
    changedAt: isClosedBySomething(read) ? instantOf(dispute['updatedAt']) : null,
    rank: state === null ? 0 : rankOf[state],
    words: wordsOf(read, state),
    facts: factsOf(dispute, read.currency, account.currency),
  }
}

/** Told on one page as an envelope; bare everywhere else. */
function unwrapped(received: unknown): Json | null {
  const outer = objectOf(received)
  return outer && Object.keys(outer).length === 1 && 'dispute' in outer ? objectOf(outer['dispute']) : outer
}

/** Opaque, but fit to be asked for again. */
export const isId = (id: string): boolean => /^[\x21-\x7e]{1,200}$/.test(id) && id !== '.' && id !== '..'

const closedAs: Record<'won' | 'lost', Partial<Record<string, ReadState>>> = {
  won: { evidence_accepted: 'won', customer_cancelled: 'withdrawn' },
  lost: { merchant_accepted: 'accepted', evidence_rejected: 'lost', deadline_expired: 'expired' },
}

/** Null for a word that is not in the document, `partially_won` included, and where status and `open` contradict each other. */
function stateOf({ status, open, closing }: Read): ReadState | null {
  switch (status as WireStatus) {
    case 'needs_response':
    case 'under_review': return open === false ? null : (status as ReadState)
    case 'won':
    case 'lost': return open === true ? null : fitting(status, closing) ?? (status as ReadState)
    case 'merchant_refunded':
    case 'merchant_voided': return open === false ? 'refunded' : open === true ? 'needs_response' : null
    default: return null
  }
}

function fitting(status: string | null, closing: string | null): ReadState | null {
  const reasonsOf = status === 'won' || status === 'lost' ? closedAs[status] : {}
  return closing !== null && Object.hasOwn(reasonsOf, closing) ? reasonsOf[closing]! : null
}

const isEnded = ({ status }: Read): boolean => status === 'won' || status === 'lost'
/** The time of an end that nobody gives a reason for proves nothing about an act of ours. */
const isClosedBySomething = (read: Read): boolean => !isEnded(read) || fitting(read.status, read.closing) !== null

/** Whether a row leaves out by what it was lost, as the lists of an older edition do: that is asked for. */
export function leavesOutWhy(row: unknown): boolean {
  const dispute = unwrapped(row)
  return dispute !== null && dispute['status'] === 'lost' && wordOf(dispute['closingReason']) === null
}

const rankOf: Record<ReadState, number> = { needs_response: 0, under_review: 1, accepted: 2, won: 2, lost: 2, expired: 2, withdrawn: 2, prevented: 2, refunded: 2 }

/** The same in every edition's way of writing it, so that a row of a list and the dispute itself are one piece of news. */
function fingerprintOf(id: string, { dispute, status, open, closing }: Read): string {
  const [due, changed] = [instantOf(dispute['responseDueBy']), instantOf(dispute['updatedAt'])]
  return JSON.stringify([id, status, open, closing, wordOf(dispute['reason']), wordOf(dispute['amount']), wordOf(dispute['currency']), due, changed, textOf(dispute['openingNote']), tokensOf(dispute['openingNoteAttachments'])])
}

function wordsOf(read: Read, state: ReadState | null): Word[] {
  const { dispute, status, open, closing, currency } = read
  const isNew = (known: readonly string[], word: string | null): boolean => word !== null && !known.includes(word)
  const words: [field: string, word: string | null, isStrange: boolean][] = [
    ['status', status, isNew(statuses, status)],
    ['open', `${status} ${String(open)}`, state === null && !isNew(statuses, status) && status !== null],
    ['reason', wordOf(dispute['reason']), isNew(reasons, wordOf(dispute['reason']))],
    ['closingReason', closing, isEnded(read) && closing !== null && (isNew(closingReasons, closing) || fitting(status, closing) === null)],
    ['currency', wordOf(dispute['currency']), currency === null],
    ['amount', wordOf(dispute['amount']), currency !== null && moneyOf(dispute['amount'], currency) === null],
    ['meta.orderType', wordOf(objectOf(dispute['meta'])?.['orderType']), isNew(['ONLINE', 'INSTORE'], wordOf(objectOf(dispute['meta'])?.['orderType']))],
    ...['responseDueBy', 'createdAt', 'updatedAt', 'transactionDate'].map((field): [string, string | null, boolean] => [field, wordOf(dispute[field]), isBrokenInstant(dispute[field])]),
  ]
  return words.flatMap(([field, word, isStrange]) => (isStrange && word !== null ? [{ field, word }] : []))
}
