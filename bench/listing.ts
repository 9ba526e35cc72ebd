// A provider's list read whole, and read again when a hundredth of it has changed: how many of its disputes a second, and whether memory
// stays as it was.

import type { Options } from './options.ts'
import { connected, read } from './two-sides.ts'
import type { Call, Far, Near } from './two-sides.ts'

/** `mb` is what it held before and the most it held meanwhile. */
export type Reading = { perSecond: number; seconds: number; mb: { before: number; most: number } }
export type Listed = { disputes: number; changed: number; first: Reading; again: Reading[] }

export async function listing(far: Far, near: Near, { repetitions, listed: disputes }: Options): Promise<Listed> {
  const { merchant, shown } = await far.ask('merchant', null)
  await far.ask('open', { merchant, shown, dialect: 'native', count: disputes })
  const { call } = await near.merchant()
  let connection = ''
  // Measured is what Parley can do, not what it asks of a provider whose limits nobody named.
  const settings = { rate: { per_second: 10_000, burst: 10_000 } }
  const first = await timed(near, disputes, async began => {
    connection = await connected(call, { dialect: 'native', port: far.port, credentials: shown.native!, settings })
    await read(call, connection, began)
  })
  const changed = Math.ceil(disputes / 100)
  const again: Reading[] = []
  for (let repetition = 0; repetition < repetitions; repetition++) {
    await far.ask('withdraw', { merchant, count: changed })
    again.push(await timed(near, disputes, began => readAgain(call, connection, began)))
  }
  return { disputes, changed, first, again }
}

async function readAgain(call: Call, connection: string, began: number): Promise<void> {
  await call(`/v1/connections/${connection}/read`, {})
  await read(call, connection, began)
}

async function timed(near: Near, disputes: number, work: (began: number) => Promise<void>): Promise<Reading> {
  const mb = { before: near.memory(), most: 0 }
  const watch = setInterval(() => (mb.most = Math.max(mb.most, near.memory())), 250)
  const [began, started] = [Date.now(), performance.now()]
  await work(began).finally(() => clearInterval(watch))
  const seconds = (performance.now() - started) / 1000
  return { perSecond: disputes / seconds, seconds, mb: { ...mb, most: Math.max(mb.most, near.memory()) } }
}
