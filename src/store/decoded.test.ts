// What lists remember of disputes: the text decides, and what is remembered is bounded.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bodyOf } from '../engine/row.ts'
import { decoderOf } from './decoded.ts'
import { disputeOf, merchantB } from './sample.ts'

const same = (dispute: ReturnType<typeof disputeOf>): [string, string] => [dispute.id, bodyOf(dispute)]

test('a dispute that changed is decoded again, and one that did not is not', () => {
  const decode = decoderOf(10)
  const first = decode(...same(disputeOf('1')))
  assert.deepEqual(first, disputeOf('1'))
  assert.equal(decode(...same(disputeOf('1'))), first)
  assert.deepEqual(decode(...same(disputeOf('1', { revision: 2, state: 'won' }))), disputeOf('1', { revision: 2, state: 'won' }))
  assert.deepEqual(decode(...same(disputeOf('1'))), disputeOf('1'))
})

test('two merchants with a dispute of one id each get their own', () => {
  const decode = decoderOf(10)
  decode(...same(disputeOf('1')))
  assert.equal(decode(...same(disputeOf('1', { merchant: merchantB }))).merchant, merchantB)
})

test('no more than so many are remembered, and those looked at last', () => {
  const decode = decoderOf(2)
  const [one, two] = ['1', '2'].map((name) => decode(...same(disputeOf(name))))
  decode(...same(disputeOf('1')))
  decode(...same(disputeOf('3')))
  assert.equal(decode(...same(disputeOf('1'))), one)
  assert.notEqual(decode(...same(disputeOf('2'))), two)
})
