// The money by month, from the postings: the newest months first, until as many postings were added up as one call may.

import type { Instant } from '../../../core/time.ts'
import type { PostingCode } from '../../../core/postings.ts'
import type { PostedTotal } from '../../../engine/store-overview.ts'
import type { Services } from '../../dialect.ts'
import type { WireMoneyView } from '../contract/desk-views.ts'
import { instantText, toWireSum } from '../translate.ts'
import { merchantOf, type Call, type Sent } from './call.ts'
import { dayOf, monthsAfter, startOf, type Day } from './days.ts'
import { json } from './reply.ts'
import { countOf, grouped, mostLookedAt, tallyOf } from './tally.ts'

/** Takes some 200 ms with SQLite, on the thread that reads. */
const mostPostings = 200_000
const usualMonths = 12
const mostMonths = 24

type Line = WireMoneyView['months'][number]

export async function moneyView({ engine: { reads, world } }: Services, call: Call<'getMoney'>): Promise<Sent> {
  const { zone, since } = call.query
  const merchant = merchantOf(call)
  const open = await reads.dueTotals(merchant, mostLookedAt)
  const body: WireMoneyView = {
    zone, complete: true, since: '', at_risk: grouped(open.totals, ({ dialect, currency }) => `${dialect} ${currency}`).map(([, group]) => {
      const { count, amounts: [amount] } = tallyOf(group)
      return { dialect: group[0]!.dialect, count, amount: amount! }
    }), months: [],
  }
  let left = mostPostings
  for (const { month, from, until } of monthsOf(dayOf(world.now(), zone), since, zone)) {
    const { totals, end } = await reads.postedTotals(merchant, from, until, left)
    left -= countOf(totals)
    body.months.push(...linesOf(month, totals))
    body.since = instantText(end === null ? from : end + 1)
    body.complete &&= end === null
    if (end !== null) break
  }
  return json(200, { ...body, complete: body.complete && open.end === null })
}

/** From this month back to the one that `since` is in. */
function monthsOf(today: Day, since: Instant | undefined, zone: string): { month: string; from: Instant; until: Instant }[] {
  const first = since === undefined ? monthsAfter(today, 1 - usualMonths) : monthsAfter(dayOf(since, zone), 0)
  const months = Array.from({ length: mostMonths }, (_, back) => monthsAfter(today, -back)).filter((month, back) => back === 0 || month >= first)
  return months.map(month => ({ month: month.slice(0, 7), from: Math.max(0, startOf(month, zone)), until: startOf(monthsAfter(month, 1), zone) }))
}

function linesOf(month: string, totals: readonly PostedTotal[]): Line[] {
  return grouped(totals, ({ dialect, currency }) => `${dialect} ${currency}`).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => {
    const { dialect, currency } = group[0]!
    const of = (...codes: PostingCode[]): bigint => group.reduce((sum, { code, amount }) => (codes.includes(code) ? sum + amount : sum), 0n)
    const [debited, wonBack, fees] = [of('hold', 'debit'), of('release', 'credit'), of('fee') - of('fee_returned')]
    const exact = (amount: bigint): number => toWireSum(amount, currency).value
    return { month, dialect, currency, debited: exact(debited), won_back: exact(wonBack), lost: exact(of('forfeit', 'debit') - of('credit')), fees: exact(fees), net: exact(wonBack - debited - fees) }
  })
}
