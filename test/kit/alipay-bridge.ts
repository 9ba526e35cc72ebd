/**
 * Alipay as the provider: a Parley in a process of its own speaks its language. There is no list to read there, so the other side learns
 * of everything by the notifications that it is sent.
 */
import type { FaultKind } from '../../src/engine/sandbox.ts'
import { startSide, until, type Side } from './bridge.ts'
import { faultAt, openedAt, startFarSide } from './far-side.ts'

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
  const far = await startFarSide({ credentials: { alipay: { client_id: clientId } } })
  const near = await startSide({ workers: true })
  const { client_id, private_key, parley_public_key: platform_public_key } = far.credentials.alipay
  const made = await near.ask('/v1/connections', { dialect: 'alipay', name: 'Alipay', url: far.url, credentials: { client_id, private_key, platform_public_key }, settings: { connect_ms: 5_000, answer_ms: 3_000 } })
  if (made.status !== 201) throw new Error(`Not connected: ${made.text}`)
  const hook = await far.ask('/v1/webhooks', { url: near.url + made.body.notifications_path, dialect: 'alipay' })
  if (hook.status !== 201) throw new Error(`No webhook: ${hook.text}`)
  return {
    far, near, connection: made.body.id, webhook: hook.body.webhook.id,
    async dispute(over = {}) {
      const { id: there, theirs } = await openedAt(far, { ...opening, ...over })
      const held = await until(() => near.app.engine.reads.disputeByTheirs(near.merchant, 'alipay', theirs.id), 180_000, 'Hearing of it')
      return { here: held.dispute.id, there }
    },
    fault: faultAt(far, 'alipay'),
    async close() {
      await near.close()
      await far.close()
    },
  }
}
