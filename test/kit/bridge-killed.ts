/** A Parley as a process of its own that reaches a provider, is killed, and starts again on what it had written. */
import assert from 'node:assert/strict'
import { sandboxAdminKey } from '../../src/app/config.ts'
import type { DialectName } from '../../src/core/dispute.ts'
import { processFolder } from './app-process.ts'
import { asked, startSide, until, type Side } from './bridge.ts'
import { openedAt } from './far-side.ts'

export type Killable = {
  far: Side
  connection: string
  /** A call of the merchant here, wherever it now is. */
  ask(path: string, body?: unknown, more?: Parameters<typeof asked>[4]): ReturnType<typeof asked>
  url(): Promise<string>
  key: string
  /** Opens one there and waits until it is here. */
  dispute(opening: object): Promise<{ here: string; there: string }>
  /** Kills it, waits for those calls of it that are under way, and starts it again. */
  kill(underWay: readonly Promise<unknown>[]): Promise<void>
}

export async function startKillable(t: { after(work: () => Promise<void> | void): void }, dialect: DialectName, credentialsOf: (far: Side) => object): Promise<Killable> {
  const { folder, start } = processFolder(t)
  const far = await startSide()
  t.after(() => far.close())
  const begin = () => start(['serve'], { DATABASE_URL: `sqlite:${folder}/near.db`, LOG_LEVEL: 'info' })
  let near = begin()
  const made = await asked(await near.url, sandboxAdminKey, '/v1/merchants', { name: 'Mill' })
  const key = made.body.credentials.native.key as string
  const ask: Killable['ask'] = async (path, body, more) => asked(await near.url, key, path, body, more)
  const connected = await ask('/v1/connections', { dialect, name: 'Far', url: far.url, credentials: credentialsOf(far), settings: { poll_ms: 1_000, connect_ms: 5_000, answer_ms: 3_000 } })
  assert.equal(connected.status, 201, connected.text)
  return {
    far, key, ask, connection: connected.body.id as string, url: () => near.url,
    async dispute(opening) {
      const { id: there, theirs } = await openedAt(far, { dialect, ...opening })
      const theirId = dialect === 'native' ? there : theirs.id
      return { there, here: await until(async () => (await ask(`/v1/disputes?their_id=${theirId}`)).body.data[0]?.id as string | undefined, 180_000, `${theirId} here`) }
    },
    async kill(underWay) {
      near.child.kill('SIGKILL')
      await Promise.all([near.ended, ...underWay])
      near = begin()
    },
  }
}
