/** Moov as the provider: a Parley in a process of its own speaks its language, another one here reaches it through a connection. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sandboxAdminKey } from '../../src/app/config.ts'
import type { ConnectionId } from '../../src/core/ids.ts'
import { startProcess, type Running } from './app-process.ts'
import { asked, startSide, until, type Bridge, type Side } from './bridge.ts'

export type MoovBridge = Bridge & { admin: string; opening: typeof moovOpening }

export const moovOpening = { dialect: 'moov' as const, amount: { value: 257_753, currency: 'USD' }, reason: { category: 'fraud', code: '10.4' }, payment: { id: 'ecac148a-917e-4ee0-b46a-c51408939fff' } }

/** An hour between two readings, so that a test says when; short waits, so that silence is over soon. */
const settings = { poll_ms: 3_600_000, connect_ms: 1_000, answer_ms: 3_000 }

export async function startMoovBridge(): Promise<MoovBridge> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-moov-'))
  const process = startProcess(['serve'], folder, { DATABASE_URL: `sqlite:${join(folder, 'far.db')}`, LOG_LEVEL: 'info' })
  const far = await farSide(process)
  const near = await startSide({ workers: true })
  const made = await near.ask('/v1/connections', { dialect: 'moov', name: 'Moov', url: far.url, credentials: far.credentials.moov, settings })
  if (made.status !== 201) throw new Error(`Not connected: ${made.text}`)
  const connection = made.body.id as ConnectionId
  const poll = (): Promise<void> => polled(near, connection)
  return {
    far, near, connection, poll, admin: sandboxAdminKey, opening: moovOpening,
    async dispute(over = {}) {
      const opened = await far.admin('/v1/sandbox/disputes', { merchant: far.merchant, respond_in: 'P7D', ...moovOpening, ...over })
      if (opened.status !== 201) throw new Error(`Not opened: ${JSON.stringify(opened.body)}`)
      await poll()
      const held = await near.app.engine.reads.disputeByTheirs(near.merchant, 'moov', opened.body.theirs.id)
      if (!held) throw new Error('It did not come over')
      return { here: held.dispute.id, there: opened.body.id }
    },
    async fault(operation, fault, times = 1) {
      const set = await far.admin('/v1/sandbox/faults', { dialect: 'moov', operation, fault, times })
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

/** Resolves when a round that began from now on has come to its end. */
async function polled(near: Side, connection: ConnectionId): Promise<void> {
  const { engine: { reads, world }, store, workers } = near.app
  const readFrom = async (since: number) => {
    const row = await reads.poll(near.merchant, connection)
    return row?.leaseUntil === 0 && (row.beganAt ?? 0) >= since && (row.endedAt ?? 0) >= since
  }
  await until(() => readFrom(1), 60_000, 'The first reading')
  const since = world.now()
  await store.bridge.hurryPoll(near.merchant, connection, since)
  workers.wake()
  await until(() => readFrom(since), 60_000, 'A reading')
}
