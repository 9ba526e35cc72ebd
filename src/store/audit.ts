// Events over all disputes, the newest first, and the rows of disputes in the order of their ids. What the index cannot tell (kind and
// actor) is judged row by row within a window, as in the lists of disputes.

import type { AuditFilter, AuditPlace, OverviewReads } from '../engine/store-overview.ts'
import type { Tables } from '../engine/store.ts'
import { listWindow } from './filter.ts'
import { rowsOf } from './reads.ts'
import { scanBehind } from './scan.ts'
import { marks } from './sql.ts'
import type { Query } from './sql.ts'

type Marks = ReturnType<typeof marks>
type Found = { items: Tables['event'][]; next: AuditPlace | null }

export function makeAudit(query: Query): Pick<OverviewReads, 'audit' | 'rowsBehind'> {
  return {
    audit: (merchant, filter, after, limit) => (filter.kinds || filter.actor !== undefined ? searched : straight)(query, merchant, filter, after, limit),
    rowsBehind: (table, merchant, after) => scanBehind(query, table, merchant, after),
  }
}

async function straight(query: Query, merchant: string, filter: AuditFilter, after: AuditPlace | null, limit: number): Promise<Found> {
  const { params, ...mark } = marks()
  const rows = await rowsOf(query, 'event', `where ${within(mark, merchant, filter, after)} ${newest} limit ${mark.mark(limit + 1)}`, params)
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? placeOf(items.at(-1)!) : null }
}

async function searched(query: Query, merchant: string, filter: AuditFilter, after: AuditPlace | null, limit: number): Promise<Found> {
  const { params, ...mark } = marks()
  const window = `select t.dispute, t.seq, t.at, t.kind${filter.actor === undefined ? '' : ', t.body'} from event t where ${within(mark, merchant, filter, after)} ${newest} limit ${listWindow}`
  const found = `select w.dispute, w.seq from (${window}) w where ${judged(mark, filter)} ${newestOf('w')} limit ${mark.mark(limit + 1)}`
  const rows = await rowsOf(query, 'event', `join (${found}) c on c.dispute = t.dispute and c.seq = t.seq where t.merchant = ${mark.mark(merchant)} ${newest}`, params)
  const items = rows.slice(0, limit)
  return { items: items.filter((row) => isBy(filter.actor, row)), next: rows.length > limit ? placeOf(items.at(-1)!) : await windowEnd(query, merchant, filter, after) }
}

/** The last row that was looked at, where the window ended before the events did. */
async function windowEnd(query: Query, merchant: string, filter: AuditFilter, after: AuditPlace | null): Promise<AuditPlace | null> {
  const { params, ...mark } = marks()
  const [row] = await query(`select t.at, t.dispute, t.seq from event t where ${within(mark, merchant, filter, after)} ${newest} limit 1 offset ${listWindow - 1}`, params)
  return row ? { at: Number(row.at), dispute: row.dispute as string, seq: Number(row.seq) } : null
}

const newestOf = (row: string): string => `order by ${row}.at desc, ${row}.dispute desc, ${row}.seq desc`
const newest = newestOf('t')
const placeOf = ({ at, dispute, seq }: Tables['event']): AuditPlace => ({ at, dispute, seq })

function within({ mark }: Omit<Marks, 'params'>, merchant: string, { since, until }: AuditFilter, after: AuditPlace | null): string {
  const conditions = [
    `t.merchant = ${mark(merchant)}`, since !== undefined && `t.at >= ${mark(since)}`, until !== undefined && `t.at < ${mark(until)}`,
    after && `(t.at, t.dispute, t.seq) < (${mark(after.at)}, ${mark(after.dispute)}, ${mark(after.seq)})`,
  ]
  return conditions.filter(Boolean).join(' and ')
}

function judged({ mark, list }: Omit<Marks, 'params'>, { kinds, actor }: AuditFilter): string {
  const ofKind = kinds && (kinds.length === 0 ? '1 = 0' : `w.kind in (${list(kinds)})`)
  const by = actor !== undefined && `w.body like ${mark(`%"by":${patternOf(actor)}%`)} escape '!'`
  return [ofKind, by].filter(Boolean).join(' and ')
}

/** Finds each event by the actor and a few more, whose act names them; which those are is told by reading. */
const patternOf = (actor: string): string => `{"id":${JSON.stringify(actor)},`.replace(/[!%_]/g, '!$&')
const isBy = (actor: string | undefined, { body }: Tables['event']): boolean =>
  actor === undefined || (JSON.parse(body) as { by: { id: string } }).by.id === actor
