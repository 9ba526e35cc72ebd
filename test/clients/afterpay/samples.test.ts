/**
 * The samples of the documentation, as they are printed there but for the origin, over a real socket: curl and Node's fetch, and Python's
 * urllib where the machine has it. No library for these calls is published for Node, nor for anything else that was looked through.
 */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { startCases } from '../../kit/afterpay.ts'
import { samplePdf } from '../../kit/native.ts'
import { startParley } from '../../kit/server.ts'

const { kit, A, N, U, W } = await startCases({ socket: true })
const folder = mkdtempSync(join(tmpdir(), 'parley-afterpay-'))
after(async () => {
  rmSync(folder, { recursive: true, force: true })
  await kit.close()
})
const lacks = (program: string): boolean => spawnSync(program, ['--version']).error !== undefined
const noCurl = lacks('curl') && 'this machine has no curl'
const url = `${kit.url}/v2/disputes`
const pair = ['-u', '32:abcdefgh']
const agent = ['-H', 'User-Agent: User-Agent']
const statusOf = async (id: string): Promise<unknown> => (await A.call('GET', `/v2/disputes/${id}`)).body.status

type Ran = { status: number; type: string; body: Record<string, unknown>; text: string }

async function curl(...args: string[]): Promise<Ran> {
  const child = spawn('curl', ['-sS', '-w', '\n%{http_code} %{content_type}', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let wrong = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => void (output += piece))
  child.stderr.setEncoding('utf8').on('data', (piece: string) => void (wrong += piece))
  const [code] = (await once(child, 'close')) as [number]
  assert.equal(code, 0, wrong)
  const end = output.lastIndexOf('\n')
  const [status, type = ''] = output.slice(end + 1).split(' ')
  const text = output.slice(0, end)
  return { status: Number(status), type, text, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown> }
}

test('curl: the line of the accept page accepts', async t => {
  if (noCurl) return t.skip(noCurl)
  const { id } = await kit.dispute(A)
  const { status, type, body } = await curl(`${url}/${id}/accept`, ...agent, ...pair)
  assert.deepEqual([status, type, body.id, body.status, body.open, body.closingReason], [200, 'application/json', id, 'lost', false, 'merchant_accepted'])
  assert.equal((await curl(`${url}/${id}/accept`, ...agent, ...pair)).status, 412)
})

test('curl: -X POST sends no body and no content type, and accepts', async t => {
  if (noCurl) return t.skip(noCurl)
  assert.equal((await curl('-X', 'POST', `${url}/${U.id}/accept`, ...agent, ...pair)).body.status, 'lost')
})

test('curl: reading, the list, and every class of error', async t => {
  if (noCurl) return t.skip(noCurl)
  assert.equal((await curl(`${url}/${W.id}`, ...agent, ...pair)).body.status, 'won')
  assert.equal((await curl(`${url}?offset=0&limit=10`, ...agent, ...pair)).body.offset, 0)
  const json = ['-H', 'Content-Type: application/json']
  const cases: [number, string[]][] = [
    [401, [`${url}/${N.id}/accept`, ...agent]], [401, [`${url}/${N.id}/accept`, ...agent, '-u', '32:wrong']], [401, [`${url}/${N.id}/accept`, '-H', 'Authorization: Basic 32:abcdefgh']],
    [404, [`${url}/dispute_id/accept`, ...agent, ...pair]], [404, [`${url}/${N.id}/accept/`, ...pair]], [405, ['-X', 'PUT', `${url}/${N.id}/accept`, ...pair]], [405, ['-X', 'DELETE', `${url}/${N.id}`, ...pair]],
    [406, [`${url}/${N.id}/accept`, ...pair, '-H', 'Accept: text/html']], [412, [`${url}/${W.id}/accept`, ...pair]], [400, [`${url}/${N.id}`, ...pair, ...json, '-d', '{']],
    [415, [`${url}/${N.id}`, ...pair, '-d', 'a=1']], [422, [`${url}/${N.id}`, ...pair, ...json, '-d', '{"evidence":{}}']], [422, [`${url}?limit=0`, ...pair]], [403, [`${url}/${N.id}/accept`, ...pair, '-H', 'Sec-Purpose: prefetch']],
    [413, [`${url}/${N.id}`, ...pair, ...json, '-d', `"${'x'.repeat(100)}"`, '-H', 'Content-Length: 99999999', '--max-time', '20']],
  ]
  for (const [status, args] of cases) {
    const heard = await curl(...args)
    assert.deepEqual([heard.status, heard.body.httpStatusCode], [status, status], args.join(' '))
  }
  assert.equal(await statusOf(N.id), 'needs_response')
})

test('curl: HEAD on accept does nothing', async t => {
  if (noCurl) return t.skip(noCurl)
  const { status, text } = await curl('-I', `${url}/${N.id}/accept`, ...agent, ...pair)
  assert.equal(status, 405)
  assert.match(text, /^allow: GET, POST, OPTIONS\r?$/im)
  assert.match(text, /^cache-control: no-store\r?$/im)
  assert.equal(await statusOf(N.id), 'needs_response')
})

test('curl: a file goes up as a form, is linked, comes down, and goes out with a response', async t => {
  if (noCurl) return t.skip(noCurl)
  const path = join(folder, 'receipt.pdf')
  writeFileSync(path, samplePdf)
  const { body: file } = await curl(`${url}/files`, ...agent, ...pair, '-F', `file=@${path}`, '-F', 'fileType=dispute_evidence')
  const { body: link } = await curl(`${url}/files/${String(file.id)}?id=${String(file.id)}`, ...agent, ...pair)
  const bytes = await curl(String(link.url))
  assert.deepEqual([bytes.status, bytes.type, bytes.text], [200, 'application/octet-stream', samplePdf])
  const { id } = await kit.dispute(A)
  const response = JSON.stringify({ id, evidence: { shippingDocumentation: file.id } })
  const { status, body } = await curl(`${url}/${id}`, ...agent, ...pair, '-H', 'Content-Type: application/json', '-d', response)
  assert.deepEqual([status, body.status, body.open], [200, 'under_review', true])
})

test('curl: the line of the README works with the sample merchants', async t => {
  if (noCurl) return t.skip(noCurl)
  const sample = await startParley({ socket: true, cast: true })
  t.after(() => sample.close())
  const [, line] = /```sh\n(curl .*)\n```/.exec(readFileSync(new URL('../../../src/dialects/afterpay/README.md', import.meta.url), 'utf8'))!
  const { status, body } = await curl(...line!.replace('localhost:4242', sample.url).split(' ').slice(1))
  assert.deepEqual([status, (body.data as { amount: string }[]).map(({ amount }) => amount)], [200, ['148.46']])
})

test('fetch: the sample of the page with the pair in base 64 accepts, and with the pair as it is printed does not', async () => {
  const { id } = await kit.dispute(A)
  const ask = (authorization: string, method = 'GET') => fetch(`${url}/${id}/accept`, { method, headers: { 'User-Agent': 'User-Agent', Authorization: authorization } })
  assert.equal((await ask('Basic 32:abcdefgh')).status, 401)
  const answer = await ask('Basic MzI6YWJjZGVmZ2g=')
  assert.deepEqual([answer.status, answer.headers.get('cache-control'), answer.headers.get('etag'), ((await answer.json()) as { status: string }).status], [200, 'no-store', null, 'lost'])
  assert.equal((await ask('Basic MzI6YWJjZGVmZ2g=', 'POST')).status, 412)
})

test('fetch: a form with a Blob is an upload', async () => {
  const form = new FormData()
  form.set('file', new Blob([samplePdf], { type: 'application/pdf' }), 'receipt.pdf')
  form.set('fileType', 'dispute_evidence')
  const answer = await fetch(`${url}/files`, { method: 'POST', headers: { Authorization: 'Basic MzI6YWJjZGVmZ2g=' }, body: form })
  assert.match(((await answer.json()) as { id: string }).id, /^fi_/)
})

test('python: the sample in the form of its standard library accepts', async t => {
  if (lacks('python3')) return t.skip('this machine has no python3')
  const { id } = await kit.dispute(A)
  const program = `import json,sys,urllib.request as u
r=u.Request(sys.argv[1],headers={"User-Agent":"User-Agent","Authorization":"Basic MzI6YWJjZGVmZ2g="})
print(json.load(u.urlopen(r))["status"])`
  const child = spawn('python3', ['-c', program, `${url}/${id}/accept`], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, no_proxy: '*' } })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => void (output += piece))
  await once(child, 'close')
  assert.equal(output.trim(), 'lost')
})
