/** What the crash tests share of driving a running server: merchants with keys, and waiting until it can write. */
import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { crashAdminKey } from './crash-server.ts'
import { insisted } from './insist.ts'
import { lineTo, type Call } from './witness-calls.ts'

const merchants = ['Mill Ceramics', 'Tea House']

/** The keys of new merchants. */
export async function merchantsOn(url: string): Promise<string[]> {
  const { call, close } = lineTo(url, crashAdminKey)
  const made = await Promise.all(merchants.map((name) => merchantOn(call, name)))
  close()
  return made
}

async function merchantOn(call: Call, name: string): Promise<string> {
  const heard = await insisted(() => call('POST', '/v1/merchants', { body: { name } }))
  assert.equal(heard?.status, 201, heard?.text ?? 'nobody answered')
  return (JSON.parse(heard!.text) as { credentials: { native: { key: string } } }).credentials.native.key
}

export async function untilReady(call: Call, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs
  while ((await call('GET', '/readyz'))?.status !== 200) {
    if (performance.now() > end) throw new Error(`It was not ready again within ${withinMs} ms`)
    await wait(50)
  }
}
