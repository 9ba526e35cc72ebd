// Each numbered case of the provider's contract, under its number.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { answers, startReceiver, type Received } from '../../../test/kit/receiver.ts'
import { absent, box, keyPair, live, pdf, startAlipay, type AlipayMerchant, type Asked } from '../../../test/kit/alipay.ts'
import { parseInstant } from '../../core/time.ts'
import type { Json } from '../../../test/kit/native.ts'
import { verifyHeader } from './scheme.ts'

const kit = await startAlipay()
after(() => kit.close())
const mill = await kit.alipay('SANDBOX_C1')
const shop = await kit.alipay('C1')

const accept = (disputeId: string, asked: Asked = {}) => kit.call(mill, `${box}/acceptDispute`, { disputeId }, asked)
const supply = (disputeId: string) => kit.call(mill, `${box}/supplyDefenseDocument`, { disputeId, disputeEvidence: pdf })
const states = async (id: string) => (await mill.call('GET', `/v1/disputes/${id}`)).body.state as unknown as string
const only = (body: Json) => Object.keys(body)
const judge = (id: string, more: object) => mill.call('POST', `/v1/sandbox/disputes/${id}/judge`, more)

async function accepts(name: string, asked: Asked, body?: (id: string) => string): Promise<void> {
  const { theirs } = await kit.dispute(mill)
  const told = await kit.call(mill, `${box}/acceptDispute`, body?.(theirs) ?? { disputeId: theirs }, asked)
  assert.deepEqual([told.status, told.code, told.signed, told.body.disputeId], [200, 'SUCCESS S', true, theirs], name)
  assert.match(told.body.disputeResolutionTime as unknown as string, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/)
  assert.equal(parseInstant(told.body.disputeResolutionTime), Math.floor(kit.clock.now() / 1000) * 1000)
}

test('1: a signed accept of an open dispute succeeds, signed', () => accepts('1', {}))

test('2: a live client accepts at the live path, and the answer is signed over it', async () => {
  const { theirs } = await kit.dispute(shop)
  const told = await kit.call(shop, `${live}/acceptDispute`, { disputeId: theirs })
  assert.deepEqual([told.status, told.code, told.signed], [200, 'SUCCESS S', true])
})

test('4: blanks after the commas of the signature header', () => accepts('4', { signature: value => value.replaceAll(',', ', ') }))
test('6: a Request-Time in milliseconds', () => accepts('6', { time: '1685599933871' }))
test('8: a Request-Time whose offset has no colon', () => accepts('8', { time: '2026-11-20T23:51:29+0000' }))
test('10: a body that is printed with line feeds', () => accepts('10', {}, id => `{\n   "disputeId": "${id}"\n}`))
test('12: no Content-Type', () => accepts('12', { headers: { 'Content-Type': absent } }))
test('14: two Content-Types', () => accepts('14', { headers: [['Content-Type', 'application/json'], ['Content-Type', 'application/json; charset=UTF-8']] }))

test('16: another Request-Time than was signed', async () => {
  const { id, theirs } = await kit.dispute(mill)
  const told = await accept(theirs, { signedTime: '1685599933872' })
  assert.deepEqual([told.status, told.code, told.signed, await states(id)], [200, 'INVALID_SIGNATURE F', false, 'needs_response'])
})

test('18: another private key', async () => {
  const { id, theirs } = await kit.dispute(mill)
  const told = await accept(theirs, { key: keyPair() })
  assert.deepEqual([told.status, told.code, told.signed, await states(id)], [200, 'INVALID_SIGNATURE F', false, 'needs_response'])
})

test('20: no disputeId', async () => {
  const told = await kit.call(mill, `${box}/acceptDispute`, {})
  assert.deepEqual([told.status, told.code, told.signed, only(told.body)], [200, 'PARAM_ILLEGAL F', true, ['result']])
})

test('21: a disputeId of 65 characters', async () => assert.equal((await accept('x'.repeat(65))).code, 'PARAM_ILLEGAL F'))

test('22: a disputeId of 64 characters that exists', async () => {
  const { theirs } = await kit.dispute(mill, { theirs: { id: 'y'.repeat(64) } })
  assert.equal((await accept(theirs)).code, 'SUCCESS S')
})

test('23: a second accept', async () => {
  const { theirs } = await kit.dispute(mill)
  assert.equal((await accept(theirs)).code, 'SUCCESS S')
  const told = await accept(theirs)
  assert.deepEqual([told.status, told.code, told.signed, only(told.body)], [200, 'REPEAT_REQUEST F', true, ['result']])
})

test('24: after defenseDueTime, whether it has expired yet or not', async () => {
  const { theirs } = await kit.dispute(mill)
  kit.clock.advance(7 * 86_400_000)
  const last = await kit.dispute(mill)
  assert.equal((await accept(last.theirs)).code, 'SUCCESS S')
  kit.clock.advance(1)
  assert.equal((await accept(theirs)).code, 'TIME_EXCEEDS_LIMIT F')
  await kit.app.workers.runOnceAll(kit.clock.now())
  const told = await accept(theirs)
  assert.deepEqual([told.status, told.code, told.signed, only(told.body)], [200, 'TIME_EXCEEDS_LIMIT F', true, ['result']])
  assert.equal((await supply(theirs)).code, 'TIME_EXCEEDS_LIMIT F')
})

test('24: the moment of defenseDueTime itself is in time', async () => {
  const { theirs } = await kit.dispute(mill)
  kit.clock.advance(7 * 86_400_000)
  assert.equal((await accept(theirs)).code, 'SUCCESS S')
})

test('26: a document is supplied', async () => {
  const { id, theirs } = await kit.dispute(mill)
  const told = await supply(theirs)
  assert.deepEqual([told.status, told.code, told.signed, told.body.disputeId, await states(id)], [200, 'SUCCESS S', true, theirs, 'under_review'])
  assert.equal(parseInstant(told.body.disputeResolutionTime), Math.floor(kit.clock.now() / 1000) * 1000)
})

test('27: no document', async () => {
  const { theirs } = await kit.dispute(mill)
  assert.equal((await kit.call(mill, `${box}/supplyDefenseDocument`, { disputeId: theirs })).code, 'PARAM_ILLEGAL F')
})

test('29: a second document for a chargeback', async () => {
  const { theirs } = await kit.dispute(mill)
  assert.equal((await supply(theirs)).code, 'SUCCESS S')
  assert.equal((await supply(theirs)).code, 'REPEAT_REQUEST F')
})

test('31: a second document for a compliance request, before the check of the first', async () => {
  const { theirs } = await kit.dispute(mill, { phase: 'compliance' })
  assert.equal((await supply(theirs)).code, 'SUCCESS S')
  assert.equal((await supply(theirs)).code, 'NOT_ALLOW_IN_CURRENT_STATUS F')
})

test('33: the form', async () => {
  const { theirs } = await kit.dispute(mill)
  const told = await kit.call(mill, `${box}/downloadDisputeEvidence`, { disputeId: theirs, disputeEvidenceType: 'DISPUTE_EVIDENCE_TEMPLATE' })
  assert.deepEqual([told.code, told.signed, only(told.body), told.body.disputeEvidenceFormat], ['SUCCESS S', true, ['result', 'disputeEvidence', 'disputeEvidenceFormat'], 'PDF'])
  assert.match(Buffer.from(told.body.disputeEvidence as unknown as string, 'base64').toString(), new RegExp(`^%PDF-1\\.4\\n[^]*${theirs}[^]*%%EOF\\n$`))
})

test('35: a type that there is not, and none', async () => {
  const { theirs } = await kit.dispute(mill)
  for (const more of [{ disputeEvidenceType: 'NOPE' }, {}]) assert.equal((await kit.call(mill, `${box}/downloadDisputeEvidence`, { disputeId: theirs, ...more })).code, 'PARAM_ILLEGAL F')
})

test('37: the names of the three headers in the answer', async () => {
  const { headers } = await accept('nobody')
  assert.deepEqual(Object.keys(headers).filter(name => /signature|response|client/i.test(name)), ['client-id', 'response-time', 'signature'])
})

const receiver = await startReceiver(answers(200, '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}'))
after(() => receiver.close())
const url = `${receiver.url}/alipay?for=notices`
const uri = new URL(url).pathname + new URL(url).search
const work = () => kit.app.workers.runOnceAll(kit.clock.now())

async function toldAbout(of: AlipayMerchant, happens: () => Promise<unknown>): Promise<(Received & { json: Json })[]> {
  await work()
  const { status, body } = await of.call('POST', '/v1/webhooks', { url, dialect: 'alipay' })
  assert.equal(status, 201, JSON.stringify(body))
  receiver.received.length = 0
  await happens()
  await work()
  await work()
  await of.call('DELETE', `/v1/webhooks/${body.webhook?.id}`)
  return receiver.received.splice(0).map(one => ({ ...one, json: JSON.parse(one.body) as Json }))
}

/** Several are sent at once, so they arrive in any order. */
const types = (told: { json: Json }[]) => told.map(({ json }) => json.disputeNotificationType as unknown as string).sort()
const judgement = (told: { json: Json }[]) => told.find(({ json }) => (json.disputeNotificationType as unknown as string) === 'DISPUTE_JUDGED')!.json

test('39: a new dispute is told once, with its fields, signed over the path of the URL', async () => {
  const [told, ...more] = await toldAbout(mill, () => kit.dispute(mill, { payment: { id: '2025', order: 'req-1' } }))
  assert.equal(more.length, 0)
  const { json, headers, body } = told!
  assert.equal(told!.method, 'POST')
  assert.equal(told!.path, uri)
  assert.deepEqual([json.disputeNotificationType, json.paymentId, json.paymentRequestId, json.disputeAmount, json.disputeReasonCode, json.disputeSource, json.defendable], ['DISPUTE_CREATED', '2025', 'req-1', { currency: 'THB', value: '12000' }, '2006', 'Shinhan', true])
  assert.ok(parseInstant(json.defenseDueTime))
  assert.match(json.disputeId as unknown as string, /^\d{28}$/)
  assert.equal(headers['content-type'], 'application/json')
  const content = { uri, clientId: headers['client-id'] as string, time: headers['request-time'] as string, body }
  assert.equal(content.clientId, mill.clientId)
  assert.equal(await verifyHeader(content, headers.signature as string, mill.publicKey), true)
  assert.equal(await verifyHeader({ ...content, uri: '/elsewhere' }, headers.signature as string, mill.publicKey), false)
})

test('41: the fixed answer with 200 and no signature is enough, and nothing is sent again', async () => {
  const told = await toldAbout(shop, async () => {
    await kit.dispute(shop)
    await work()
    kit.clock.advance(3 * 60_000)
  })
  assert.deepEqual(types(told), ['DISPUTE_CREATED'])
})

test('43: a sandbox client that answers wrongly is not told again; a live one is, eight times in all, at the documented minutes', async () => {
  for (const [body, status] of [['{"result":{"resultCode":"SUCCESS","resultStatus":"S"}}', 500], ['ok', 200], ['{"result":{"resultCode":"FAIL","resultStatus":"F"}}', 200]] as const) {
    receiver.behave(answers(status, body))
    const later = async () => {
      await kit.dispute(mill)
      await work()
      kit.clock.advance(3 * 60_000)
    }
    assert.equal((await toldAbout(mill, later)).length, 1)
  }
  const minutes: number[] = []
  const told = await toldAbout(shop, async () => {
    await kit.dispute(shop)
    const begin = kit.clock.now()
    for (let before = 0, minute = 0; minute <= 27 * 60; minute++) {
      await work()
      for (; before < receiver.received.length; before++) minutes.push(minute)
      kit.clock.set(begin + (minute + 1) * 60_000)
    }
  })
  assert.equal(told.length, 8)
  assert.deepEqual(minutes, [0, 2, 12, 22, 82, 202, 562, 1462])
  receiver.behave(answers(200, '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}'))
})

test('45: a notification with a wrong signature is told apart before it is read', async () => {
  const [told] = await toldAbout(mill, () => kit.dispute(mill))
  const { headers, body } = told!
  const content = { uri, clientId: mill.clientId, time: headers['request-time'] as string, body }
  assert.equal(await verifyHeader({ ...content, body: body.replace('12000', '12001') }, headers.signature as string, mill.publicKey), false)
  assert.equal(await verifyHeader(content, undefined, mill.publicKey), false)
})

test('47: a decision against the merchant', async () => {
  const told = await toldAbout(mill, async () => {
    const { id, theirs } = await kit.dispute(mill)
    await supply(theirs)
    await judge(id, { verdict: 'lost' })
  })
  assert.deepEqual(types(told), ['DEFENSE_SUPPLIED', 'DISPUTE_CREATED', 'DISPUTE_JUDGED'])
  const json = judgement(told)
  assert.deepEqual([json.disputeJudgedResult, json.disputeJudgedAmount, json.disputeReasonCode, json.disputeSource], ['ACCEPT_BY_MERCHANT', { currency: 'THB', value: '12000' }, '2006', 'Shinhan'])
  assert.ok(parseInstant(json.disputeJudgedTime))
})

test('49: the documents of a compliance request are checked', async () => {
  for (const [verdict, result] of [['won', 'VALIDATE_SUCCESS'], ['lost', 'VALIDATE_FAIL']]) {
    const told = await toldAbout(mill, async () => {
      const { id, theirs } = await kit.dispute(mill, { phase: 'compliance' })
      await supply(theirs)
      await judge(id, { verdict })
    })
    assert.deepEqual([types(told).length, judgement(told).disputeJudgedResult], [3, result])
  }
})

test('51: an RDR dispute is told when it is settled, and not when it begins', async () => {
  const told = await toldAbout(mill, async () => {
    const { id } = await kit.dispute(mill, { phase: 'alert' })
    await judge(id, { verdict: 'prevented' })
  })
  assert.deepEqual(types(told), ['RDR_RESOLVED'])
})

test('a day before defenseDueTime the merchant is warned once, and at once where less is left', async () => {
  assert.deepEqual(types(await toldAbout(mill, () => kit.dispute(mill, { respond_in: 'PT12H' }))), ['DEFENSE_DUE_ALERT', 'DISPUTE_CREATED'])
  const later = async () => {
    await kit.dispute(mill, { respond_in: 'P2D' })
    await work()
    kit.clock.advance(86_400_000)
  }
  assert.deepEqual(types(await toldAbout(mill, later)).filter(type => type === 'DEFENSE_DUE_ALERT').length, 1)
})

test('nobody acts: the dispute is told as accepted by time, with the moment after defenseDueTime', async () => {
  const told = await toldAbout(mill, async () => {
    await kit.dispute(mill, { respond_in: 'PT1H' })
    await work()
    kit.clock.advance(3_600_001)
  })
  const accepted = told.map(({ json }) => json).filter(json => (json.disputeNotificationType as unknown as string) === 'DISPUTE_ACCEPTED')
  assert.deepEqual(accepted.map(json => json.disputeAcceptReason), ['TIMEOUT'])
})

test('every case of the contract is tested in this folder', async () => {
  const { readdirSync, readFileSync } = await import('node:fs')
  const folder = new URL('./', import.meta.url)
  const texts = readdirSync(folder).filter(name => name.endsWith('.test.ts')).map(name => readFileSync(new URL(name, folder), 'utf8'))
  const tested = texts.flatMap(text => [...text.matchAll(/^test\('(\d+): /gm)].map(([, number]) => Number(number)))
  const all = [1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 21, 22, 23, 24, 26, 27, 29, 31, 33, 35, 37, 39, 41, 43, 45, 47, 49, 51, 53, 55]
  assert.deepEqual(all.filter(number => !tested.includes(number)), [])
})
