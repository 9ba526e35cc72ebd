// The filters of a search, in this provider's words: amounts in the main unit, days and ranges as `a..b`. Null where one is not valid.

import { isCurrency } from '../../../core/currency.ts'
import type { Dispute } from '../../../core/dispute.ts'
import { formatMajor } from '../../../core/money.ts'
import type { Instant } from '../../../core/time.ts'
import { closedAtOf, statusByState, statuses } from '../status.ts'
import { momentOf } from './paging.ts'

export type Test = (dispute: Dispute) => boolean

export function testOf(name: string, wanted: string): Test | null {
  switch (name) {
    case 'status': return (statuses as readonly string[]).includes(wanted) ? dispute => statusByState[dispute.state] === wanted : null
    case 'currency': return isCurrency(wanted.toUpperCase()) ? dispute => dispute.money.currency === wanted.toUpperCase() : null
    case 'amount': return amountTest(wanted)
    case 'created_at': return timeTest(wanted, dispute => dispute.openedAt)
    case 'closed_at': return timeTest(wanted, closedAtOf)
    case 'card_last_digits': return /^\d{4}$/.test(wanted) ? dispute => dispute.payment.references.card_last_digits === wanted : null
    default: return null
  }
}

/** 20 is 20 baht and 20 yen: compared as text of the main unit, by its digits. */
function amountTest(wanted: string): Test | null {
  const bounds = wanted.split('..').map(scaledOf)
  if (bounds.length > 2 || bounds.includes(null)) return null
  const [low, high = low] = bounds as bigint[]
  return ({ money }) => scaledOf(formatMajor(money, 'omise'))! >= low! && scaledOf(formatMajor(money, 'omise'))! <= high!
}

/** In ten-thousandths, which every currency's digits fit into. */
function scaledOf(text: string): bigint | null {
  const [, whole, fraction = ''] = /^(\d{1,16})(?:\.(\d{1,4}))?$/.exec(text) ?? []
  return whole === undefined ? null : BigInt(whole + fraction.padEnd(4, '0'))
}

function timeTest(wanted: string, timeOf: (dispute: Dispute) => Instant | null): Test | null {
  const bounds = wanted.split('..')
  const first = momentOf(bounds[0]!, 0)
  const last = momentOf(bounds.at(-1)!, 0)
  if (bounds.length > 2 || wanted === '' || first === null || last === null) return null
  const end = last + (isDay(bounds.at(-1)!) ? dayMs : 1000)
  return dispute => {
    const at = timeOf(dispute)
    return at !== null && at >= first && at < end
  }
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text)
const dayMs = 86_400_000
