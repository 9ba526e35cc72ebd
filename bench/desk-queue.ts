// A queue to measure the desk before: one merchant with so many open disputes, served by Parley in a process of its own. Whoever visits
// from this machine acts for that merchant.

import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { createApp } from '../src/app/app.ts'
import { sandboxAdminKey } from '../src/app/config.ts'
import { silentLog } from '../src/app/log.ts'
import { realWorld } from '../src/app/world.ts'
import { fill } from './fill.ts'
import { busy, keyOf, sealKey } from './filled.ts'
import { placeOf, type Place } from './place.ts'
import { startServer } from './server.ts'
import { takeTemplate, type Template } from './template.ts'

export type Queue = { origin: string; call(method: string, path: string, body?: object): Promise<unknown>; close(): Promise<void> }

const { buildDesk } = createRequire(import.meta.url)('../scripts/desk.cjs') as { buildDesk(root: string, node: string): boolean }

export async function filledQueue(open: number): Promise<Queue> {
  if (!buildDesk(fileURLToPath(new URL('..', import.meta.url)), process.execPath)) throw new Error('The desk could not be built.')
  const place = await placeOf('sqlite')
  if ('absent' in place) throw new Error(place.absent)
  await fill(place, await withMerchant(place), { merchant: busy, from: 1, to: open + 1, state: 'open' })
  await place.settle()
  const server = await startServer(place.url)
  const origin = `http://127.0.0.1:${server.port}`
  return { origin, call: caller(origin), close: async () => { await server.stop(); await place.remove() } }
}

function caller(origin: string): Queue['call'] {
  return async (method, path, body) => {
    const headers = { authorization: `Bearer ${keyOf(busy)}`, ...(body && { 'content-type': 'application/json' }) }
    const answer = await fetch(origin + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
}

async function withMerchant({ url }: Place): Promise<Template> {
  const config = { port: 0, host: '127.0.0.1', databaseUrl: url, mode: 'sandbox', adminKey: sandboxAdminKey, publicUrl: null, logLevel: 'silent', sealKeys: [new Uint8Array(sealKey)] } as const
  const app = await createApp({ ...config, sealKeys: [...config.sealKeys] }, { world: realWorld, log: silentLog, loadCast: null })
  try {
    const made = await app.accounts.createMerchant({ id: busy, name: 'Bench', credentials: { native: { key: keyOf(busy) } } }, { key: null, credential: null }, () => ({ status: 201, headers: {}, body: '' }))
    if (made.kind !== 'done') throw new Error(`A merchant was not made: ${JSON.stringify(made)}`)
    return await takeTemplate(app.store, busy)
  } finally {
    await app.close()
  }
}
