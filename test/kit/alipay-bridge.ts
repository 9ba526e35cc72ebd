/**
 * Alipay as the provider: a Parley in a process of its own speaks its language. There is no list to read there, so the other side learns
 * of everything by the notifications that it is sent.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sandboxAdminKey } from '../../src/app/config.ts'
import type { FaultKind } from '../../src/engine/sandbox.ts'
import { startProcess, type Running } from './app-process.ts'
import { asked, startSide, until, type Side } from './bridge.ts'

export type AlipayBridge = {
  far: Side
  near: Side
  connection: string
  webhook: string
  dispute(over?: object): Promise<{ here: string; there: string }>
  fault(operation: string, fault: FaultKind, times?: number): Promise<void>
  close(): Promise<void>
}

export const opening = { dialect: 'alipay' as const, amount: { value: 14_204, currency: 'KRW' }, reason: { category: 'fraud', code: '2006', network: 'Shinhan' }, payment: { id: '20250101194010800100188740269658664', order: '101520250101400409669231020023' } }

/** A live client is told again when it did not hear; a sandbox client is not. */
export async function startAlipayBridge(clientId = '5Y00000000000000'): Promise<AlipayBridge> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-alipay-'))
  const far = await farSide(startProcess(['serve'], folder, { DATABASE_URL: `sqlite:${join(folder, 'far.db')}`, LOG_LEVEL: 'info' }), clientId)
  const near = await startSide({ workers: true })
  const { client_id, private_key, parley_public_key: platform_public_key } = far.credentials.alipay
  const made = await near.ask('/v1/connections', { dialect: 'alipay', name: 'Alipay', url: far.url, credentials: { client_id, private_key, platform_public_key }, settings: { connect_ms: 1_000, answer_ms: 3_000 } })
  if (made.status !== 201) throw new Error(`Not connected: ${made.text}`)
  const hook = await far.ask('/v1/webhooks', { url: near.url + made.body.notifications_path, dialect: 'alipay' })
  if (hook.status !== 201) throw new Error(`No webhook: ${hook.text}`)
  return {
    far, near, connection: made.body.id, webhook: hook.body.webhook.id,
    async dispute(over = {}) {
      const opened = await far.admin('/v1/sandbox/disputes', { merchant: far.merchant, respond_in: 'P7D', ...opening, ...over })
      if (opened.status !== 201) throw new Error(`Not opened: ${JSON.stringify(opened.body)}`)
      const held = await until(() => near.app.engine.reads.disputeByTheirs(near.merchant, 'alipay', opened.body.theirs.id), 30_000, 'Hearing of it')
      return { here: held.dispute.id, there: opened.body.id }
    },
    async fault(operation, fault, times = 1) {
      const set = await far.admin('/v1/sandbox/faults', { dialect: 'alipay', operation, fault, times })
      if (set.status >= 300) throw new Error(`No fault: ${JSON.stringify(set.body)}`)
    },
    async close() {
      await near.close()
      await far.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function farSide({ child, url: told, ended }: Running, clientId: string): Promise<Side> {
  const url = await told
  const made = await asked(url, sandboxAdminKey, '/v1/merchants', { name: 'Mill', credentials: { alipay: { client_id: clientId } } })
  if (made.status !== 201) throw new Error(`No merchant: ${made.text}`)
  const key = made.body.credentials.native.key as string
  return {
    url, merchant: made.body.id, credentials: made.body.credentials,
    ask: (path, body, more) => asked(url, key, path, body, more),
    admin: (path, body, more) => asked(url, sandboxAdminKey, path, body, more),
    get app(): never {
      throw new Error('It is another process')
    },
    async close() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
