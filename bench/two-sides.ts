// Two Parleys for the bridge's measurements, each a process of its own: the provider, and the one that is measured and reaches it.

import { fork } from 'node:child_process'
import { sandboxAdminKey } from '../src/app/config.ts'
import type { DialectName } from '../src/core/dispute.ts'
import type { FarName, FarOrder, FarOrders } from './far.ts'
import type { Place } from './place.ts'
import { startServer } from './server.ts'
import type { Server } from './server.ts'

export type Far = { port: number; ask<N extends FarName>(name: N, asked: FarOrders[N]['asked']): Promise<FarOrders[N]['told']>; stop(): void }
export type Call = (path: string, body?: unknown) => Promise<any>
export type Near = Server & { merchant(): Promise<{ key: string; call: Call }> }

export async function startFar(): Promise<Far> {
  const child = fork(new URL('./far.ts', import.meta.url), { execArgv: [] })
  const ask = <N extends FarName>(name: N, asked: FarOrders[N]['asked']): Promise<FarOrders[N]['told']> => new Promise((done, failed) => {
    const ended = (): void => failed(new Error('The provider of the benchmark ended'))
    child.once('exit', ended)
    child.once('message', ({ told }: { told: FarOrders[N]['told'] }) => { child.off('exit', ended); done(told) })
    child.send({ name, asked } satisfies FarOrder<N>)
  })
  const { port } = await ask('start', null)
  return { port, ask, stop: () => void child.kill() }
}

export async function startNear({ url }: Place): Promise<Near> {
  const server = await startServer(url)
  const origin = `http://127.0.0.1:${server.port}`
  return {
    ...server,
    async merchant() {
      const { credentials } = await callOf(origin, sandboxAdminKey)('/v1/merchants', { name: 'Bench' })
      return { key: credentials.native.key, call: callOf(origin, credentials.native.key) }
    },
  }
}

export type Connected = { dialect: DialectName; port: number; credentials: Record<string, string>; settings?: object }

export async function connected(call: Call, { dialect, port, credentials, settings = {} }: Connected): Promise<string> {
  const made = await call('/v1/connections', { dialect, name: dialect, url: `http://127.0.0.1:${port}`, credentials, settings: { poll_ms: 86_400_000, ...settings } })
  return made.id
}

/** The end of a reading that began after `since`. */
export async function read(call: Call, connection: string, since: number): Promise<void> {
  for (;;) {
    const { reading } = await call(`/v1/connections/${connection}`)
    if (reading?.last_complete_at && Date.parse(reading.last_complete_at) >= since) return
    if (reading?.error) throw new Error(`A list could not be read: ${reading.error}`)
    await new Promise(resume => setTimeout(resume, 20))
  }
}

export async function idsOf(call: Call): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { data: { id: string }[]; next_cursor: string | null } = await call(`/v1/disputes?limit=100&state=needs_response${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
    ids.push(...page.data.map(({ id }) => id))
    cursor = page.next_cursor
  }
  return ids
}

function callOf(origin: string, key: string): Call {
  return async (path, body) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const answer = await fetch(origin + path, body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) })
    const text = await answer.text()
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${text.slice(0, 500)}`)
    return JSON.parse(text)
  }
}
