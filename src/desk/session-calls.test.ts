import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Engine } from '../engine/engine.ts'
import type { Sessions } from '../engine/sessions.ts'
import type { Users } from '../engine/users.ts'
import { wireRequest, type WireResponse } from '../wire/http.ts'
import { createDesk, type DeskParts } from './desk.ts'

type Verified = Users['verified']

function deskWith(verified: Verified, mode: DeskParts['mode'] = 'live') {
  const sessions = { of: async () => null } as unknown as Sessions
  const engine = { world: { now: () => 0 }, reads: {} } as unknown as Engine
  const { handle } = createDesk({
    engine, sessions, users: { verified } as Users, mode, version: '1', publicUrl: 'https://disputes.example', folder: '/nowhere', monotonic: () => 0, attempts: { take: async () => null, giveBack: async () => {} }, demoMerchant: 'mch_x',
    problem: code => ({ status: 400, headers: {}, body: code }),
  })
  return (method: string, body?: string, headers: Record<string, string> = {}): Promise<WireResponse> =>
    handle(wireRequest({ method, target: '/desk/session', headers: { 'content-type': 'application/json', ...headers }, ...(body === undefined ? {} : { body }) }))
}

const nobody: Verified = async () => null
const mina = JSON.stringify({ name: 'Mina', password: 'x' })

test('who tries too often hears for how many seconds to wait', async () => {
  const ask = deskWith(nobody)
  for (let at = 0; at < 10; at++) assert.equal((await ask('POST', mina)).body, 'sign_in_refused')
  const { body, headers } = await ask('POST', mina)
  assert.deepEqual([body, headers['retry-after'], headers['cache-control']], ['too_many_sign_ins', '900', 'no-store'])
})

test('what is no sign-in is refused before anybody is looked for', async () => {
  const ask = deskWith(() => assert.fail('it was looked for'))
  const bodies = ['', '{', 'null', '[]', '{"name":"Mina"}', '{"name":"Mina","password":""}', '{"name":"Mina","password":1}', '{"name":"Mina","password":"x","more":1}', '{"name":"Mina","password":{"old":"x"}}',
    '{"__proto__":{"name":"Mina"},"password":"x"}', JSON.stringify({ name: 'Mina', password: 'x'.repeat(1001) })]
  for (const body of bodies) assert.equal((await ask('POST', body)).body, 'invalid_body', body)
  assert.equal((await ask('POST', JSON.stringify({ name: 'x'.repeat(5000), password: 'x' }))).body, 'body_too_large')
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', 'text/plain; application/json']) assert.equal((await ask('POST', mina, { 'content-type': type })).body, 'unsupported_media_type', type)
})

test('only the origin that is configured, or the one that was called, may sign in', async () => {
  const ask = deskWith(nobody)
  const origins: [string, string, string][] = [
    ['https://disputes.example', 'parley:4242', 'sign_in_refused'], ['http://localhost:4242', 'localhost:4242', 'sign_in_refused'], ['https://disputes.example.evil.example', 'parley:4242', 'foreign_page'],
    ['http://localhost:3000', 'localhost:4242', 'foreign_page'], ['null', 'localhost:4242', 'foreign_page'], ['', 'localhost:4242', 'foreign_page'],
  ]
  for (const [origin, host, expected] of origins) assert.equal((await ask('POST', mina, { origin, host })).body, expected, origin)
})

test('a store that cannot be asked is said to be that, and other methods name those that there are', async () => {
  const down = deskWith(() => Promise.reject(Object.assign(new Error('x'), { name: 'StoreDown' })))
  const { body, headers } = await down('POST', mina)
  assert.deepEqual([body, headers['retry-after']], ['overloaded', '1'])
  assert.equal((await deskWith(nobody)('PUT', mina)).headers.allow, 'GET, POST, PATCH, DELETE')
  await assert.rejects(deskWith(() => Promise.reject(new Error('a bug')))('POST', mina), /a bug/)
})
