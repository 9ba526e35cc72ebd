import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scrubbed } from './excerpt.ts'

test('of an answer neither the values of what is named like a secret are kept nor numbers of cards, and the rest as it came', () => {
  const secret = 'hunter2 "and" more'
  for (const name of ['secret', 'client_Secret', 'accessToken', 'PASSWORD', 'Authorization', 'private_key', 'apiKey', 'api_key']) {
    assert.equal(scrubbed(`{"id":"a","${name}" : ${JSON.stringify(secret)},"b":1}`), `{"id":"a","${name}" : "***","b":1}`)
  }
  assert.equal(scrubbed('{"client_secret":"cut in the mid'), '{"client_secret":"***"')
  assert.equal(scrubbed('paid by 4242 4242-4242 4242'), 'paid by ***')
  const harmless = '{"state":"accepted","reference":"4242424242424241","kind":"key"}'
  assert.deepEqual([scrubbed(harmless), scrubbed(''), scrubbed(null)], [harmless, '', null])
})
