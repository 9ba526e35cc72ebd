import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { items, textOf } from '../../../../test/kit/native.ts'
import { startOmise } from '../../../../test/kit/omise.ts'

const kit = await startOmise({ workers: true })
after(() => kit.close())

test('a dispute that was just opened is among the events that are listed next', async () => {
  const shop = await kit.owner('Shop')
  for (let at = 0; at < 5; at += 1) {
    const { body } = await shop.omise('POST', '/charges/chrg_test_x/disputes')
    const [newest] = items((await shop.omise('GET', '/events?order=reverse_chronological&limit=1')).body.data)
    assert.equal(textOf(newest?.data?.id), textOf(body.id))
  }
})
