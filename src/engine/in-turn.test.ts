// What waits its turn is begun in order, never more at once than allowed, and goes on after a failure.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { turns } from './in-turn.ts'

test('no more run at once than there are turns, and each gets one, in order', async () => {
  const inTurn = turns(2)
  const begun: number[] = []
  const ends: (() => void)[] = []
  const all = [0, 1, 2, 3, 4].map(n => inTurn(() => new Promise<number>(done => { begun.push(n); ends.push(() => done(n)) })))
  await settled()
  assert.deepEqual(begun, [0, 1])
  ends[1]!()
  await settled()
  assert.deepEqual(begun, [0, 1, 2])
  for (let n = 0; n < 5; n++) {
    ends[n]!()
    await settled()
  }
  assert.deepEqual(await Promise.all(all), [0, 1, 2, 3, 4])
})

test('a turn that fails, at once or later, is given on', async () => {
  const inTurn = turns(1)
  const told = await Promise.allSettled([
    inTurn(() => { throw new Error('at once') }), inTurn(() => Promise.reject(new Error('later'))), inTurn(async () => 'done'),
  ])
  assert.deepEqual(told.map(({ status }) => status), ['rejected', 'rejected', 'fulfilled'])
  assert.equal(await inTurn(async () => 'again'), 'again')
})

const settled = (): Promise<void> => new Promise(done => void setImmediate(done))
