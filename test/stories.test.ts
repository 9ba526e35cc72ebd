/** Plays every story on both stores, and asks whether together they have seen everything that may happen to a dispute. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { table } from '../src/core/can.ts'
import type { CommandKind } from '../src/core/command.ts'
import { states } from '../src/core/dispute.ts'
import type { Store } from '../src/engine/store.ts'
import { openStore } from '../src/store/open.ts'
import { freshDatabase, postgresForTests } from './kit/postgres.ts'
import { cellOf, playStory, type Seen } from './kit/stories-run.ts'

const stories = globSync('test/stories/*.story').sort().map(file => ({ name: basename(file, '.story'), text: readFileSync(file, 'utf8') }))
const postgres = await postgresForTests()

onStore('SQLite', async () => ({ store: await openStore('sqlite::memory:'), stop: async () => {} }), null)
onStore('PostgreSQL', onPostgres, 'absent' in postgres ? postgres.absent : null)

type Opened = { store: Store; stop(): Promise<void> }

function onStore(kind: string, open: () => Promise<Opened>, absent: string | null): void {
  describe(`stories on ${kind}`, { skip: absent ?? false }, () => {
    const seen: Seen = new Set()
    let opened: Opened
    before(async () => void (opened = await open()))
    after(async () => {
      await opened.store.close()
      await opened.stop()
    })
    for (const { name, text } of stories) test(`${name}: ${text.split('\n')[0]}`, () => playStory(opened.store, name, text, seen))
    test('together they have seen everything that may happen in every state', () => assert.deepEqual(allCells().filter(cell => !seen.has(cell)), []))
  })
}

function allCells(): string[] {
  return states.flatMap(state => {
    const { otherwise, ...row } = table[state]
    assert.notEqual(otherwise, 'yes')
    return Object.entries(row).filter(([, cell]) => cell === 'yes' || typeof cell === 'function').map(([command]) => cellOf(state, command as CommandKind))
  })
}

async function onPostgres(): Promise<Opened> {
  assert.ok('url' in postgres)
  const { url, drop } = await freshDatabase(postgres.url)
  return { store: await openStore(url), stop: () => drop().then(() => postgres.stop()) }
}
