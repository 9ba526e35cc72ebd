import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { desk } from '../../test/kit/cli.ts'

test('a connection is made from a file, tested, paused, resumed and removed, and its secret is never printed', async t => {
  const { cli, kit, key } = await desk(t)
  const folder = mkdtempSync(join(tmpdir(), 'parley-cli-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = (name: string, text: string): string => {
    const path = join(folder, name)
    writeFileSync(path, text)
    chmodSync(path, 0o600)
    return path
  }
  const add = (path: string) => cli(['connection', 'add', 'Main', '--dialect', 'native', '--url', kit.url, '--credentials', path, '--paused', '--json'])
  const made = await add(file('good.json', JSON.stringify({ key })))
  assert.equal(made.code, 0, made.stderr)
  const { id } = JSON.parse(made.stdout) as { id: string }
  assert.deepEqual([(await cli(['connection', 'test', id])).code, (await cli(['connection', 'pause', id])).code, (await cli(['connection', 'resume', id])).code], [0, 0, 0])
  assert.match((await cli(['connection', 'get', id])).stdout, /health last answer 20\d\d-\S+Z, 0 of 1 failed, their clock -?[\d.]+ s from ours/)
  const wrong = JSON.parse((await add(file('wrong.json', '{"key":"pk_wrong_wrong_wrong"}'))).stdout) as { id: string }
  assert.equal((await cli(['connection', 'test', wrong.id])).code, 7)
  const listed = await cli(['connection', 'list'])
  assert.ok(listed.stdout.includes(id) && listed.stdout.includes(wrong.id), listed.stdout)
  for (const { stdout, stderr } of [made, listed, await cli(['connection', 'get', wrong.id])]) assert.ok(!(stdout + stderr).includes('pk_wrong'), stdout)
  assert.deepEqual([(await cli(['connection', 'remove', wrong.id])).code, (await cli(['connection', 'get', wrong.id])).code], [0, 3])
  assert.deepEqual([(await add(file('bad.json', 'no json'))).code, (await cli(['connection', 'add', 'Main'])).code, (await cli(['connection', 'stop', id])).code], [10, 2, 2])
})
