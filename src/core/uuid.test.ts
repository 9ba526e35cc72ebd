import assert from 'node:assert/strict'
import { test } from 'node:test'
import { uuidFrom, uuidOfId } from './uuid.ts'

test('an id of ours is a UUID of version 7 with its time, the same each time, and what is none is none', () => {
  const uuid = uuidOfId('req_01m7yr06r4ne0e60w1d2yhsyd5')!
  assert.match(uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(uuid, uuidOfId('ntc_01m7yr06r4ne0e60w1d2yhsyd5'))
  assert.equal(parseInt(uuid.replace('-', '').slice(0, 12), 16), Number(BigInt('0x' + [...'01m7yr06r4'].reduce((value, digit) => value * 32n + BigInt('0123456789abcdefghjkmnpqrstvwxyz'.indexOf(digit)), 0n).toString(16))))
  for (const other of ['', 'req_', 'req_81m7yr06r4ne0e60w1d2yhsyd5', 'req_01m7yr06r4ne0e60w1d2yhsyd', 'req_01m7yr06r4ne0e60w1d2yhsydi', uuid]) assert.equal(uuidOfId(other), null)
})

test('ids that differ anywhere but in the bits that a UUID needs for itself differ as UUIDs', () => {
  const ids = [...'0123456789abcdefghjkmnpqrstvwxyz'].map(last => `req_01m7yr06r4ne0e60w1d2yhsyd${last}`)
  assert.equal(new Set(ids.map(uuidOfId)).size, 32)
  assert.equal(uuidFrom(new Uint8Array(16)), '00000000-0000-0000-8000-000000000000')
})
