// What the bridge reads: connections, what is on its way, and where polling stands.

import type { DisputeId } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'
import { heldOf } from '../engine/row.ts'
import type { BridgeReads } from '../engine/store-bridge.ts'
import type { Tables } from '../engine/store.ts'
import { rowsOf } from './reads.ts'
import { marks } from './sql.ts'
import type { Query } from './sql.ts'

const open = `('needs_response', 'accepting', 'submitting', 'under_review')`

export function makeBridgeReads(query: Query): BridgeReads {
  const first = async <T>(rows: Promise<T[]>): Promise<T | null> => (await rows)[0] ?? null
  const earliest = async (table: 'errand' | 'poll'): Promise<Instant | null> => {
    const [row] = await query(`select due_at as at from ${table} order by due_at limit 1`)
    return row ? Number(row.at) : null
  }
  const ofActs = async <T extends 'errand' | 'asking'>(table: T, joined: string, merchant: string, acts: readonly string[]): Promise<Tables[T][]> => {
    const { params, mark, list } = marks()
    const of = `t.merchant = ${mark(merchant)}`
    return acts.length === 0 ? [] : rowsOf(query, table, `${joined} where ${of} and t.act in (${list(acts)})`, params)
  }
  return {
    connections: (merchant) => rowsOf(query, 'connection', 'where t.merchant = $1 order by t.created_at, t.id limit 1000', [merchant]),
    connectionById: (id) => first(rowsOf(query, 'connection', 'where t.id = $1', [id])),
    poll: (merchant, connection) => first(rowsOf(query, 'poll', 'where t.merchant = $1 and t.connection = $2', [merchant, connection])),
    twin: async (merchant, dialect, theirId) => ((await rowsOf(query, 'twin', 'where t.merchant = $1 and t.dialect = $2 and t.their_id = $3', [merchant, dialect, theirId]))[0]?.dispute as DisputeId | undefined) ?? null,
    words: (merchant, connection, limit) =>
      rowsOf(query, 'word', 'where t.merchant = $1 and t.connection = $2 order by t.field, t.word limit $3', [merchant, connection, limit]),
    errand: (merchant, act) => first(rowsOf(query, 'errand', 'where t.merchant = $1 and t.act = $2', [merchant, act])),
    errandsOf: (merchant, connection, limit) =>
      rowsOf(query, 'errand', 'where t.merchant = $1 and t.connection = $2 order by t.due_at, t.act limit $3', [merchant, connection, limit]),
    askings: (merchant, act) => rowsOf(query, 'asking', 'where t.merchant = $1 and t.act = $2 order by t.number, t.part limit 1000', [merchant, act]),
    errandsOfActs: (merchant, acts) => ofActs('errand', '', merchant, acts),
    lastAskings: (merchant, acts) => ofActs('asking', 'join errand e on e.merchant = t.merchant and e.act = t.act and e.attempts = t.number', merchant, acts),
    async livesAt(merchant, connection, onlyOpen) {
      const sql = `select id from dispute where merchant = $1 and home = $2 and home <> 'house'${onlyOpen ? ` and state in ${open}` : ''} limit 1`
      const [row] = await query(sql, [merchant, connection])
      return (row?.id as DisputeId | undefined) ?? null
    },
    async openAt(merchant, connection, after, limit) {
      const { params, mark } = marks()
      const there = `t.merchant = ${mark(merchant)} and t.home = ${mark(connection)} and t.home <> 'house' and t.state in ${open}`
      const behind = after === null ? '' : ` and (t.opened_at, t.id) > (${mark(after.value)}, ${mark(after.id)})`
      const rows = await rowsOf(query, 'dispute', `where ${there}${behind} order by t.opened_at, t.id limit ${mark(limit)}`, params)
      return rows.map((row) => heldOf(row).dispute)
    },
    nextErrand: () => earliest('errand'),
    nextPoll: () => earliest('poll'),
    async bridgeFigures() {
      const rows = await query('select stage, count(*) as count, min(unknown_at) as oldest from errand group by stage')
      const oldest = rows.flatMap(({ oldest: at }) => (at === null ? [] : [Number(at)]))
      return { stages: Object.fromEntries(rows.map(({ stage, count }) => [stage, Number(count)])), oldestUnknown: oldest.length ? Math.min(...oldest) : null }
    },
  }
}
