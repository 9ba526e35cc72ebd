// SQLite: the common suite, in a file and in memory.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { conformance } from './conformance.ts'
import { openStore } from './open.ts'

conformance('SQLite in memory', async () => {
  const store = await openStore('sqlite::memory:', { sandbox: true })
  return { store, close: () => store.close() }
})

conformance('SQLite in a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-sqlite-'))
  const store = await openStore(`sqlite:${join(folder, 'parley.db')}`, { sandbox: true })
  return { store, close: () => store.close().then(() => rmSync(folder, { recursive: true })) }
})
