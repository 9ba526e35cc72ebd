// Log lines: one each, readable, and without anything that is secret.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scrubbed } from './log.ts'
import { pinoLog } from './log-pino.ts'

const secrets = [
  'Authorization: Bearer pk_4fKqT9', 'authorization=Basic dXNlcjpwYXNz', 'the key pk_test_4fKqT9 is wrong', 'skey_test_4fKqT9abc', 'whsec_4fKqT9+/=',
  'cookie: session=4fKqT9', 'signature="4fKqT9"', '{"secret_key":"4fKqT9"}', 'password=4fKqT9', 'postgres://parley:4fKqT9@db/parley',
  'cookie: theme=dark; parley_session=4fKqT9', 'set-cookie: a=b, __Host-parley_session=4fKqT9; Path=/', 'parley-csrf: 4fKqT9', '{"csrf":"4fKqT9"}',
  '-----BEGIN PRIVATE KEY-----\n4fKqT9\n-----END PRIVATE KEY-----',
]

test('secrets are taken out of whatever text comes to a log', () => {
  for (const text of secrets) assert.doesNotMatch(scrubbed(`before ${text} after`), /4fKqT9|dXNlcjpwYXNz/, text)
})

test('a line is one line of JSON, whatever it was given', () => {
  const lines = logged(log => log.info({ path: '/a\r\n{"level":"error"}\u001b[2J\u202e', error: new Error('pk_live_4fKqT9\nsecond') }, 'GET\n/x'))
  assert.equal(lines.length, 1)
  const line = JSON.parse(lines[0]!) as Record<string, string>
  assert.equal(line.level, 'info')
  assert.ok(!lines[0]!.includes('\u001b') && !lines[0]!.includes('\u202e') && !lines[0]!.includes('4fKqT9'))
  assert.match(line.stack!, /log\.test\.ts/)
})

test('on a terminal a line is readable and cannot drive it', () => {
  const lines = logged(log => log.warn({ path: '/a\u001b[2J\rb', status: 500 }, 'POST /v1/x'), 'info', true)
  assert.match(lines[0]!, /^\d\d:\d\d:\d\d warn  POST \/v1\/x path=.* status=500$/)
  assert.ok(!lines[0]!.includes('\u001b') && !lines[0]!.includes('\r'))
})

test('the level is honoured', () => {
  assert.deepEqual(logged(log => log.info({}, 'quiet'), 'warn'), [])
  assert.equal(logged(log => log.error({}, 'loud'), 'warn').length, 1)
  assert.deepEqual(logged(log => log.error({}, 'nothing'), 'silent'), [])
})

function logged(write: (log: ReturnType<typeof pinoLog>) => void, level: 'info' | 'warn' | 'silent' = 'info', isTerminal = false): string[] {
  let text = ''
  write(pinoLog(level, isTerminal, { write: piece => void (text += piece) }))
  return text.split('\n').filter(line => line !== '')
}
