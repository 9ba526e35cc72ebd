// Balances against the sum of the postings, and payments against what their disputes gave back.

import { returnedBy } from '../core/payment.ts'
import type { Story } from './check-dispute.ts'
import { storiesOf } from './check-dispute.ts'
import type { Counts, Find } from './check-problem.ts'
import { compartmentOf, differing, heap, type Heap } from './check-streams.ts'
import type { Store } from './store.ts'

type Scans = Pick<Store, 'scan'>
export type Money = { balances: Map<string, bigint>; returned: Heap }

export const noMoney = (): Money => ({ balances: new Map(), returned: heap() })

/** What the postings that are stored add up to, and what the events say was returned. */
export function foldMoney(money: Money, { postings, steps, row }: Story): void {
  for (const { merchant, dialect, currency, amount, fromAccount, toAccount } of postings) {
    add(money.balances, `${merchant} ${dialect} ${currency} ${fromAccount}`, -amount)
    add(money.balances, `${merchant} ${dialect} ${currency} ${toAccount}`, amount)
  }
  const dispute = steps.at(-1)?.after
  if (row && dispute) money.returned.add(`${row.merchant} ${row.payment}`, dispute.money.currency, returnedBy(dispute))
}

const add = (sums: Map<string, bigint>, key: string, amount: bigint): void => void sums.set(key, (sums.get(key) ?? 0n) + amount)

export async function moneyProblems(store: Scans, money: Money, counts: Counts, find: Find): Promise<void> {
  await balanceProblems(store, money, counts, find)
  const stored = heap()
  for await (const { merchant, id, currency, returned } of store.scan('payment')) {
    counts.payments++
    stored.add(`${merchant} ${id}`, currency, returned)
  }
  const suspects = differing(money.returned, stored)
  if (suspects.size > 0) await paymentProblems(store, suspects, find)
}

async function balanceProblems(store: Scans, { balances: summed }: Money, counts: Counts, find: Find): Promise<void> {
  const left = new Map(summed)
  const totals = new Map<string, bigint>()
  for await (const { merchant, dialect, account, currency, amount } of store.scan('balance')) {
    counts.balances++
    const key = `${merchant} ${dialect} ${currency} ${account}`
    const expected = left.get(key) ?? 0n
    left.delete(key)
    add(totals, `${merchant} ${currency}`, amount)
    if (amount !== expected) find('balance_differs', { merchant, dispute: null, subject: `${account} in ${currency}, ${dialect}` }, amount, expected)
  }
  for (const [key, amount] of left) {
    const [merchant = '', dialect, currency, account] = key.split(' ')
    if (amount !== 0n) find('balance_differs', { merchant, dispute: null, subject: `${account} in ${currency}, ${dialect}` }, 'no balance', amount)
  }
  for (const [key, total] of totals) {
    const [merchant = '', currency] = key.split(' ')
    if (total !== 0n) find('books_unbalanced', { merchant, dispute: null, subject: `all accounts in ${currency}` }, total, 0n)
  }
}

/** A second reading, of the compartments that differ only. A payment counts in its own currency. */
async function paymentProblems(store: Scans, suspects: Set<number>, find: Find): Promise<void> {
  const payments = new Map<string, { currency: string; returned: bigint }>()
  for await (const { merchant, id, currency, returned } of store.scan('payment')) {
    if (suspects.has(compartmentOf(`${merchant} ${id}`))) payments.set(`${merchant} ${id}`, { currency, returned })
  }
  const expected = new Map<string, bigint>()
  for await (const { row, steps } of storiesOf(store)) {
    const dispute = steps.at(-1)?.after
    const key = row && `${row.merchant} ${row.payment}`
    if (key && dispute && payments.get(key)?.currency === dispute.money.currency) add(expected, key, returnedBy(dispute))
  }
  for (const [key, { returned, currency }] of payments) {
    const [merchant = '', ...id] = key.split(' ')
    const sum = expected.get(key) ?? 0n
    if (returned !== sum) find('payment_differs', { merchant, dispute: null, subject: `payment ${id.join(' ')}` }, `${returned} ${currency} returned`, `${sum} ${currency}`)
  }
}
