// One borrowed connection. Statements are sent at once, one behind the other, and prepared by name the first time.

import type pg from 'pg'
import { CommitUnknown, StoreDown } from '../../engine/store.ts'
import type { Row } from '../tables.ts'
import { errorOf } from './errors.ts'

type Sending = (text: string, values?: readonly unknown[]) => Promise<{ rows: Row[]; command: string }>

/** `send` fails with the port's errors; `raw` with the server's own, for who has to know whether a commit was on its way. */
export type Session = {
  send: Sending
  raw: Sending
  rollback(): Promise<void>
}

export async function borrow<T>(pool: pg.Pool, work: (session: Session) => Promise<T>): Promise<T> {
  const client = await connected(pool)
  let broken = false
  forgetPlans(client)
  const raw: Sending = (text, values = []) => client.query({ text, values: values as unknown[], ...nameOf(text) })
  const session: Session = {
    raw,
    send: (text, values) => raw(text, values).catch((error: unknown) => Promise.reject(errorOf(error))),
    rollback: () => client.query('rollback').then(() => undefined, () => void (broken = true)),
  }
  try {
    return await work(session)
  } catch (error) {
    broken ||= error instanceof StoreDown || error instanceof CommitUnknown
    throw error
  } finally {
    client.release(broken)
  }
}

const mostTries = 3

/** A connection that was not made in time is begun anew: a machine that stood still for a while is no database that is away. Nothing was sent. */
async function connected(pool: pg.Pool, tries = mostTries): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    const { message } = error as Error
    if (tries > 1 && madeTooSlowly.test(message)) return connected(pool, tries - 1)
    throw new StoreDown(message, { cause: error })
  }
}

// Where all are in use it says otherwise, and waiting again would help nobody.
const madeTooSlowly = /due to connection timeout$|^timeout expired$/

// A plan made while a table was small is kept for its statement, and stays when it has become the wrong one: with every key led by
// the merchant it then walks all that the merchant has (measured: twice the time after 10 000 rows, and growing). Planning anew
// once a second costs about a millisecond, and no round trip, as nobody waits for it.
const plansLastMs = 1000
const planned = new WeakMap<pg.PoolClient, number>()

function forgetPlans(client: pg.PoolClient): void {
  const now = performance.now()
  if (now - (planned.get(client) ?? 0) < plansLastMs) return
  planned.set(client, now)
  void client.query('discard plans').catch(() => undefined)
}

// Searches have many shapes: past a bound statements go unnamed, so that the server never keeps more than these.
const names = new Map<string, string>()
const mostNames = 300

function nameOf(text: string): { name?: string } {
  const known = names.get(text)
  if (known !== undefined) return { name: known }
  if (names.size >= mostNames) return {}
  const name = `s${names.size + 1}`
  names.set(text, name)
  return { name }
}
