/**
 * A provider without a socket: our own server of a dialect behind its handle, on a clock in the hand. What it would send by itself is
 * handed to whoever listens, one notice after the other.
 */
import { createApp, type App } from '../../src/app/app.ts'
import { sandboxAdminKey } from '../../src/app/config.ts'
import { silentLog } from '../../src/app/log.ts'
import type { DialectName } from '../../src/core/dispute.ts'
import type { MerchantId } from '../../src/core/ids.ts'
import type { FaultKind } from '../../src/engine/sandbox.ts'
import { wireRequest, type WireRequest, type WireResponse } from '../../src/wire/http.ts'
import { routesOf } from '../../src/wire/route.ts'
import { createRelay } from '../../src/work/relay.ts'
import type { Answered, Post } from '../../src/work/send.ts'
import { createSequencer } from '../../src/work/sequencer.ts'
import type { Opening } from './bridge-faults.ts'
import { kitWorld, type HandClock } from './world.ts'

export type SimFar = {
  merchant: MerchantId
  credentials: Record<string, string>
  app: App
  /** As a client of the dialect would reach it. */
  handle(request: Pick<WireRequest, 'method' | 'target' | 'body'> & { headers: Record<string, string> }): Promise<WireResponse>
  operationOf(method: string, target: string): string | null
  fault(operation: string, fault: FaultKind): void
  ask(path: string, body?: unknown): Promise<any>
  open(): Promise<{ id: string; theirs: string }>
  judge(dispute: string, verdict: 'won' | 'lost' | 'withdrawn', final?: boolean): Promise<unknown>
  /** A win that was not final. */
  reverse(dispute: string): Promise<unknown>
  kinds(dispute: string): Promise<string[]>
  /** Everything that is due to be told by now, in the order in which it comes out. */
  tell(listen: (post: Post) => Promise<Answered>): Promise<void>
  close(): Promise<void>
}

export async function simFar(opening: Opening, hookUrl: string, clock: HandClock, seed: string): Promise<SimFar> {
  const { dialect } = opening
  const config = { port: 0, host: '127.0.0.1', databaseUrl: 'sqlite::memory:', mode: 'sandbox', adminKey: sandboxAdminKey, publicUrl: null, logLevel: 'silent' } as const
  const app = await createApp({ ...config, sealKeys: [new Uint8Array(32).fill(7)] }, { world: kitWorld(clock, seed), log: silentLog, loadCast: null })
  const callOf = (key: string) => async (path: string, body?: unknown): Promise<any> => {
    const text = body === undefined ? '' : JSON.stringify(body)
    const answer = await app.handle(wireRequest({ method: text ? 'POST' : 'GET', target: path, headers: { authorization: `Bearer ${key}`, ...(text ? { 'content-type': 'application/json' } : {}) }, body: text }))
    const told = JSON.parse(await textOf(answer))
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(told)}`)
    return told
  }
  const admin = callOf(sandboxAdminKey)
  // A live client of Alipay's is told again when it did not hear; a sandbox client is not.
  const made = await admin('/v1/merchants', { name: 'Mill', credentials: dialect === 'alipay' ? { alipay: { client_id: '5Y00000000000000' } } : {} })
  const ask = callOf(made.credentials.native.key)
  const hook = await ask('/v1/webhooks', { url: hookUrl, dialect })
  const { notices, contract } = app.dialects[dialect]
  const routes = routesOf(Object.values(contract!.endpoints))
  let telling = false
  let listening: (post: Post) => Promise<Answered> = async () => lost
  const relay = createRelay({
    queue: app.store.queue, reads: app.store.reads, vault: app.vault, now: app.engine.world.now, chance: () => 0.5, send: post => listening(post),
    formatOf: name => (name === dialect ? notices : null), disable: async () => {}, onTold: () => {}, onFault: fail, onError: error => fail(null, error), onSettled: () => {},
  })
  const sequencer = createSequencer({ queue: app.store.queue, ids: app.engine.world.ids, stream: { tell: () => {} }, onDeliveries: () => {} })
  return {
    merchant: made.id, app, ask, credentials: credentialsOf(dialect, made.credentials[dialect], hook.secret, hookUrl),
    handle: ({ method, target, headers, body }) => app.handle(wireRequest({ method, target, headers, body })),
    operationOf: (method, target) => routes(target.split('?')[0]!)?.byMethod.get(method)?.operation ?? null,
    fault: (operation, fault) => app.sandbox!.setFault({ dialect, operation, fault, times: 1 }),
    async open() {
      const { id, theirs } = await admin('/v1/sandbox/disputes', { merchant: made.id, respond_in: 'P30D', ...opening })
      return { id, theirs: dialect === 'native' ? id : theirs.id }
    },
    judge: (dispute, verdict, final = true) => admin(`/v1/sandbox/disputes/${dispute}/judge`, { verdict, final }),
    reverse: dispute => admin(`/v1/sandbox/disputes/${dispute}/reverse`, {}),
    kinds: async dispute => (await ask(`/v1/disputes/${dispute}/events?limit=100`)).data.map(({ kind }: { kind: string }) => kind),
    // Who asks something because of what it was told may be told again only after that.
    async tell(listen) {
      if (telling) return
      telling = true
      listening = listen
      await sequencer.runOnce(app.engine.world.now())
      while (await relay.runOnce(app.engine.world.now()) > 0) await relay.drain()
      telling = false
    },
    close: () => app.close(),
  }
}

export const lost: Answered = { status: null, error: 'nobody there', answer: Buffer.alloc(0) }

export async function textOf({ body }: WireResponse): Promise<string> {
  if (typeof body === 'string') return body
  if (body instanceof Uint8Array) return Buffer.from(body).toString()
  let text = ''
  for await (const part of body) text += part
  return text
}

function credentialsOf(dialect: DialectName, shown: Record<string, string>, secret: string, url: string): Record<string, string> {
  const { client_id, private_key, parley_public_key } = shown as Record<'client_id' | 'private_key' | 'parley_public_key', string>
  switch (dialect) {
    case 'alipay': return { client_id, private_key, platform_public_key: parley_public_key }
    case 'afterpay': return { ...shown, currency: 'USD', webhook_key: secret, webhook_url: url }
    case 'ahrvo': return { ...shown, currency: 'USD' }
    default: return { ...shown, webhook_secret: shown['webhook_secret'] ?? secret }
  }
}

function fail(_facts: unknown, error: unknown): never {
  throw error
}
