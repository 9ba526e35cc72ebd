// What is due and what became of it, over many disputes at once.

import type { Instant } from '../../../core/time.ts'
import type { DueTotal } from '../../../engine/store-overview.ts'
import type { Services } from '../../dialect.ts'
import type { WireOutcomes, WireOutlook } from '../contract/desk-views.ts'
import { instantText } from '../translate.ts'
import { merchantOf, type Call, type Part, type Sent } from './call.ts'
import { dayOf, daysAfter, startOf } from './days.ts'
import { moneyView } from './money-view.ts'
import { json } from './reply.ts'
import { summary } from './summary.ts'
import { grouped, mostLookedAt, tallyOf } from './tally.ts'

const usualSince = 90 * 86_400_000

export function overviewCalls(services: Services): Part<'getSummary' | 'getOutlook' | 'getOutcomes' | 'getMoney'> {
  return {
    getSummary: call => summary(services, call),
    getOutlook: call => outlook(services, call),
    getOutcomes: call => outcomes(services, call),
    getMoney: call => moneyView(services, call),
  }
}

async function outlook({ engine: { reads, world } }: Services, call: Call<'getOutlook'>): Promise<Sent> {
  const { zone, weeks } = call.query
  const now = world.now()
  const { totals, end } = await reads.dueTotals(merchantOf(call), mostLookedAt)
  const today = dayOf(now, zone)
  const days = Array.from({ length: weeks * 7 }, (_, index) => daysAfter(today, index))
  const starts = [...days, daysAfter(today, days.length)].map(day => startOf(day, zone))
  const waiting = totals.filter(({ state }) => state !== 'under_review')
  const dated = waiting.filter(hasDeadline)
  const byPlace = new Map(grouped(dated, ({ quarter }) => `${placeOf(starts, quarter)}`))
  const at = (place: number) => tallyOf(byPlace.get(`${place}`) ?? [])
  const body: WireOutlook = {
    now: instantText(now), zone, complete: end === null, overdue: at(-1), days: days.map((day, place) => ({ day, ...at(place) })),
    later: at(days.length), without_deadline: tallyOf(waiting.filter(total => !hasDeadline(total))),
  }
  return json(200, body)
}

const hasDeadline = (total: DueTotal): total is DueTotal & { quarter: Instant } => total.quarter !== null

/** The last of the days that has begun by then; -1 before the first. */
const placeOf = (starts: readonly Instant[], at: Instant): number => starts.findLastIndex(start => start <= at)

async function outcomes({ engine: { reads, world } }: Services, call: Call<'getOutcomes'>): Promise<Sent> {
  const { by, since = Math.max(0, world.now() - usualSince) } = call.query
  const { totals, end } = await reads.endedTotals(merchantOf(call), since, mostLookedAt)
  const data = grouped(totals, ({ state, dialect, category }) => `${by === 'reason' ? category : dialect} ${state}`).map(([name, group]) => {
    const [key, outcome] = name.split(' ') as [WireOutcomes['data'][number]['key'], WireOutcomes['data'][number]['outcome']]
    return { key, outcome, ...tallyOf(group) }
  })
  const body: WireOutcomes = { by, complete: end === null, since: instantText(end === null ? since : end + 1), data: data.sort(byName) }
  return json(200, body)
}

const byName = (a: WireOutcomes['data'][number], b: WireOutcomes['data'][number]): number => (`${a.key} ${a.outcome}` < `${b.key} ${b.outcome}` ? -1 : 1)
