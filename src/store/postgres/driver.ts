// PostgreSQL as the store sees it. A batch takes two round trips: begin and load, then every write and the commit together.

import type pg from 'pg'
import type { Ask, Loaded, Write } from '../../engine/store.ts'
import type { Alone, Query, Transaction } from '../sql.ts'
import { marksOf, stepsOf } from '../writes.ts'
import { errorOf, isConsequence } from './errors.ts'
import { loadedFrom, loadStatements } from './load.ts'
import { borrow } from './session.ts'
import type { Session } from './session.ts'
import { sentOf } from './statements.ts'
import type { Sent } from './statements.ts'

export const queryOn = (pool: pg.Pool): Query => (text, params) => borrow(pool, async ({ send }) => (await send(text, params)).rows)

export const transactionOn = (pool: pg.Pool): Transaction => (work) => borrow(pool, async (session) => {
  await session.send('begin')
  try {
    const value = await work(async (text, params) => (await session.send(text, params)).rows)
    await commit(session, [])
    return value
  } catch (error) {
    await session.rollback()
    throw error
  }
})

export function transact(pool: pg.Pool, asks: Ask[], decide: (loaded: Map<string, Loaded>) => Write[]): Promise<void> {
  return borrow(pool, async (session) => {
    try {
      const loaded = await load(session, asks)
      const writes = decide(loaded)
      if (writes.length === 0) await session.rollback()
      else await commit(session, stepsOf(writes, asks, loaded).map(sentOf))
    } catch (error) {
      await session.rollback()
      throw error
    }
  })
}

/** Waits for the transaction that wrote the marks, if it still runs. Marked now: it did not commit and never can. */
export function settled(pool: pg.Pool, asks: Ask[]): Promise<boolean> {
  return transactionOn(pool)(async (query) => {
    let done = false
    for (const { merchant, id, at } of marksOf(asks)) {
      const added = await query('insert into batch (merchant, id, at) values ($1, $2, $3) on conflict do nothing returning id', [merchant, id, at])
      done ||= added.length === 0
    }
    return done
  })
}

const locks = { sequence: 1, claim: 2, migrate: 3 }
const parleys = 0x7061726c

/** Held until the transaction ends, and released with the connection if the process dies. */
export const alone: Alone = async (query, what) => void (await query('select pg_advisory_xact_lock($1, $2)', [parleys, locks[what]]))

async function load(session: Session, asks: Ask[]): Promise<Map<string, Loaded>> {
  const [, ...found] = await Promise.all([session.send('begin'), ...loadStatements(asks).map((sent) => (sent ? session.send(sent.text, sent.values) : nothing))])
  return loadedFrom(asks, found.map(({ rows }) => rows))
}

const nothing = { rows: [], command: '' }

async function commit(session: Session, writes: Sent[]): Promise<void> {
  const results = await Promise.allSettled([...writes.map(({ text, values }) => session.raw(text, values)), session.raw('commit')])
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
  const cause = failures.find((failure) => !isConsequence(failure)) ?? failures[0]
  if (cause !== undefined) throw errorOf(cause, true)
  const last = results.at(-1) as PromiseFulfilledResult<{ command: string }>
  // A failed transaction answers COMMIT politely, with ROLLBACK.
  if (last.value.command !== 'COMMIT') throw new Error(`COMMIT was answered with ${last.value.command}`)
}
