// What becomes of whoever tries keys.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startParley } from '../../test/kit/server.ts'
import { wireRequest } from '../wire/http.ts'
import { createWrongKeys } from './wrong-keys.ts'

test('a thousand wrong keys from one address are told to wait, the right one from there is taken, and other addresses notice nothing', async t => {
  const kit = await startParley({ cast: true })
  t.after(() => kit.close())
  const ask = (key: string, remote = '203.0.113.7') => kit.handle(wireRequest({ target: '/v1/disputes', headers: { authorization: `Bearer ${key}` }, remote }))
  const told = await Promise.all(Array.from({ length: 1000 }, (_, n) => ask(`pk_test_wrong_${n}`)))
  const count = (status: number): number => told.filter(answer => answer.status === status).length
  assert.deepEqual([count(401), count(429)], [300, 700])
  const last = told.at(-1)!
  assert.match(last.headers['retry-after']!, /^([1-9]|[1-5]\d|60)$/)
  assert.equal((JSON.parse(String(last.body)) as { code: string }).code, 'too_many_wrong_keys')
  assert.equal((await ask('pk_test_sample_kiln')).status, 200)
  assert.equal((await ask('pk_test_wrong', '203.0.113.8')).status, 401)
})

test('a minute later it is forgotten', () => {
  let now = 0
  const wrong = createWrongKeys(() => now)
  const tries = (address: string, count: number) => Array.from({ length: count }, () => wrong.seen(address)).at(-1)
  assert.deepEqual([tries('192.0.2.1', 300), tries('192.0.2.1', 1)], [null, 60])
  now = 59_001
  assert.equal(tries('192.0.2.1', 1), 1)
  now = 60_000
  assert.equal(tries('192.0.2.1', 1), null)
})

test('the neighbours of an IPv6 address are one caller, those of an IPv4 address are not', () => {
  const wrong = createWrongKeys(() => 0)
  for (let n = 0; n < 300; n++) assert.equal(wrong.seen(`2001:db8::1:${n.toString(16)}`), null)
  assert.equal(wrong.seen('2001:0db8:0:0:ffff::1'), 60)
  assert.equal(wrong.seen('2001:db8:0:1::1'), null)
  for (let n = 0; n < 300; n++) wrong.seen('::ffff:192.0.2.1')
  assert.deepEqual([wrong.seen('::ffff:192.0.2.1'), wrong.seen('::ffff:192.0.2.2')], [60, null])
})

test('any number of addresses takes no more memory than some', () => {
  const wrong = createWrongKeys(() => 0)
  for (let n = 0; n < 300; n++) wrong.seen('192.0.2.1')
  assert.equal(wrong.seen('192.0.2.1'), 60)
  for (let n = 0; n < 10_000; n++) wrong.seen(`10.0.${n >> 8}.${n & 255}`)
  assert.equal(wrong.seen('192.0.2.1'), null)
})
