import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { box, ids, pdf, startAlipay } from '../../../test/kit/alipay.ts'
import { turned } from '../switchboard.ts'
import { alipaySwitches } from './switches.ts'

const started = async (text: string) => {
  const kit = await startAlipay({ switches: { alipay: turned(alipaySwitches, text)! } })
  after(() => kit.close())
  return { kit, shop: await kit.alipay() }
}

test('the short names of evidence are taken from every client where the operator says so', async () => {
  const { kit, shop } = await started('short-evidence-types')
  const { theirs: disputeId } = await kit.dispute(shop)
  await kit.call(shop, `${box}/supplyDefenseDocument`, { disputeId, disputeEvidence: pdf })
  for (const [name, code] of [['FILE', 'SUCCESS S'], ['DISPUTE_EVIDENCE_FILE', 'SUCCESS S'], ['OTHER', 'PARAM_ILLEGAL F']] as const) {
    assert.equal((await kit.call(shop, `${box}/downloadDisputeEvidence`, { disputeId, disputeEvidenceType: name })).code, code, name)
  }
})

test('a request of another time than the window allows is refused, signed, and decides nothing; whoever signs wrong hears only that', async () => {
  const { kit, shop } = await started('request-time-within=PT5M')
  const { theirs: disputeId } = await kit.dispute(shop)
  const now = kit.clock.now()
  const accept = (time: string, more: object = {}) => kit.call(shop, `${box}/acceptDispute`, { disputeId }, { time, ...more })
  for (const time of [String(now - 300_001), String(now + 300_001), new Date(now - 300_001).toISOString(), 'yesterday', '17']) {
    const { code, signed } = await accept(time)
    assert.deepEqual([code, signed], ['PARAM_ILLEGAL F', true], time)
  }
  assert.equal((await accept(String(now - 300_001), { signedBody: '{}' })).code, 'INVALID_SIGNATURE F')
  assert.equal((await kit.call(shop, `${box}/acceptDispute`, { disputeId: ids.unknown }, { time: new Date(now - 300_000).toISOString() })).code, 'PARAM_ILLEGAL F')
  assert.equal((await accept(String(now - 300_000))).code, 'SUCCESS S')
})
