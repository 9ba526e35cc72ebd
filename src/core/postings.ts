// Double entry from the movement of the principal and the fees of an event. A posting names both sides: unbalanced cannot be written.

import type { Books, Dispute } from './dispute.ts'
import { principalOf } from './dispute.ts'
import type { DisputeEvent } from './event.ts'
import { untouched } from './books.ts'
import { feesMoved, feesOf } from './fees.ts'
import type { Money } from './money.ts'

/** Accounts of one merchant and dialect: its own two, what is owed to or by the network, and the fees. */
export type Account = 'available' | 'held' | 'clearing' | 'fees'

/** Only these pairs may happen. */
export const movements = {
  hold: ['available', 'held'],
  release: ['held', 'available'],
  forfeit: ['held', 'clearing'],
  debit: ['available', 'clearing'],
  credit: ['clearing', 'available'],
  fee: ['available', 'fees'],
  fee_returned: ['fees', 'available'],
} as const satisfies Record<string, readonly [Account, Account]>

export type PostingCode = keyof typeof movements
export type Posting = { code: PostingCode; from: Account; to: Account; money: Money }

export function postingsOf(before: Dispute | null, event: DisputeEvent, after: Dispute): Posting[] {
  const currency = principalOf(after).currency
  const principal = principalPostings(before?.books ?? untouched, event.books)
    .map(([code, amount]) => posting(code, { amount, currency }))
  return [...principal, ...feePostings(before, event, after)]
}

/** The principal's way from one position to the next, in at most three movements. */
function principalPostings(from: Books, to: Books): [PostingCode, bigint][] {
  const forfeit = smaller(positive(from.held - to.held), positive(to.gone - from.gone))
  const release = positive(from.held - to.held) - forfeit
  const debit = positive(to.gone - from.gone) - forfeit
  const rows: [PostingCode, bigint][] = [
    ['forfeit', forfeit],
    ['release', release],
    ['credit', positive(from.gone - to.gone)],
    ['debit', debit],
    ['hold', positive(to.held - from.held)],
  ]
  return rows.filter(([, amount]) => amount > 0n)
}

function feePostings(before: Dispute | null, event: DisputeEvent, after: Dispute): Posting[] {
  const { back, again } = feesMoved(before, after)
  const charged = [...feesOf(event), ...again].map(fee => posting('fee', fee.money))
  return [...charged, ...back.map(fee => posting('fee_returned', fee.money))].filter(p => p.money.amount > 0n)
}

function posting(code: PostingCode, money: Money): Posting {
  const [from, to] = movements[code]
  return { code, from, to, money }
}

const positive = (n: bigint): bigint => (n > 0n ? n : 0n)
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)
