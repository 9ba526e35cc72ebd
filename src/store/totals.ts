// Sums over many disputes or postings: each over a window of one index, so that its cost has a bound whatever a merchant has.

import { openStates } from '../core/dispute.ts'
import type { Bounded, DueTotal, EndedTotal, OpenTotal, OverviewReads, PostedTotal, Total } from '../engine/store-overview.ts'
import { never, noEvidence } from './filter.ts'
import { marks } from './sql.ts'
import type { Query } from './sql.ts'
import type { Row } from './tables.ts'

type TotalReads = Pick<OverviewReads, 'openTotals' | 'dueTotals' | 'unknownTotals' | 'endedTotals' | 'postedTotals'>
type Mark = ReturnType<typeof marks>['mark']
/** `columns` is what is summed by; `place` what the window is ordered by first. */
type Window = { columns(mark: Mark): Record<string, string>; place: string; from(mark: Mark): string; order: string }

export function makeTotals(query: Query): TotalReads {
  const over = async <T extends Total>(window: Window, atMost: number, read: (row: Row) => Omit<T, keyof Total>): Promise<Bounded<T>> => {
    const [rows, [beyond]] = await Promise.all([totalsOf(query, window, atMost), beyondOf(query, window, atMost)])
    return { totals: rows.map((row) => ({ ...read(row), ...totalOf(row) }) as T), end: beyond ? Number(beyond.place) : null }
  }
  return {
    openTotals: (merchant, before, atMost) =>
      over<OpenTotal>(openWindow(merchant, before), atMost, ({ state, owned, evidence, snoozed, due }) => ({ state, owned: owned === 'yes', evidence: evidence === 'yes', snoozed: snoozed === 'yes', due }) as OpenTotal),
    dueTotals: (merchant, atMost) =>
      over<DueTotal>(dueWindow(merchant), atMost, ({ quarter, state, dialect }) => ({ quarter: quarter === null ? null : Number(quarter) * quarterMs, state, dialect }) as DueTotal),
    unknownTotals: async (merchant, atMost) => (await query(unknownSql, [merchant, atMost])).map(totalOf),
    endedTotals: (merchant, since, atMost) =>
      over<EndedTotal>(openedWindow(merchant, since), atMost, ({ state, dialect, category }) => ({ state, dialect, category }) as EndedTotal)
        .then(({ totals, end }) => ({ totals: totals.filter(({ state }) => !openStates.includes(state)), end })),
    postedTotals: (merchant, from, until, atMost) =>
      over<PostedTotal>(postedWindow(merchant, from, until), atMost, ({ code, dialect }) => ({ code, dialect }) as PostedTotal),
  }
}

function totalsOf(query: Query, { columns, from, order }: Window, atMost: number): Promise<Row[]> {
  const { params, mark } = marks()
  const all = Object.entries({ ...columns(mark), currency: 't.currency' })
  const names = all.map(([name]) => `w.${name}`).join(', ')
  const window = `select ${all.map(([name, sql]) => `${sql} as ${name}`).join(', ')}, t.amount as amount from ${from(mark)} ${order} limit ${mark(atMost)}`
  return query(`select ${names}, ${summed} from (${window}) w group by ${names}`, params)
}

/** The first row that was not looked at: the index alone tells. */
function beyondOf(query: Query, { place, from, order }: Window, atMost: number): Promise<Row[]> {
  const { params, mark } = marks()
  return query(`select ${place} as place from ${from(mark)} ${order} limit 1 offset ${mark(atMost)}`, params)
}

// A sum of many amounts passes what the databases count to in 64 bits: high and low part are summed apart.
const half = 1_000_000_000n
const summed = `count(*) as count, sum(w.amount / ${half}) as high, sum(w.amount % ${half}) as low`

const totalOf = ({ currency, count, high, low }: Row): Total =>
  ({ currency: currency as string, count: Number(count), amount: BigInt(high as bigint) * half + BigInt(low as bigint) })

const due = `coalesce(t.respond_by, ${never})`
const open = `t.state in (${openStates.map((state) => `'${state}'`).join(', ')})`
const queue = (merchant: string) => ({ place: due, from: (mark: Mark) => `dispute t where t.merchant = ${mark(merchant)} and ${open}`, order: `order by ${due}, t.id` })

const openWindow = (merchant: string, { now, today, soon }: { now: number; today: number; soon: number }): Window => ({
  ...queue(merchant),
  columns: (mark) => ({
    state: 't.state', owned: `case when t.owner is null then 'no' else 'yes' end`, evidence: `case when ${noEvidence('t')} then 'no' else 'yes' end`,
    snoozed: `case when t.snoozed_until > ${mark(now)} then 'yes' else 'no' end`,
    due: `case when ${due} < ${mark(today)} then 'today' when ${due} < ${mark(soon)} then 'soon' else 'later' end`,
  }),
})

const quarterMs = 900_000
const dueWindow = (merchant: string): Window => ({ ...queue(merchant), columns: () => ({ quarter: `t.respond_by / ${quarterMs}`, state: 't.state', dialect: 't.dialect' }) })

const openedWindow = (merchant: string, since: number): Window => ({
  columns: () => ({ state: 't.state', dialect: 't.dialect', category: 't.category' }), place: 't.opened_at',
  from: (mark) => `dispute t where t.merchant = ${mark(merchant)} and t.opened_at >= ${mark(since)}`, order: 'order by t.opened_at desc, t.id desc',
})

const postedWindow = (merchant: string, from: number, until: number): Window => ({
  columns: () => ({ code: 't.code', dialect: 't.dialect' }), place: 't.at',
  from: (mark) => `posting t where t.merchant = ${mark(merchant)} and t.at >= ${mark(from)} and t.at < ${mark(until)}`,
  order: 'order by t.at desc, t.dispute desc, t.seq desc, t.leg desc',
})

const unknownSql = `select w.currency, ${summed} from (select d.currency, d.amount from errand e join dispute d on d.merchant = e.merchant and d.id = e.dispute
  where e.merchant = $1 and e.stage in ('unknown', 'person') limit $2) w group by w.currency`
