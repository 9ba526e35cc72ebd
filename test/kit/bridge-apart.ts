/** A provider in a process of its own: a Parley that speaks a dialect's language, reached over a connection from another one here. */
import type { ConnectionId } from '../../src/core/ids.ts'
import { startSide, until, type Bridge, type Side } from './bridge.ts'
import type { Opening } from './bridge-faults.ts'
import { faultAt, openedAt, startFarSide } from './far-side.ts'

export type ApartOptions = { opening: Opening; credentials?: Record<string, string>; env?: Record<string, string>; settings?: object }

/** An hour between two readings, so that a test says when; short waits, so that silence is over soon. */
const usual = { poll_ms: 3_600_000, connect_ms: 5_000, answer_ms: 3_000 }

export async function startApart({ opening, credentials = {}, env = {}, settings = {} }: ApartOptions): Promise<Bridge> {
  const { dialect } = opening
  const far = await startFarSide({ env })
  const near = await startSide({ workers: true })
  const made = await near.ask('/v1/connections', { dialect, name: dialect, url: far.url, credentials: { ...far.credentials[dialect], ...credentials }, settings: { ...usual, ...settings } })
  if (made.status !== 201) throw new Error(`Not connected: ${made.text}`)
  const connection = made.body.id as ConnectionId
  const poll = (): Promise<void> => polled(near, connection)
  return {
    far, near, connection, poll,
    async dispute(over = {}) {
      const { id: there, theirs } = await openedAt(far, { ...opening, ...over })
      await poll()
      const held = await near.app.engine.reads.disputeByTheirs(near.merchant, dialect, theirs.id)
      if (!held) throw new Error('It did not come over')
      return { here: held.dispute.id, there }
    },
    fault: faultAt(far, dialect),
    async close() {
      await near.close()
      await far.close()
    },
  }
}

/** Resolves when a round that began from now on has come to its end, and no other is under way. */
async function polled(near: Side, connection: ConnectionId): Promise<void> {
  const { engine: { reads, world }, store, workers } = near.app
  const since = world.now()
  await until(async () => {
    const { leaseUntil, beganAt, endedAt } = (await reads.poll(near.merchant, connection))!
    if (leaseUntil !== 0) return false
    if ((beganAt ?? 0) >= since && (endedAt ?? 0) >= since) return true
    await store.bridge.hurryPoll(near.merchant, connection, since)
    workers.wake()
    return false
  }, 180_000, 'A reading')
}
