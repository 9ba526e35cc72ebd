// Whose disputes repeat: the same as one dispute's own context says, for a page of them, in one call.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { items, startNative, textOf, type Merchant } from '../../../../test/kit/native.ts'

const kit = await startNative()
after(() => kit.close())
const day = 24 * 3_600_000
let payments = 0

const open = async (of: Merchant, customer: string | null, payment = `pay_r_${payments++}`): Promise<string> =>
  textOf((await kit.open(of, { payment: { id: payment }, story: customer === null ? undefined : { text: 'It never came.', customer } })).id)
const repeats = async (of: Merchant, ...disputes: string[]) =>
  items((await of.call('GET', `/v1/repeats?disputes=${disputes.join()}`)).body.data).map(({ dispute, nth, complete }) => [textOf(dispute), Number(nth), Boolean(complete)])

test('of a page of disputes those that are not the first of their customer or payment are told, as each one\'s context tells it', async () => {
  const mill = await kit.merchant()
  const first = await open(mill, 'Harriet Osei')
  kit.clock.advance(day)
  const [second, other, nameless] = [await open(mill, 'harriet osei '), await open(mill, 'Jo Lind', 'pay_twice'), await open(mill, null)]
  kit.clock.advance(day)
  const [third, again] = [await open(mill, 'Harriet Osei'), await open(mill, 'Someone Else', 'pay_twice')]
  const page = [third, first, second, other, nameless, again]
  const told = await repeats(mill, ...page)
  assert.deepEqual(told, [[third, 3, true], [second, 2, true], [again, 2, true]])
  for (const id of page) {
    const { earlier } = (await mill.call('GET', `/v1/disputes/${id}/context`)).body as unknown as { earlier: { recent: { nth: number } } }
    assert.equal(earlier.recent.nth, told.find(([one]) => one === id)?.[1] ?? 1)
  }
})

test('what is older than 90 days, of another merchant or unknown does not count', async () => {
  const [mill, tea] = [await kit.merchant(), await kit.merchant()]
  await open(mill, 'Harriet Osei')
  await open(tea, 'Harriet Osei')
  kit.clock.advance(90 * day + 1)
  const late = await open(mill, 'Harriet Osei')
  assert.deepEqual(await repeats(mill, late, 'dsp_00000000000000000000000000'), [])
  assert.deepEqual(await repeats(tea, late), [])
})
