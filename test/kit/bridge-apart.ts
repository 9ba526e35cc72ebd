/** A provider in a process of its own: a Parley that speaks a dialect's language, reached over a connection from another one here. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sandboxAdminKey } from '../../src/app/config.ts'
import type { ConnectionId } from '../../src/core/ids.ts'
import { startProcess, type Running } from './app-process.ts'
import { asked, startSide, until, type Bridge, type Side } from './bridge.ts'
import type { Opening } from './bridge-faults.ts'

export type ApartOptions = { opening: Opening; credentials?: Record<string, string>; env?: Record<string, string>; settings?: object }

/** An hour between two readings, so that a test says when; short waits, so that silence is over soon. */
const usual = { poll_ms: 3_600_000, connect_ms: 1_000, answer_ms: 3_000 }

export async function startApart({ opening, credentials = {}, env = {}, settings = {} }: ApartOptions): Promise<Bridge> {
  const { dialect } = opening
  const folder = mkdtempSync(join(tmpdir(), `parley-${dialect}-`))
  const far = await farSide(startProcess(['serve'], folder, { DATABASE_URL: `sqlite:${join(folder, 'far.db')}`, LOG_LEVEL: 'info', ...env }))
  const near = await startSide({ workers: true })
  const made = await near.ask('/v1/connections', { dialect, name: dialect, url: far.url, credentials: { ...far.credentials[dialect], ...credentials }, settings: { ...usual, ...settings } })
  if (made.status !== 201) throw new Error(`Not connected: ${made.text}`)
  const connection = made.body.id as ConnectionId
  const poll = (): Promise<void> => polled(near, connection)
  return {
    far, near, connection, poll,
    async dispute(over = {}) {
      const opened = await far.admin('/v1/sandbox/disputes', { merchant: far.merchant, respond_in: 'P7D', ...opening, ...over })
      if (opened.status !== 201) throw new Error(`Not opened: ${JSON.stringify(opened.body)}`)
      await poll()
      const held = await near.app.engine.reads.disputeByTheirs(near.merchant, dialect, opened.body.theirs.id)
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
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function farSide({ child, url: told, ended }: Running): Promise<Side> {
  const url = await told
  const made = await asked(url, sandboxAdminKey, '/v1/merchants', { name: 'Mill' })
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
  }, 60_000, 'A reading')
}
