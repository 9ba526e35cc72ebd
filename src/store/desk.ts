// People and sessions: found by what they present, and what may happen to a session by itself. And who prepares what, for a while.

import type { DeskQueue, DeskReads } from '../engine/store-desk.ts'
import type { Place } from './queue.ts'
import { rowsOf } from './reads.ts'
import type { Query } from './sql.ts'
import { columnOf, fieldsOf } from './tables.ts'

/** `near` is for the two looks that stand before every call of a session. */
export function makeDeskReads(query: Query, near: Query): DeskReads {
  const first = async <T>(rows: Promise<T[]>): Promise<T | null> => (await rows)[0] ?? null
  return {
    persons: (merchant) => rowsOf(query, 'person', 'where t.merchant = $1 order by t.id limit 1000', [merchant]),
    person: (merchant, id) => first(rowsOf(near, 'person', 'where t.merchant = $1 and t.id = $2', [merchant, id])),
    personsByLookup: (lookup) => rowsOf(query, 'person', 'where t.lookup = $1 order by t.created_at, t.id limit 10', [lookup]),
    preparing: (merchant, now, limit) => rowsOf(near, 'preparing', 'where t.merchant = $1 and t.until > $2 order by t.since, t.dispute, t.person limit $3', [merchant, now, limit]),
    savedViews: (merchant, person) => rowsOf(near, 'saved_view', 'where t.merchant = $1 and t.person = $2 order by t.place limit 100', [merchant, person]),
    session: (id) => first(rowsOf(near, 'session', 'where t.id = $1', [id])),
  }
}

export function makeDeskQueue({ transaction }: Pick<Place, 'transaction'>): DeskQueue {
  const done = (text: string, params: unknown[]): Promise<void> => transaction(async (query) => void (await query(text, params)))
  const fields = fieldsOf('session') as (keyof Parameters<DeskQueue['begin']>[0])[]
  const insert = `insert into session (${fields.map(columnOf).join(', ')}) values (${fields.map((_, at) => `$${at + 1}`).join(', ')})`
  return {
    begin: (session) => done(insert, fields.map((field) => session[field])),
    seen: (id, at) => done('update session set seen_at = $2 where id = $1 and seen_at < $2', [id, at]),
    choose: (id, body) => done('update session set body = $2 where id = $1', [id, body]),
    end: (id) => done('delete from session where id = $1', [id]),
    reap: (now, idleBefore, limit) => transaction(async (query) => (await query(reapSql, [now, idleBefore, limit])).length),
    prepare: ({ merchant, dispute, person, name, kind, since, until }) => transaction(async (query) => {
      await query(prepareSql, [merchant, dispute, person, name, kind, since, until])
      await query(forgetSql, [merchant, person, since])
    }),
    stopPreparing: (merchant, dispute, person) => done('delete from preparing where merchant = $1 and dispute = $2 and person = $3', [merchant, dispute, person]),
  }
}

const reapSql = `delete from session where (merchant, id) in
  (select merchant, id from session where expires_at <= $1 or seen_at <= $2 order by expires_at limit $3) returning id`

const prepareSql = `insert into preparing (merchant, dispute, person, name, kind, since, until) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (merchant, dispute, person) do update set name = excluded.name, kind = excluded.kind, until = excluded.until,
    since = case when preparing.until > excluded.since and preparing.kind = excluded.kind then preparing.since else excluded.since end`

const forgetSql = 'delete from preparing where merchant = $1 and person = $2 and until <= $3'
