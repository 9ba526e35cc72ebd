// The command lines of Moov's documentation, with curl itself and nothing changed but address, keys and ids.
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { startMoov, unknownId } from '../../kit/moov.ts'

const kit = await startMoov({ socket: true })
const folder = mkdtempSync(join(tmpdir(), 'parley-moov-'))
after(async () => {
  rmSync(folder, { recursive: true })
  await kit.close()
})
const mine = await kit.account()
const absent = spawnSync('curl', ['--version']).error ? 'this machine has no curl' : undefined

/** Prints the body and, on a line of its own, the status. */
async function curl(...words: string[]): Promise<{ status: number; text: string }> {
  const { stdout } = await promisify(execFile)('curl', ['-s', '-w', '\n%{http_code}', ...words])
  const end = stdout.lastIndexOf('\n')
  return { status: Number(stdout.slice(end + 1)), text: stdout.slice(0, end) }
}

/** docs.moov.io/api/money-movement/disputes/post shows a bearer token. */
async function bearer(scopes: string): Promise<string> {
  const { text } = await curl('-X', 'POST', `${kit.url}/oauth2/token`, '-u', `${mine.username}:${mine.password}`, '-H', 'Content-Type: application/x-www-form-urlencoded', '--data-urlencode', 'grant_type=client_credentials', '--data-urlencode', `scope=${scopes}`)
  return (JSON.parse(text) as { access_token: string }).access_token
}

test('accepting a dispute with the documented line', async t => {
  if (absent) return t.skip(absent)
  const disputeID = await mine.open()
  const token = await bearer(`/accounts/${mine.account}/transfers.read`)
  const line = ['-X', 'POST', `${kit.url}/accounts/${mine.account}/disputes/${disputeID}/accept`, '-H', `Authorization: Bearer ${token}`]
  const { status, text } = await curl(...line)
  assert.deepEqual([status, (JSON.parse(text) as { status: string }).status], [200, 'accepted'])
  assert.equal((await curl(...line)).status, 409)
})

test('bodies and content types that accepting does not ask for are not looked at', async t => {
  if (absent) return t.skip(absent)
  const json = ['-H', 'Content-Type: application/json']
  for (const more of [json, [...json, '-d', ''], [...json, '-d', '{'], ['-d', 'a=b'], ['-d', '{}'], ['-H', 'Content-Type: text/plain', '-d', 'please'], ['-H', 'X-Idempotency-Key: 1', '-H', 'Cookie;']]) {
    const disputeID = await mine.open()
    const { status } = await curl('-X', 'POST', `${kit.url}/accounts/${mine.account}/disputes/${disputeID}/accept`, '-u', `${mine.username}:${mine.password}`, ...more)
    assert.equal(status, 200, more.join(' '))
  }
})

test('reading with a body, through a proxy, and with the version header twice', async t => {
  if (absent) return t.skip(absent)
  const url = `${kit.url}/accounts/${mine.account}/disputes`
  const auth = ['-u', `${mine.username}:${mine.password}`]
  for (const more of [['-X', 'GET', '-d', '{"a":1}'], ['--request-target', `http://api.moov.io/accounts/${mine.account}/disputes`], ['-H', 'X-Moov-Version: v2026.07.00', '-H', 'x-moov-version: v2026.07.00']]) {
    const { status, text } = await curl(url, ...auth, ...more)
    assert.deepEqual([status, Array.isArray(JSON.parse(text))], [200, true], more.join(' '))
  }
  assert.equal((await curl(url, ...auth, '-H', 'Authorization: Bearer x')).status, 401)
  assert.equal((await curl(url, '-H', `Authorization: ${mine.basic}`, '-H', `Authorization: ${mine.basic}`)).status, 400)
})

test('uploading a file with the documented line, the file first', async t => {
  if (absent) return t.skip(absent)
  const disputeID = await mine.open()
  const path = join(folder, 'receipt.pdf')
  writeFileSync(path, '%PDF')
  const url = `${kit.url}/accounts/${mine.account}/disputes/${disputeID}/evidence-file`
  const auth = ['-u', `${mine.username}:${mine.password}`]
  const { status, text } = await curl('-X', 'POST', url, ...auth, '-F', `file=@${path};type=application/pdf`, '-F', 'evidenceType=receipt')
  assert.deepEqual([status, (JSON.parse(text) as { filename: string }).filename], [201, 'receipt.pdf'])
  assert.deepEqual(await curl('-X', 'POST', url.replace(disputeID, unknownId), ...auth, '-F', `file=@${path};type=application/pdf`, '-F', 'evidenceType=receipt'), { status: 404, text: '' })
})
