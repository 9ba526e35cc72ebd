/** A list of several pages as a connection reads it: all of it comes over, and so does what changes behind the first page. */
import assert from 'node:assert/strict'
import type { Bridge } from './bridge.ts'
import type { Opening } from './bridge-faults.ts'
import { openedAt } from './far-side.ts'

export async function severalPages(bridge: Bridge, opening: Opening): Promise<void> {
  const { far, near } = bridge
  // More than two pages of those who give the fewest.
  const made = await Promise.all(Array.from({ length: 230 }, () => openedAt(far, opening)))
  const states = () => Promise.all(made.map(async ({ theirs }) => (await near.app.engine.reads.disputeByTheirs(near.merchant, opening.dialect, theirs.id))?.dispute.state))
  await bridge.poll()
  assert.deepEqual(new Set(await states()), new Set(['needs_response']))
  const [oldest] = made
  await far.ask(`/v1/disputes/${oldest!.id}/accept`, { reason: 'other' })
  await bridge.poll()
  assert.deepEqual(await states(), made.map(each => (each === oldest ? 'accepted' : 'needs_response')))
}
