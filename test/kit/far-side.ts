/** The provider of a bridge in a process of its own: what can be asked of it, by its merchant and by the other side. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sandboxAdminKey } from '../../src/app/config.ts'
import { startProcess } from './app-process.ts'
import { asked, type Bridge, type Side } from './bridge.ts'

export type FarOptions = { env?: Record<string, string>; credentials?: Record<string, Record<string, string>> }

export async function startFarSide({ env = {}, credentials }: FarOptions = {}): Promise<Side> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-far-'))
  const { child, url: told, ended } = startProcess(['serve'], folder, { DATABASE_URL: `sqlite:${join(folder, 'far.db')}`, LOG_LEVEL: 'info', ...env })
  const url = await told
  const made = await asked(url, sandboxAdminKey, '/v1/merchants', { name: 'Mill', ...(credentials && { credentials }) })
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
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Opened by the other side there; what its API says of it. */
export async function openedAt({ admin, merchant }: Side, opening: object): Promise<{ id: string; theirs: { id: string } }> {
  const opened = await admin('/v1/sandbox/disputes', { merchant, respond_in: 'P7D', ...opening })
  if (opened.status !== 201) throw new Error(`Not opened: ${JSON.stringify(opened.body)}`)
  return opened.body
}

export const faultAt = ({ admin }: Side, dialect: string): Bridge['fault'] => async (operation, fault, times = 1) => {
  const set = await admin('/v1/sandbox/faults', { dialect, operation, fault, times })
  if (set.status >= 300) throw new Error(`No fault: ${JSON.stringify(set.body)}`)
}
