/** An acceptance that the provider refuses, also where a call took so long that its answer came too late: it is refused as often as it goes out. */
import assert from 'node:assert/strict'
import { until, type Bridge } from './bridge.ts'

export async function refusedThere({ near, far, fault }: Pick<Bridge, 'near' | 'far' | 'fault'>, { here, there }: { here: string; there: string }): Promise<void> {
  await fault('acceptDispute', 'refuse', 1_000)
  const { status, body } = await near.ask(`/v1/disputes/${here}/accept`, { reason: 'customer_is_right' })
  if (status !== 202) assert.deepEqual([status, body.code], [422, 'provider_refused'])
  const open = await until(async () => { const { body } = await near.ask(`/v1/disputes/${here}`); return body.state !== 'accepting' && body }, 180_000, 'Its being refused')
  assert.deepEqual([open.state, open.conditions.map(({ code }: { code: string }) => code), (await far.ask(`/v1/disputes/${there}`)).body.state], ['needs_response', ['refused_upstream'], 'needs_response'])
  await far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' })
}
