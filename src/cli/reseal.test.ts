import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { parley } from '../../test/kit/cli.ts'
import { connection, mill } from '../../test/kit/builders.ts'
import { connectionOf, connectionRow, usualSettings } from '../engine/connection.ts'
import { createVault } from '../engine/vault.ts'
import { openStore } from '../store/open.ts'

test('what a database keeps sealed under the old key is sealed under the new one, once, and without both keys nothing is touched', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-reseal-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const DATABASE_URL = `sqlite:${join(folder, 'p.db')}`
  const [older, newer] = [randomBytes(32), randomBytes(32)]
  const both = `${newer.toString('base64')},${older.toString('base64')}`
  const sealed = connectionRow({ merchant: mill, id: connection, dialect: 'omise', name: 'Far', url: 'https://far.example', state: 'active', credentials: { secret_key: 'skey_1' }, settings: usualSettings, createdAt: 0, updatedAt: 0 }, createVault([older], randomBytes))
  const opened = async <T>(work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>): Promise<T> => {
    const store = await openStore(DATABASE_URL, { migrates: true })
    return work(store).finally(() => store.close())
  }
  await opened(store => store.transact([{ batch: 'b', merchant: mill, at: 1, disputes: [], payments: [], keys: [], credentials: [] }], () => [{ table: 'merchant', rows: [{ merchant: mill, name: 'Mill', createdAt: 1, body: '{}' }] }, { table: 'connection', rows: [sealed] }]))
  for (const PARLEY_SEAL_KEY of [undefined, newer.toString('base64')]) assert.equal((await parley(['reseal'], { DATABASE_URL, ...(PARLEY_SEAL_KEY ? { PARLEY_SEAL_KEY } : {}) })).code, 10)
  const done = await parley(['reseal', '--json'], { DATABASE_URL, PARLEY_SEAL_KEY: both })
  assert.deepEqual([done.code, done.stdout], [0, '{"read":1,"changed":1,"left":0}\n'], done.stderr)
  const row = await opened(store => store.reads.connectionById(connection))
  assert.deepEqual([connectionOf(row!, createVault([newer], randomBytes)).credentials, { ...row, sealed: '' }], [{ secret_key: 'skey_1' }, { ...sealed, sealed: '' }])
  assert.equal((await parley(['reseal'], { DATABASE_URL, PARLEY_SEAL_KEY: both })).stdout, '0 of 1 sealed anew, 0 left\n')
})
