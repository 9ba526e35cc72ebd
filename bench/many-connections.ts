// Acceptances over a thousand connections, while all of them answer and while one never does: the others' are measured.

import type { Run } from './callers.ts'
import { nativeLine } from './cases.ts'
import type { Client } from './http.ts'
import type { Options } from './options.ts'
import { connected, idsOf, read } from './two-sides.ts'
import type { Call, Far, Near } from './two-sides.ts'

export const manyConnections = 1_000
/** A merchant has so many at most. */
const perMerchant = 100
export type Many = { alive: Run[]; oneDead: Run[] }

type Account = { key: string; call: Call; ids: string[] }

export async function many(far: Far, near: Near, options: Options, client: Client): Promise<Many> {
  const { repetitions, partMs, warmMs } = options
  const each = Math.ceil(((untilAllAsked + partMs * 2 + warmMs) * repetitions * 2 * mostRate) / 1000 / (manyConnections - perMerchant)) + 1
  const dead = await far.ask('merchant', null)
  await far.ask('open', { ...dead, dialect: 'native', count: deadEach * repetitions * 2 })
  const accounts: Account[] = []
  for (let at = 0; at < manyConnections / perMerchant; at++) accounts.push(await account(far, near, each, at === 0 ? dead.shown.native! : null))
  const [first, ...others] = accounts
  const requests = mixed(others.map(({ key, ids }) => nativeLine(key, ids.map(id => ({ id, theirs: '' }))).requests))
  const told: Many = { alive: [], oneDead: [] }
  const send = async (ms: number): Promise<Run> => {
    const { sent, ...run } = await client.send({ port: near.port, connections: 32, ms, again: false, requests: requests.slice(0, Math.ceil((ms * mostRate) / 1000) + 32), proof: 'HTTP/1.1 20' })
    requests.splice(0, sent)
    return run
  }
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const isDead of repetition % 2 ? [true, false] : [false, true]) {
      await far.ask('behave', { afterMs, dead: isDead ? `Bearer ${dead.shown.native!.key}` : null })
      // The same is asked of that one in both cases; only the answers differ.
      const hanging = askAll(first!, first!.ids.splice(0, deadEach))
      await send(untilAllAsked + warmMs)
      told[isDead ? 'oneDead' : 'alive'].push(await send(partMs * 2))
      await hanging
    }
  }
  await far.ask('behave', { afterMs: 0, dead: null })
  return told
}

const mostRate = 1_000
/** Long enough for the asking itself to be over. */
const untilAllAsked = 1_500
const afterMs = 20
/** More than have a place at once. */
const deadEach = 100

/** The connection of the dead one is the first of the first account, whose disputes are all of that one. */
async function account(far: Far, near: Near, each: number, dead: Record<string, string> | null): Promise<Account> {
  const { key, call } = await near.merchant()
  const began = Date.now()
  const all: string[] = []
  for (let at = 0; at < perMerchant; at++) {
    if (dead && at === 0) all.push(await connected(call, { dialect: 'native', port: far.port, credentials: dead, settings }))
    else {
      const { merchant, shown } = await far.ask('merchant', null)
      await far.ask('open', { merchant, shown, dialect: 'native', count: dead ? 0 : each })
      all.push(await connected(call, { dialect: 'native', port: far.port, credentials: shown.native!, settings }))
    }
  }
  for (const connection of all) await read(call, connection, began)
  return { key, call, ids: await idsOf(call) }
}

/** Every five minutes, as usual. */
const settings = { poll_ms: 300_000, answer_ms: 5_000 }

/** In an order in which neighbours are of different merchants. */
function mixed(lists: string[][]): string[] {
  const longest = Math.max(...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, at) => lists.flatMap(list => list.slice(at, at + 1))).flat()
}

/** Each hears after a few seconds that it is not known yet. */
async function askAll({ call }: Account, ids: string[]): Promise<void> {
  await Promise.all(ids.map(id => call(`/v1/disputes/${id}/accept`, { reason: 'customer_is_right' })))
}
