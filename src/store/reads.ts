// Everything that is read outside a batch, in SQL that both databases speak. Whatever a merchant asks is scoped by the merchant.

import { heldOf } from '../engine/row.ts'
import type { Held, Reads, TableName, Tables } from '../engine/store.ts'
import { makeAudit } from './audit.ts'
import { makeBridgeReads } from './bridge-reads.ts'
import { makeDeskReads } from './desk.ts'
import { makeLists } from './lists.ts'
import { makeNoticeReads } from './notices.ts'
import { makeTotals } from './totals.ts'
import { makeWatch } from './watch.ts'
import { marks } from './sql.ts'
import type { Query } from './sql.ts'
import { revive, selectOf } from './tables.ts'
import type { Row } from './tables.ts'

/** `near` is for what looks at a few dozen rows at most, by an index. */
export function makeReads(query: Query, near = query): Reads {
  return { ...makeLists(query, near), ...makeNoticeReads(query), ...makeWatch(query), ...makeBridgeReads(query), ...makeDeskReads(query, near), ...makeTotals(query), ...makeAudit(query), ...disputeReads(query, near), ...bookReads(query), ...callerReads(query) }
}

/** Rows of one table: what stands behind `from <table> t`. */
export async function rowsOf<T extends TableName>(query: Query, table: T, rest: string, params: readonly unknown[]): Promise<Tables[T][]> {
  const rows = await query(`select ${selectOf(table, 't')} from ${table} t ${rest}`, params)
  return rows.map((row) => revive(table, row))
}

const firstOf = async <T>(rows: Promise<T[]>): Promise<T | null> => (await rows)[0] ?? null

function disputeReads(query: Query, near: Query): Pick<Reads, 'dispute' | 'disputeByTheirs' | 'events' | 'eventsOfAct' | 'raws' | 'file' | 'payment'> {
  const held = async (rest: string, params: unknown[]): Promise<Held | null> => {
    const [row] = await near(`select t.body, t.chain, t.payment from dispute t where ${rest}`, params)
    return row ? heldOf(row as Row & Pick<Tables['dispute'], 'body' | 'chain' | 'payment'>) : null
  }
  return {
    dispute: (merchant, id) => held('t.merchant = $1 and t.id = $2', [merchant, id]),
    disputeByTheirs: (merchant, dialect, theirId) => held('t.merchant = $1 and t.dialect = $2 and t.their_id = $3', [merchant, dialect, theirId]),
    events: (merchant, dispute, afterSeq, limit) =>
      rowsOf(query, 'event', 'where t.merchant = $1 and t.dispute = $2 and t.seq > $3 order by t.seq limit $4', [merchant, dispute, afterSeq, limit]),
    eventsOfAct: (merchant, act) =>
      rowsOf(query, 'event', 'where t.merchant = $1 and t.act = $2 order by t.dispute, t.seq limit 1000', [merchant, act]),
    raws: (merchant, dispute, limit) =>
      rowsOf(query, 'raw', 'where t.merchant = $1 and t.dispute = $2 order by t.at desc, t.id desc limit $3', [merchant, dispute, limit]),
    file: (merchant, id) => firstOf(rowsOf(query, 'file', 'where t.merchant = $1 and t.id = $2', [merchant, id])),
    payment: (merchant, id) => firstOf(rowsOf(query, 'payment', 'where t.merchant = $1 and t.id = $2', [merchant, id])),
  }
}

function bookReads(query: Query): Pick<Reads, 'postings' | 'balances'> {
  return {
    postings(merchant, dispute, after, limit) {
      const { params, mark } = marks()
      const of = `t.merchant = ${mark(merchant)}${dispute === null ? '' : ` and t.dispute = ${mark(dispute)}`}`
      if (dispute !== null) {
        const beyond = after ? ` and (t.seq, t.leg) > (${mark(after.seq)}, ${mark(after.leg)})` : ''
        return rowsOf(query, 'posting', `where ${of}${beyond} order by t.seq, t.leg limit ${mark(limit)}`, params)
      }
      const beyond = after ? ` and (t.at, t.dispute, t.seq, t.leg) > (${mark(after.at)}, ${mark(after.dispute)}, ${mark(after.seq)}, ${mark(after.leg)})` : ''
      return rowsOf(query, 'posting', `where ${of}${beyond} order by t.at, t.dispute, t.seq, t.leg limit ${mark(limit)}`, params)
    },
    balances: (merchant) => rowsOf(query, 'balance', 'where t.merchant = $1 order by t.dialect, t.account, t.currency', [merchant]),
  }
}

function callerReads(query: Query): Pick<Reads, 'merchants' | 'merchant' | 'credentialsByLookup' | 'credentials' | 'idempotency' | 'setting'> {
  return {
    merchants: (after, limit) => rowsOf(query, 'merchant', 'where t.merchant > $1 order by t.merchant limit $2', [after, limit]),
    merchant: (id) => firstOf(rowsOf(query, 'merchant', 'where t.merchant = $1', [id])),
    credentialsByLookup: (lookup) => rowsOf(query, 'credential', 'where t.lookup = $1 order by t.created_at, t.id limit 100', [lookup]),
    credentials: (merchant) => rowsOf(query, 'credential', 'where t.merchant = $1 order by t.id', [merchant]),
    idempotency: (merchant, principal, key) =>
      firstOf(rowsOf(query, 'idempotency', 'where t.merchant = $1 and t.principal = $2 and t.key = $3', [merchant, principal, key])),
    setting: async (name) => (await firstOf(rowsOf(query, 'setting', `where t.merchant = '' and t.name = $1`, [name])))?.value ?? null,
  }
}
