import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { exchange, bearer } from '../kit/http.ts'
import { items, startNative, textOf } from '../kit/native.ts'

const kit = await startNative({ socket: true })
after(() => kit.close())
const mill = await kit.merchant()
const second = 1000

test('at its deadline an answer is in time, one millisecond later it is late, and no rounding decides', async () => {
  for (const [late, code] of [[-second, null], [-1, null], [0, null], [1, 'deadline_passed'], [second, 'deadline_passed']] as const) {
    for (const [path, body] of [['accept', { reason: 'no_proof' }], ['submit', { statement: 'Delivered.' }], ['evidence', { text: 'Signed.' }]] as const) {
      const due = kit.clock.now() + 3_600_000 + 123
      const id = textOf((await kit.open(mill, { respond_in: undefined, respond_by: new Date(due).toISOString() })).id)
      kit.clock.set(due + late)
      const answer = await exchange(kit.url, { method: 'POST', target: `/v1/disputes/${id}/${path}`, headers: bearer(mill.key), body })
      assert.deepEqual([answer.status < 300, code === null ? null : textOf(answer.body.code)], [code === null, code], `${path} ${late} ms after`)
    }
  }
})

test('time ends a dispute one millisecond after its deadline, and not at it', async () => {
  const due = kit.clock.now() + 3_600_000 + 123
  const id = textOf((await kit.open(mill, { respond_in: undefined, respond_by: new Date(due).toISOString() })).id)
  const state = async (): Promise<string> => textOf((await mill.call('GET', `/v1/disputes/${id}`)).body.state)
  for (const [at, expected] of [[due - 1, 'needs_response'], [due, 'needs_response'], [due + 1, 'expired']] as const) {
    kit.clock.set(at)
    await kit.app.workers.runOnceAll(at)
    assert.equal(await state(), expected, `${at - due} ms after`)
  }
})

test('a clock that is set back opens nothing again', async () => {
  const id = textOf((await kit.open(mill, { respond_in: 'PT1H' })).id)
  const before = kit.clock.now()
  kit.clock.advance(3_600_001)
  await kit.app.workers.runOnceAll(kit.clock.now())
  kit.clock.set(before)
  await kit.app.workers.runOnceAll(before)
  const { status, body } = await mill.call('POST', `/v1/disputes/${id}/accept`, { reason: 'no_proof' })
  assert.deepEqual([status, textOf(body.code)], [409, 'already_expired'])
  const kinds = items((await mill.call('GET', `/v1/disputes/${id}/events`)).body.data).map(({ kind }) => textOf(kind))
  assert.equal(kinds.filter((kind) => kind === 'expired').length, 1)
})
