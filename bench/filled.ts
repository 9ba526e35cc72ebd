// One database made ready: merchants with a key for the API, and a million disputes, most of them closed.

import { sandboxAdminKey } from '../src/app/config.ts'
import { createApp } from '../src/app/app.ts'
import { silentLog } from '../src/app/log.ts'
import { realWorld } from '../src/app/world.ts'
import type { MerchantId } from '../src/core/ids.ts'
import { fill } from './fill.ts'
import { fewClosed, openEach } from './options.ts'
import type { Options } from './options.ts'
import type { Place } from './place.ts'
import { poolOf } from './pool.ts'
import type { Pool } from './pool.ts'
import { takeTemplate } from './template.ts'
import type { Template } from './template.ts'
import { merchantIdOf } from './workload.ts'

export const sealKey = Buffer.alloc(32, 7)
export const keyOf = (merchant: MerchantId): string => `pk_test_${merchant}`

export const spreadOver = 32
export const busy = merchantIdOf(1)
export const longHistory = merchantIdOf(2)
export const shortHistory = merchantIdOf(3)
export const many = Array.from({ length: spreadOver }, (_, index) => merchantIdOf(100 + index))

export type Filled = { template: Template; accepts: Pool; pgbench: { from: number; to: number }; spread: Pool[]; readable: number[]; disputes: number; seconds: number }

export async function filled(place: Place, { closed, pool }: Options): Promise<Filled> {
  const begun = performance.now()
  const template = await withMerchants(place)
  let next = 1
  const indexes = await place.indexes()
  for (const { name } of indexes) await place.fill(`drop index ${name}`)
  const add = async (merchant: MerchantId, count: number, state: 'open' | 'closed'): Promise<{ from: number; to: number }> => {
    const range = { from: next, to: next += count }
    await fill(place, template, { merchant, ...range, state })
    return range
  }
  const accepts = await add(busy, pool, 'open')
  const pgbench = await add(busy, place.kind === 'postgres' ? pool : 1, 'open')
  const spread = []
  for (const merchant of many) spread.push(await add(merchant, Math.ceil(pool / spreadOver / 4), 'open'))
  const queue = await add(longHistory, openEach, 'open')
  await add(shortHistory, openEach, 'open')
  await add(shortHistory, fewClosed, 'closed')
  await add(longHistory, Math.max(closed - next, 10 * fewClosed), 'closed')
  for (const { sql } of indexes) await place.fill(sql)
  await place.settle()
  const readable = Array.from({ length: openEach }, (_, index) => queue.from + index)
  return { template, accepts: poolOf(accepts.from, accepts.to), pgbench, spread: spread.map(({ from, to }) => poolOf(from, to)), readable, disputes: next, seconds: (performance.now() - begun) / 1000 }
}

async function withMerchants({ url }: Place): Promise<Template> {
  const config = { port: 0, host: '127.0.0.1', databaseUrl: url, mode: 'sandbox', adminKey: sandboxAdminKey, publicUrl: null, logLevel: 'silent', sealKeys: [new Uint8Array(sealKey)] } as const
  const app = await createApp({ ...config, sealKeys: [...config.sealKeys] }, { world: realWorld, log: silentLog, loadCast: null })
  try {
    for (const id of [busy, longHistory, shortHistory, ...many]) {
      const made = await app.accounts.createMerchant({ id, name: 'Bench', credentials: { native: { key: keyOf(id) } } }, { key: null, credential: null }, () => ({ status: 201, headers: {}, body: '' }))
      if (made.kind !== 'done') throw new Error(`A merchant was not made: ${JSON.stringify(made)}`)
    }
    return await takeTemplate(app.store, busy)
  } finally {
    await app.close()
  }
}
