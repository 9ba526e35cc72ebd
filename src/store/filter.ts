// A list of disputes as SQL. Each list walks one index of its merchant from a place and looks at no more than `window` rows: what
// the index cannot tell (text, amounts, categories) is judged row by row within that window.

import type { Cursor, DisputeFilter, DisputeOrder } from '../engine/store.ts'
import { openStates } from '../core/dispute.ts'
import { marks } from './sql.ts'

export const listWindow = 10_000
export const countWindow = 100_000
export const never = Number.MAX_SAFE_INTEGER

export type Search = { sql: string; params: unknown[] }
/** `straight` where every row that is looked at is answered. */
export type ListSearch = Search & { straight: boolean }
type Marks = ReturnType<typeof marks>

/** Rows as they come where the index tells everything, else ids in order and then their rows. A page is short where the window
 * ended first, and `windowEnd` tells where. */
export function listSql(merchant: string, filter: DisputeFilter, order: DisputeOrder, after: Cursor | null, limit: number): ListSearch {
  const { params, ...mark } = marks()
  const judged = filtered(mark, merchant, leftToJudge(filter, order))
  if (judged === '') return { sql: windowSql(mark, merchant, filter, order, after, mark.mark(limit), 'd.id, d.body'), params, straight: true }
  const window = windowSql(mark, merchant, filter, order, after, `${listWindow}`)
  const sql = `select d.id, d.body, w.value from (select w.id, w.value from (${window}) w ${judged}
    order by w.value ${wayOf(order)}, w.id ${wayOf(order)} limit ${mark.mark(limit)}) w
    join dispute d on d.merchant = ${mark.mark(merchant)} and d.id = w.id order by w.value ${wayOf(order)}, w.id ${wayOf(order)}`
  return { sql, params, straight: false }
}

/** The last row that a list was allowed to look at, where it was not allowed to look at all: there the next page begins. */
export function windowEndSql(merchant: string, filter: DisputeFilter, order: DisputeOrder, after: Cursor | null): Search {
  const { params, ...mark } = marks()
  const window = windowSql(mark, merchant, filter, order, after, `1 offset ${listWindow - 1}`)
  return { sql: `select w.value, w.id from (${window}) w`, params }
}

/** How many there are up to `atMost`; `exhausted` tells that the window ended before that was known. */
export function countSql(merchant: string, filter: DisputeFilter, atMost: number): Search {
  const { params, ...mark } = marks()
  const window = countWindowOf(mark, merchant, filter, `${countWindow}`)
  return { sql: `select count(*) as count from (select w.id from (${window}) w ${filtered(mark, merchant, filter)} limit ${mark.mark(atMost)}) c`, params }
}

export function countEndSql(merchant: string, filter: DisputeFilter): Search {
  const { params, ...mark } = marks()
  return { sql: `select w.id from (${countWindowOf(mark, merchant, filter, `1 offset ${countWindow - 1}`)}) w`, params }
}

const due = `coalesce(d.respond_by, ${never})`
const open = `d.state in (${openStates.map((state) => `'${state}'`).join(', ')})`
const wayOf = (order: DisputeOrder): 'asc' | 'desc' => (order === 'opened_newest' ? 'desc' : 'asc')
const isOwned = ({ owner }: DisputeFilter): boolean => typeof owner === 'string'

/** What the walk along its index has not seen to already. */
const leftToJudge = (filter: DisputeFilter, order: DisputeOrder): DisputeFilter =>
  (order === 'deadline' ? { ...filter, open: filter.open ? undefined : filter.open, owner: isOwned(filter) ? undefined : filter.owner } : filter)

const isQueue = ({ open, states }: DisputeFilter): boolean => open === true || (states?.every((state) => openStates.includes(state)) ?? false)

const countWindowOf = (mark: Omit<Marks, 'params'>, merchant: string, filter: DisputeFilter, size: string): string =>
  windowSql(mark, merchant, filter, isQueue(filter) ? 'deadline' : 'opened_newest', null, size)

// The queue is of open disputes only: nothing else waits for a deadline.
function windowSql({ mark, list }: Omit<Marks, 'params'>, merchant: string, filter: DisputeFilter, order: DisputeOrder, after: Cursor | null, size: string, columns = windowColumns(filter)): string {
  const value = order === 'deadline' ? due : 'd.opened_at'
  const way = wayOf(order)
  const beyond = way === 'asc' ? '>' : '<'
  const from = after && [mark(after.value), mark(after.id)]
  const ranges = order === 'deadline' ? [[filter.dueAfter, '>'], [filter.dueBefore, '<']] : [[filter.openedAfter, '>'], [filter.openedBefore, '<']]
  const conditions = [
    `d.merchant = ${mark(merchant)}`,
    order === 'deadline' && open,
    order !== 'deadline' && filter.states?.length === 1 && `d.state = ${mark(filter.states[0])}`,
    order === 'deadline' && isOwned(filter) && `d.owner = ${mark(filter.owner)}`,
    filter.payment !== undefined && `d.payment = ${mark(filter.payment)}`,
    filter.theirId !== undefined && `d.their_id = ${mark(filter.theirId)} and d.dialect in (${list(filter.dialects ?? everyDialect)})`,
    ...ranges.map(([bound, sign]) => bound !== undefined && `${value} ${sign} ${mark(bound)}`),
    from && `${value} ${beyond}= ${from[0]} and (${value} ${beyond} ${from[0]} or d.id ${beyond} ${from[1]})`,
  ]
  return `select ${columns}, ${value} as value from dispute d where ${conditions.filter(Boolean).join(' and ')}
    order by ${value} ${way}, d.id ${way} limit ${size}`
}

const columnsOfRow = 'd.id, d.state, d.dialect, d.phase, d.category, d.currency, d.amount, d.respond_by, d.opened_at, d.search, d.owner, d.snoozed_until'
const windowColumns = ({ evidence }: DisputeFilter): string => (evidence === undefined ? columnsOfRow : `${columnsOfRow}, d.body`)
const everyDialect = ['native', 'alipay', 'afterpay', 'omise', 'moov', 'ahrvo']

function filtered({ mark, list }: Omit<Marks, 'params'>, merchant: string, filter: DisputeFilter): string {
  const oneOf = (column: string, values?: readonly string[]): string | false =>
    values !== undefined && (values.length === 0 ? '1 = 0' : `w.${column} in (${list(values)})`)
  const bound = (column: string, sign: string, value: unknown): string | false => value !== undefined && `w.${column} ${sign} ${mark(value)}`
  const conditions = [
    oneOf('state', filter.states), filter.open !== undefined && oneOf('state', filter.open ? openStates : closedStates),
    oneOf('dialect', filter.dialects), oneOf('phase', filter.phases), oneOf('category', filter.categories),
    bound('respond_by', '<', filter.dueBefore), bound('respond_by', '>', filter.dueAfter),
    bound('opened_at', '>', filter.openedAfter), bound('opened_at', '<', filter.openedBefore),
    bound('currency', '=', filter.currency), bound('amount', '>=', filter.amountMin), bound('amount', '<=', filter.amountMax),
    filter.owner === null && 'w.owner is null', bound('owner', '=', filter.owner ?? undefined),
    filter.snoozed && (filter.snoozed.is ? `w.snoozed_until > ${mark(filter.snoozed.at)}` : `(w.snoozed_until is null or w.snoozed_until <= ${mark(filter.snoozed.at)})`),
    filter.evidence !== undefined && `${filter.evidence ? 'not ' : ''}(${noEvidence('w')})`, filter.unknown && `w.id in (${unknownActs(mark(merchant))})`,
    filter.text !== undefined && `w.search like ${mark(patternOf(filter.text))} escape '!'`,
  ].filter(Boolean)
  return conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`
}

/** As it is stored: within a text every quotation mark has a backslash before it, so this is a member and nobody's words. */
export const noEvidence = (row: string): string => `${row}.body like '%,"evidence":[]%'`

const unknownActs = (merchant: string): string => `select e.dispute from errand e where e.merchant = ${merchant} and e.stage in ('unknown', 'person') limit 10000`

const closedStates = ['accepted', 'won', 'lost', 'expired', 'withdrawn', 'prevented', 'refunded']
const patternOf = (text: string): string => `%${text.toLowerCase().replace(/[!%_]/g, '!$&')}%`
