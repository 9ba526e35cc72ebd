/**
 * Two Parleys with real clocks: one is the provider, behind a socket, the other reaches it through a connection. Callers act through
 * the API of either.
 */
import { createApp, type App } from '../../src/app/app.ts'
import { sandboxAdminKey } from '../../src/app/config.ts'
import { silentLog, type Log } from '../../src/app/log.ts'
import { realWorld } from '../../src/app/world.ts'
import { connectionRow, firstPoll, usualSettings, type ConnectionSettings } from '../../src/engine/connection.ts'
import { startHost } from '../../src/host/host.ts'
import type { DialectName } from '../../src/core/dispute.ts'
import type { ConnectionId, MerchantId } from '../../src/core/ids.ts'
import type { FaultKind } from '../../src/engine/sandbox.ts'
import { livedClock } from './lived-time.ts'

export type Side = {
  url: string
  app: App
  merchant: MerchantId
  credentials: Record<DialectName, Record<string, string>>
  /** A call of the merchant; `body` makes it a POST. */
  ask(path: string, body?: unknown, more?: { method?: string; headers?: Record<string, string> }): Promise<{ status: number; body: any; text: string; headers: Headers }>
  admin(path: string, body?: unknown, more?: { method?: string }): Promise<{ status: number; body: any }>
  close(): Promise<void>
}
export type SideOptions = { store?: string; workers?: boolean; log?: Log }

/** Whoever waits for an answer waits as long on a busy machine. */
const world = { ...realWorld, monotonic: livedClock() }
/** A client that was stopped for a while finds its connections as they were. */
const patient = { idleMs: 600_000 }

export async function startSide({ store = 'sqlite::memory:', workers = false, log = silentLog }: SideOptions = {}): Promise<Side> {
  const config = { port: 0, host: '127.0.0.1', databaseUrl: store, mode: 'sandbox', adminKey: sandboxAdminKey, publicUrl: null, logLevel: 'silent', sealKeys: [new Uint8Array(32).fill(7)] } as const
  const app = await createApp({ ...config, sealKeys: [...config.sealKeys] } as Parameters<typeof createApp>[0], { world, log, loadCast: null })
  const host = await startHost({ handle: app.handle, port: 0, host: config.host, nextId: () => app.engine.world.ids.next('req'), onBug: error => { throw error }, limits: patient })
  if (workers) app.start()
  const url = `http://127.0.0.1:${host.port}`
  const made = await asked(url, sandboxAdminKey, '/v1/merchants', { name: 'Mill' })
  const key = made.body.credentials.native.key as string
  return {
    url, app, merchant: made.body.id, credentials: made.body.credentials,
    ask: (path, body, more) => asked(url, key, path, body, more),
    admin: (path, body, more) => asked(url, sandboxAdminKey, path, body, more),
    async close() {
      app.stopping()
      await host.close(1000)
      await app.close()
    },
  }
}

/** Over a connection of its own: one that is kept may be closed by the other side while a request is on its way. */
export async function asked(url: string, key: string, path: string, body?: unknown, { method, headers = {} }: { method?: string; headers?: Record<string, string> } = {}) {
  const answer = await fetch(url + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'), headers: { authorization: `Bearer ${key}`, connection: 'close', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, body: text.startsWith('{') ? JSON.parse(text) : null }
}

export type Bridge = {
  far: Side
  near: Side
  connection: ConnectionId
  /** Opens one there and waits until it is here; our id of it and theirs. */
  dispute(over?: object): Promise<{ here: string; there: string }>
  /** Its list is read now; resolves when that is done. */
  poll(): Promise<void>
  fault(operation: string, fault: FaultKind, times?: number): Promise<void>
  close(): Promise<void>
}

export type BridgeOptions = { dialect?: DialectName; credentials?: (far: Side) => Record<string, string>; settings?: Partial<ConnectionSettings>; near?: SideOptions; far?: SideOptions; faultOf?: string }

export async function startBridge({ dialect = 'native', credentials, settings = {}, near: nearOptions = {}, far: farOptions = {} }: BridgeOptions = {}): Promise<Bridge> {
  const far = await startSide(farOptions)
  const near = await startSide({ workers: true, ...nearOptions })
  const { engine, vault } = near.app
  const connection = engine.world.ids.next('con')
  const now = engine.world.now()
  const row = connectionRow({
    merchant: near.merchant, id: connection, dialect, name: 'Far', url: far.url, state: 'active', createdAt: now, updatedAt: now,
    credentials: credentials?.(far) ?? far.credentials[dialect], settings: { ...usualSettings, pollMs: 3_600_000, ...settings },
  }, vault)
  await engine.write({ merchant: near.merchant, writes: [{ table: 'connection', rows: [row] }, { table: 'poll', rows: [firstPoll(near.merchant, connection, now)] }] })
  const { reads } = engine
  const settledPoll = (since: number) => until(async () => ((await reads.poll(near.merchant, connection))?.endedAt ?? 0) >= since || null)
  const poll = async (): Promise<void> => {
    await settledPoll(0)
    await until(async () => ((await reads.poll(near.merchant, connection))!.leaseUntil === 0) || null)
    const since = engine.world.now()
    await near.app.store.bridge.hurryPoll(near.merchant, connection, since)
    near.app.workers.wake()
    await settledPoll(since)
  }
  return {
    far, near, connection, poll,
    async dispute(over = {}) {
      const opened = await far.admin('/v1/sandbox/disputes', { merchant: far.merchant, dialect, amount: { value: 12_000, currency: 'THB' }, respond_in: 'P7D', ...over })
      if (opened.status !== 201) throw new Error(`Not opened: ${JSON.stringify(opened.body)}`)
      const there = dialect === 'native' ? opened.body.id as string : opened.body.theirs.id as string
      await poll()
      const held = await reads.disputeByTheirs(near.merchant, dialect, there)
      if (!held) throw new Error('It did not come over')
      return { here: held.dispute.id, there: opened.body.id }
    },
    async fault(operation, fault, times = 1) {
      const set = await far.admin('/v1/sandbox/faults', { dialect, operation, fault, times })
      if (set.status >= 300) throw new Error(`No fault: ${JSON.stringify(set.body)}`)
    },
    async close() {
      await near.close()
      await far.close()
    },
  }
}

/** Looks again and again until there is something; says what it waited for when it never comes. */
export async function until<T>(look: () => Promise<T | null | undefined | false>, atMostMs = 180_000, what = 'It'): Promise<T> {
  const end = performance.now() + atMostMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (performance.now() > end) throw new Error(`${what} did not happen within ${atMostMs} ms`)
    await realWorld.pause(5)
  }
}
