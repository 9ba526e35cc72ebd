// One of Afterpay's disputes read into our words. Forgiving: its editions differ, and what is missing or strange becomes nothing. Pure.

import type { Currency } from '../../core/currency.ts'
import type { ReadState } from '../../core/observation.ts'
import type { Told } from '../../engine/upstream.ts'
import { factsOf } from './told-facts.ts'
import { isUnexplained, stateOf } from './told-state.ts'
import { wordsOf } from './told-words.ts'
import { currencyOf, instantOf, isShallow, objectOf, textOf, tokensOf, wordOf, type Json } from './wire-values.ts'
import type { ClosingReason } from './words.ts'

/** `currency` is the account's own, for documents that name none; null where nobody said. */
export type Account = { currency: Currency | null }

export type Read = { dispute: Json; status: string | null; open: unknown; closing: string | null; currency: Currency | null }

/** Null for what is no dispute. `closedBy` is what closed it where the document leaves that out and the call that it answers says it. */
export function toldOf(received: unknown, account: Account, { document, closedBy = null }: { document?: string; closedBy?: ClosingReason | null } = {}): Told | null {
  const dispute = unwrapped(received)
  const id = dispute?.['id']
  if (!dispute || typeof id !== 'string' || !isId(id)) return null
  const read = readOf(dispute, account, closedBy)
  const state = stateOf(read)
  const respondBy = instantOf(dispute['responseDueBy'])
  return {
    theirId: id,
    theirs: { status: read.status, reasonCode: wordOf(dispute['reason']), reasonText: null },
    document: document ?? JSON.stringify(received),
    fingerprint: fingerprintOf(id, read),
    reading: { state, phase: null, respondBy: respondBy === null ? null : { at: respondBy, zone: null, source: 'provider' }, judged: null, final: true },
    // The time of an end that nobody explains proves nothing about an act of ours.
    changedAt: isUnexplained(read) ? null : instantOf(dispute['updatedAt']),
    rank: state === null ? 0 : rankOf[state],
    words: wordsOf(read, state),
    facts: factsOf(dispute, read.currency, account.currency),
  }
}

function readOf(dispute: Json, account: Account, closedBy: ClosingReason | null): Read {
  const { status, open, closingReason, currency } = dispute
  return { dispute, status: wordOf(status), open, closing: wordOf(closingReason) ?? closedBy, currency: currencyOf(currency, account.currency) }
}

/** One page speaks of an envelope; everywhere else it is bare. */
function unwrapped(received: unknown): Json | null {
  const outer = isShallow(received) ? objectOf(received) : null
  return outer && Object.keys(outer).length === 1 && 'dispute' in outer ? objectOf(outer['dispute']) : outer
}

/** Opaque, but fit to be asked for again. */
export const isId = (id: string): boolean => /^[\x21-\x7e]{1,200}$/.test(id) && id !== '.' && id !== '..'

/** Whether a row leaves out by what it was lost, as the lists of an older edition do: that is asked for. */
export function leavesOutWhy(row: unknown): boolean {
  const dispute = unwrapped(row)
  return dispute !== null && dispute['status'] === 'lost' && wordOf(dispute['closingReason']) === null
}

const rankOf: Record<ReadState, number> = { needs_response: 0, under_review: 1, accepted: 2, won: 2, lost: 2, expired: 2, withdrawn: 2, prevented: 2, refunded: 2 }

/** The same in every edition's way of writing it, so that a row of a list and the dispute itself are one piece of news. */
function fingerprintOf(id: string, { dispute, status, open, closing }: Read): string {
  const words = ['reason', 'amount', 'currency', 'closingNote'].map(field => wordOf(dispute[field]))
  const times = ['responseDueBy', 'updatedAt'].map(field => instantOf(dispute[field]))
  return JSON.stringify([id, status, open, closing, words, times, textOf(dispute['openingNote']), tokensOf(dispute['openingNoteAttachments'])])
}
