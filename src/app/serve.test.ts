// Parley as a process of its own: its first screen, its end, and what it says when it cannot begin.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { processFolder, type Running } from '../../test/kit/app-process.ts'
import { cast } from '../scenarios/index.ts'

const admin = 'pk_admin_sandbox'
const merchant = cast[0]!.id

test('start shows one screen, its line works as it stands, and the next start finds what it did', async t => {
  const { start } = processFolder(t)
  const first = start(['start'])
  await first.url
  const line = await pasted(await screenOf(first))
  assert.deepEqual([line.first.status, line.first.json.state], [200, 'accepted'])
  assert.equal(line.again, line.first.text, 'pasted twice, it is the same answer')
  await stopped(first)
  const second = start(['start'])
  const url = await second.url
  const other = await pasted(await screenOf(second))
  assert.equal(other.first.json.state, 'accepted')
  assert.notEqual(other.first.json.id, line.first.json.id, 'the second screen names a dispute that is still open')
  assert.equal((await call(url, 'GET', `/v1/disputes/${line.first.json.id}`)).json.state, 'accepted')
  await stopped(second)
})

test('told to stop under load it ends well and soon, and nothing that it acknowledged is lost', async t => {
  const { start } = processFolder(t)
  const first = start(['start'])
  const url = await first.url
  const ids = await Promise.all(Array.from({ length: 60 }, (_, at) => open(url, at)))
  const taken: string[] = []
  let cut = 0
  const callers = Array.from({ length: 12 }, async (_, caller) => {
    for (const id of ids.filter((_, at) => at % 12 === caller)) {
      const { status } = await call(url, 'POST', `/v1/disputes/${id}/accept`, { reason: 'not_worth_it' }).catch(() => ({ status: 0 }))
      if (status !== 200) cut++
      else if (taken.push(id) === 10) first.child.kill('SIGTERM')
    }
  })
  const [{ code }] = await Promise.all([first.ended, ...callers])
  assert.equal(code, 0)
  assert.ok(taken.length >= 10 && cut > 0, `${taken.length} taken, ${cut} cut: it was told to stop in the middle`)
  const second = start(['start'])
  const again = await second.url
  for (const id of taken) assert.equal((await call(again, 'GET', `/v1/disputes/${id}`)).json.state, 'accepted', id)
  await stopped(second)
})

test('a request that never ends does not hold it longer than ten seconds; told twice it ends at once', async t => {
  const { start } = processFolder(t)
  const [patient, hasty] = [start(['start']), start(['serve'], { DATABASE_URL: 'sqlite::memory:' })]
  for (const running of [patient, hasty]) {
    await halfARequest(await running.url)
    running.child.kill('SIGTERM')
    await until(() => running.stderr().includes('Stopping'))
  }
  hasty.child.kill('SIGTERM')
  assert.equal((await hasty.ended).code, 130)
  // Had it not ended within ten seconds, it would have left with another code.
  assert.equal((await patient.ended).code, 0)
})

test('everything wrong with the settings is said at once, and nothing is started', async t => {
  const { code, stderr } = await said(processFolder(t).start(['serve'], { PORT: 'x', PARLEY_MODE: 'prod', PARLEY_UNKNOWN: 'sEcReT' }))
  assert.equal(code, 10)
  for (const name of ['PORT', 'PARLEY_MODE', 'PARLEY_UNKNOWN']) assert.match(stderr, new RegExp(`^  ${name}\\n    got .*\\n    expected .*\\n    example `, 'm'))
  assert.doesNotMatch(stderr, /sEcReT/)
})

test('live is not started by start, nor without its keys', async t => {
  const { start } = processFolder(t)
  assert.equal((await said(start(['serve'], { PARLEY_MODE: 'live' }))).code, 10)
  const keys = { PARLEY_MODE: 'live', PARLEY_ADMIN_KEY: 'k'.repeat(40), PARLEY_SEAL_KEY: Buffer.from('0123456789abcdef0123456789abcdef').toString('base64') }
  assert.match((await said(start(['start'], keys))).stderr, /PARLEY_MODE[\s\S]*sandbox/)
})

test('a second process on the same file, and a port that is taken, are refused in a sentence', async t => {
  const { start } = processFolder(t)
  const first = start(['start'])
  const port = new URL(await first.url).port
  const second = await said(start(['start']))
  assert.deepEqual([second.code, second.stderr.includes(String(first.child.pid))], [10, true], second.stderr)
  const third = await said(start(['serve'], { DATABASE_URL: 'sqlite::memory:', PORT: port }))
  assert.equal(third.code, 10)
  for (const { stderr } of [second, third]) assert.doesNotMatch(stderr, /\n\s+at /, 'no trace of calls')
  assert.match(third.stderr, new RegExp(port))
  await stopped(first)
})

/** Its head is there and its body never comes. */
async function halfARequest(url: string): Promise<void> {
  const { port, hostname } = new URL(url)
  const socket = connect(Number(port), hostname).on('error', () => {})
  socket.write(`POST /v1/merchants HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n`)
  await once(socket, 'data')
}

async function screenOf(running: Running): Promise<string> {
  await until(() => running.stdout().includes('Ctrl+C'))
  const screen = running.stdout()
  const lines = screen.trimEnd().split('\n')
  // What is pasted may be longer than a line: then the terminal wraps it, and it takes that many.
  const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 80)), 0)
  assert.ok(rows <= 24, `${rows} lines`)
  for (const line of lines) assert.ok(line.length <= 80 || line.startsWith('curl '), `${line.length} columns: ${line}`)
  for (const [, target, user] of screen.matchAll(/^curl (\S+)(?: -u (\S+))?(?: #.*)?$/gm)) {
    const answer = await fetch(target!, { headers: user === undefined ? {} : { authorization: `Basic ${btoa(user)}`, 'user-agent': 'curl/8' } })
    assert.equal(answer.status, 200, `${target}: ${await answer.text()}`)
  }
  return screen
}

/** Reads the curl line as a shell would and sends it twice. */
async function pasted(screen: string): Promise<{ first: Reply; again: string }> {
  const line = /^curl (\S+\/accept) \\[\s\S]*?-d '[^']*'/m.exec(screen)!
  const headers = Object.fromEntries([...line[0].matchAll(/-H '([^:]+): ([^']*)'/g)].map(([, name, value]) => [name, value]))
  const send = async (): Promise<Reply> => replyOf(await fetch(line[1]!, { method: 'POST', headers, body: /-d '([^']*)'/.exec(line[0])![1]! }))
  const first = await send()
  return { first, again: (await send()).text }
}

async function open(url: string, at: number): Promise<string> {
  const { status, json, text } = await call(url, 'POST', '/v1/sandbox/disputes', { merchant, dialect: 'native', amount: { value: 100 + at, currency: 'THB' } }, admin)
  assert.ok(status === 200 || status === 201, text)
  return json.id!
}

type Reply = { status: number; text: string; json: Record<string, string> }

async function call(url: string, method: string, path: string, body?: object, key = 'pk_test_sample_kiln'): Promise<Reply> {
  const headers = { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) }
  return replyOf(await fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }))
}

async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text()
  return { status: response.status, text, json: JSON.parse(text) as Record<string, string> }
}

async function stopped(running: Running): Promise<void> {
  running.child.kill('SIGTERM')
  assert.deepEqual(await running.ended, { code: 0, signal: null }, running.stderr())
}

async function said(running: Running): Promise<{ code: number | null; stderr: string }> {
  const { code } = await running.ended
  return { code, stderr: running.stderr() }
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries++) {
    assert.ok(tries < 6_000, 'it did not come to that in a minute')
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
