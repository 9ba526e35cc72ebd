// Disputes like one: of the same payment, of the same customer, for the same reason. Looks at a bounded number of each.

import type { Dispute } from '../../../core/dispute.ts'
import type { Instant } from '../../../core/time.ts'
import type { Page, Reads } from '../../../engine/store.ts'
import type { WireContext } from '../contract/context.ts'
import { instantText, toWireMoney } from '../translate.ts'

const mostShown = 10
/** A search finds the name elsewhere too, so it is asked for more than are shown. */
const mostFound = 50
const mostCounted = 10_000
const day = 24 * 3_600_000
const year = 365 * day
export const recentDays = 90

export async function earlierOf(reads: Reads, dispute: Dispute, paymentId: string): Promise<WireContext['earlier']> {
  const customer = nameOf(dispute)
  const [ofPayment, found] = await Promise.all([
    reads.disputes(dispute.merchant, { payment: paymentId }, 'opened_newest', null, mostShown + 1),
    customer ? reads.disputes(dispute.merchant, { text: customer }, 'opened_newest', null, mostFound) : { items: [], next: null },
  ])
  const others = [...ofPayment.items, ...found.items.filter(one => nameOf(one) === customer)].filter(({ id }) => id !== dispute.id)
  const each = [...new Map(others.map(one => [one.id, one])).values()].sort((a, b) => b.openedAt - a.openedAt)
  const same = (one: Dispute) => [...(ofPayment.items.some(({ id }) => id === one.id) ? ['payment' as const] : []), ...(customer && nameOf(one) === customer ? ['customer' as const] : [])]
  return {
    data: each.slice(0, mostShown).map(one => ({ ...toEarlier(one), same: same(one) })),
    complete: each.length <= mostShown && ofPayment.next === null && found.next === null,
    recent: recentOf(dispute, each, [ofPayment, found]),
  }
}

/** Each search goes back in time, so what it left out is older than where it ended. */
export function recentOf({ id, openedAt }: Dispute, others: readonly Dispute[], searches: readonly Page<Dispute>[]): WireContext['earlier']['recent'] {
  const from = openedAt - recentDays * day
  const isBefore = (one: Dispute) => one.openedAt < openedAt || (one.openedAt === openedAt && one.id < id)
  return { days: recentDays, nth: 1 + others.filter(one => one.openedAt >= from && isBefore(one)).length, complete: searches.every(({ next }) => next === null || next.value < from) }
}

export const isSamePayment = (one: Dispute, other: Dispute): boolean => one.payment.id !== null && one.payment.id === other.payment.id && one.dialect === other.dialect
export const isSameCustomer = (one: Dispute, other: Dispute): boolean => nameOf(one) !== null && nameOf(one) === nameOf(other)

const nameOf = ({ story }: Dispute): string | null => story?.customer?.trim().toLowerCase() || null

function toEarlier({ id, dialect, state, phase, money, reason, openedAt }: Dispute) {
  return { id, dialect, state, phase, amount: toWireMoney(money), category: reason.category, opened_at: instantText(openedAt) }
}

export async function recordOf(reads: Reads, { merchant, reason: { category } }: Dispute, now: Instant): Promise<WireContext['record']> {
  const { totals, end } = await reads.endedTotals(merchant, now - year, mostCounted)
  const alike = totals.filter(total => total.category === category)
  const came = (state: Dispute['state']) => alike.filter(total => total.state === state).reduce((sum, { count }) => sum + count, 0)
  const [won, lost] = [came('won'), came('lost')]
  return {
    category, decided: alike.reduce((sum, { count }) => sum + count, 0), won, lost, accepted: came('accepted'), expired: came('expired'),
    win_rate: won + lost === 0 ? null : won / (won + lost), complete: end === null,
  }
}
