import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test, type TestContext } from 'node:test'
import { parley, desk, type Said } from '../../test/kit/cli.ts'
import { freshDatabase, postgresForTests } from '../../test/kit/postgres.ts'
import { startParley } from '../../test/kit/server.ts'
import { openStore } from '../store/open.ts'
import { readMigrations } from '../store/migrate.ts'

test('migrate shows its plan without making a file, applies it, and then has nothing left', async t => {
  const { at, run } = place(t)
  const names = readMigrations('sqlite').map(({ name }) => name)
  const plan = await run('migrate', '--dry-run')
  assert.deepEqual([plan.code, plan.stdout.trim().split('\n'), existsSync(at('p.db'))], [0, names, false])
  assert.deepEqual(JSON.parse((await run('migrate', '--json')).stdout), { applied: names })
  assert.deepEqual(JSON.parse((await run('migrate', '--dry-run', '--json')).stdout), { missing: [] })
})

test('check, backup and restore, while the server runs and after', async t => {
  const { at, run } = place(t)
  const first = await served(t, at('p.db'))
  const [kept, decided] = [await first.open(), await first.open()]
  const checked = await run('check', '--json')
  assert.deepEqual([checked.code, JSON.parse(checked.stdout).ok, JSON.parse(checked.stdout).counts.disputes], [0, true, 2], checked.stderr)
  assert.equal((await run('backup', at('b/one.db'))).code, 0)
  assert.equal((await run('backup', at('b/one.db'))).code, 10, 'a backup never overwrites')
  assert.equal((await first.cli(['accept', decided, '--reason', 'other', '--yes'])).code, 0)
  const tooEarly = await run('restore', at('b/one.db'))
  assert.deepEqual([tooEarly.code, /has .*p\.db open/.test(tooEarly.stderr)], [10, true], 'the server holds it')
  await first.kit.close()
  const restored = await run('restore', at('b/one.db'), '--json')
  assert.equal(restored.code, 0, restored.stderr)
  const second = await startParley({ store: `sqlite:${at('p.db')}` })
  t.after(second.close)
  const { items } = await second.engine.reads.disputes(first.merchant as never, {}, 'opened_oldest', null, 10)
  assert.deepEqual(items.map(({ id, state }) => [id, state]), [[kept, 'needs_response'], [decided, 'needs_response']])
  const { kept: old } = JSON.parse(restored.stdout) as { kept: string }
  assert.equal((await parley(['check'], { DATABASE_URL: `sqlite:${old}` })).code, 0, 'what was there before is kept whole')
  assert.deepEqual(readdirSync(at('.')).filter(name => /restoring|checking|part$/.test(name)), [])
})

test('what does not fit together is named with exit code 5, and is not restored', async t => {
  const { at, run } = place(t)
  const { kit, open } = await served(t, at('p.db'))
  const id = await open()
  assert.equal((await run('backup', at('bad.db'))).code, 0)
  await kit.close()
  const raw = new DatabaseSync(at('bad.db'))
  raw.exec(`update dispute set amount = amount + 1`)
  raw.close()
  const before = readFileSync(at('p.db'))
  const refused = await run('restore', at('bad.db'))
  assert.deepEqual([refused.code, refused.stderr.includes(id)], [5, true], refused.stderr)
  assert.ok(before.equals(readFileSync(at('p.db'))))
  const checked = await parley(['check'], { DATABASE_URL: `sqlite:${at('bad.db')}` })
  assert.deepEqual([checked.code, checked.stdout.includes(id), /dispute_differs/.test(checked.stdout)], [5, true, true])
})

test('what is overdue is judged by the clock of the database, and is a warning', async t => {
  const { at, run } = place(t)
  const { kit, open } = await served(t, at('p.db'))
  await open({ respond_in: 'P3650D' })
  await kit.close()
  assert.doesNotMatch((await run('check')).stdout, /overdue/)
  const raw = new DatabaseSync(at('p.db'))
  raw.exec(`insert into setting (merchant, name, value) values ('', 'clock_offset', '${20 * 365 * 86_400_000}')`)
  raw.close()
  const { code, stdout } = await run('check')
  assert.deepEqual([code, /warning: overdue/.test(stdout)], [0, true], stdout)
})

test('a server that died leaves a log, and its database is set aside with what is in the log', async t => {
  const { at, run } = place(t)
  const { kit, open, merchant } = await served(t, at('p.db'))
  await open()
  assert.equal((await run('backup', at('one.db'))).code, 0)
  const late = await open()
  await kit.close()
  // A log that nobody has brought into the database yet, as after a power cut.
  const holder = new DatabaseSync(at('p.db'))
  holder.exec(`pragma wal_autocheckpoint = 0; insert into setting (merchant, name, value) values ('', 'late', '1')`)
  const { kept } = JSON.parse((await run('restore', at('one.db'), '--json')).stdout) as { kept: string }
  holder.close()
  const old = new DatabaseSync(kept, { readOnly: true })
  assert.deepEqual([old.prepare('select id from dispute where merchant = ? and id = ?').get(merchant, late)?.['id'], old.prepare(`select value from setting where name = 'late'`).get()?.['value']], [late, '1'])
  old.close()
  assert.equal((await run('check')).code, 0)
})

test('a store that is not there, or not reachable, is said in a sentence', async t => {
  const { run } = place(t)
  for (const [args, env, code] of [
    [['check'], {}, 3], [['backup', 'x.db'], {}, 3], [['restore', 'x.db'], {}, 3], [['check'], { DATABASE_URL: 'sqlite::memory:' }, 10],
    [['check'], { DATABASE_URL: 'mysql://x/y' }, 10], [['check'], { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/none' }, 9],
  ] as const) {
    const said = Object.keys(env).length ? await parley(args, env) : await run(...args)
    assert.deepEqual([said.code, /\n\s+at |secret/.test(said.stderr)], [code, false], said.stderr)
  }
})

test('for PostgreSQL backup and restore name its own tools, without the password', async () => {
  for (const [verb, tool] of [['backup', 'pg_dump'], ['restore', 'pg_restore']] as const) {
    const { code, stderr } = await parley([verb, 'x y.dump'], { DATABASE_URL: 'postgres://parley:hushhush@db.example:5433/parley?sslmode=require' })
    assert.deepEqual([code, stderr.includes(tool), stderr.includes('hushhush'), stderr.includes(`'x y.dump'`)], [10, true, false, true], stderr)
  }
})

test('migrate and check work on PostgreSQL', async t => {
  const server = await postgresForTests()
  if ('absent' in server) return t.skip(server.absent)
  t.after(server.stop)
  const { url, drop } = await freshDatabase(server.url)
  const names = readMigrations('postgres').map(({ name }) => name)
  const run = (...args: string[]): Promise<Said> => parley(args, { DATABASE_URL: url })
  assert.deepEqual(JSON.parse((await run('migrate', '--dry-run', '--json')).stdout), { missing: names })
  assert.equal((await run('check')).code, 10, 'it lacks its tables')
  assert.deepEqual(JSON.parse((await run('migrate', '--json')).stdout), { applied: names })
  assert.deepEqual(JSON.parse((await run('migrate', '--json')).stdout), { applied: [] })
  const checked = await run('check')
  assert.deepEqual([checked.code, /Everything fits together/.test(checked.stdout)], [0, true], checked.stderr)
  await drop()
})

test('a check of PostgreSQL does not take what a server is writing for damage', async t => {
  const server = await postgresForTests()
  if ('absent' in server) return t.skip(server.absent)
  const { url, drop } = await freshDatabase(server.url)
  const { kit, open, api } = await desk({ after: () => {} }, { store: url })
  t.after(async () => {
    await kit.close()
    await drop()
    await server.stop()
  })
  let checking = true
  const callers = Array.from({ length: 6 }, async () => {
    while (checking) await api('POST', `/v1/disputes/${await open()}/accept`, { reason: 'other' })
  })
  const { code, stdout, stderr } = await parley(['check'], { DATABASE_URL: url })
  checking = false
  await Promise.all(callers)
  assert.equal(code, 0, stdout + stderr)
})

test("a sandbox's sealing key goes with its backup, for its owner alone", async t => {
  const { at, run } = place(t)
  const store = await openStore(`sqlite:${at('p.db')}`)
  await store.close()
  writeFileSync(at('p.db.key'), 'bm90IGEga2V5\n', { mode: 0o600 })
  assert.equal((await run('backup', at('b.db'))).code, 0)
  assert.deepEqual([readFileSync(at('b.db.key'), 'utf8'), statSync(at('b.db.key')).mode & 0o777], ['bm90IGEga2V5\n', 0o600])
})

function place(t: TestContext): { at(name: string): string; run(...args: string[]): Promise<Said> } {
  const folder = mkdtempSync(join(tmpdir(), 'parley-cli-store-'))
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const at = (name: string): string => join(folder, name)
  return { at, run: (...args) => parley(args, { DATABASE_URL: `sqlite:${at('p.db')}` }, folder) }
}

/** Closing twice is closing once. */
async function served(t: TestContext, path: string): ReturnType<typeof desk> {
  const none = { after: () => {} }
  const found = await desk(none, { store: `sqlite:${path}` })
  const { close } = found.kit
  let closing: Promise<void> | null = null
  found.kit.close = () => (closing ??= close())
  t.after(found.kit.close)
  return found
}
