// There is no client of Alipay's for Node, so one is made of openssl and curl, over a real socket.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { callerOf, textOf, type Caller } from '../../kit/native.ts'
import { answers, startReceiver } from '../../kit/receiver.ts'
import { startParley, type Kit } from '../../kit/server.ts'
import { lacking, opensslClient, type OpensslClient } from './openssl.ts'

const absent = await lacking()
const box = '/ams/sandbox/api/v1/payments'
const live = '/ams/api/v1/payments'
const clientId = 'SANDBOX_5X00000000000042'

describe('openssl and curl', { concurrency: false }, () => {
  let kit: Kit
  let client: OpensslClient
  let call: Caller
  let publicKey = ''

  before(async () => {
    if (absent) return
    kit = await startParley({ socket: true })
    client = await opensslClient()
    const made = await callerOf(kit, kit.adminKey)('POST', '/v1/merchants', { name: 'OpenSSL', credentials: { alipay: { client_id: clientId, private_key: client.privateKey } } })
    assert.equal(made.status, 201, made.text)
    publicKey = textOf(made.body.credentials?.alipay?.parley_public_key)
    client.trust(publicKey)
    call = callerOf(kit, textOf(made.body.credentials?.native?.key))
  })
  after(async () => {
    if (absent) return
    client.close()
    await kit.close()
  })

  const open = async (more: object = {}) => {
    const { body } = await call('POST', '/v1/sandbox/disputes', { dialect: 'alipay', amount: { value: 12000, currency: 'THB' }, respond_in: 'P7D', ...more })
    return { id: textOf(body.id), theirs: textOf(body.theirs?.id) }
  }
  const post = (path: string, body: object | string, asked = {}) => client.post(`${kit.url}${path}`, clientId, typeof body === 'string' ? body : JSON.stringify(body), asked)
  const resultOf = ({ status, json, headers }: Awaited<ReturnType<typeof post>>) => `${status} ${json.result.resultCode} ${json.result.resultStatus} ${headers.has('signature') ? 'signed' : 'unsigned'}`

  for (const [at, base] of [['sandbox', box], ['live', live]] as const) {
    test(`the ${at} path: accepted once, then a repetition`, async t => {
      if (absent) return t.skip(absent)
      const { theirs: disputeId } = await open()
      const done = await post(`${base}/acceptDispute`, { disputeId })
      assert.equal(resultOf(done), '200 SUCCESS S signed')
      assert.deepEqual([done.json.disputeId, done.headers.get('client-id'), done.headers.get('content-type')?.toLowerCase()], [disputeId, clientId, 'application/json; charset=utf-8'])
      assert.ok(['signature', 'client-id', 'response-time'].every(name => done.headers.has(name)))
      assert.equal(resultOf(await post(`${base}/acceptDispute`, { disputeId })), '200 REPEAT_REQUEST F signed')
    })
  }

  test('a document is supplied and read back, and the form is a PDF', async t => {
    if (absent) return t.skip(absent)
    const { theirs: disputeId } = await open()
    assert.equal(resultOf(await post(`${box}/supplyDefenseDocument`, { disputeId, disputeEvidence: 'JVBERi0xLjQ=' })), '200 SUCCESS S signed')
    const file = await post(`${box}/downloadDisputeEvidence`, { disputeId, disputeEvidenceType: 'DISPUTE_EVIDENCE_FILE' })
    assert.deepEqual([resultOf(file), file.json.disputeEvidence], ['200 SUCCESS S signed', 'JVBERi0xLjQ='])
    const form = await post(`${box}/downloadDisputeEvidence`, { disputeId, disputeEvidenceType: 'DISPUTE_EVIDENCE_TEMPLATE' })
    assert.match(Buffer.from(form.json.disputeEvidence as string, 'base64').toString(), /^%PDF/)
  })

  test('every error of the calls, as curl hears it', async t => {
    if (absent) return t.skip(absent)
    const { theirs: disputeId } = await open({ phase: 'compliance' })
    const document = { disputeId, disputeEvidence: 'JVBERi0xLjQ=' }
    assert.equal(resultOf(await post(`${box}/acceptDispute`, {})), '200 PARAM_ILLEGAL F signed')
    assert.equal(resultOf(await post(`${box}/acceptDispute`, '{')), '200 PARAM_ILLEGAL F signed')
    assert.equal(resultOf(await post(`${box}/acceptDispute`, { disputeId }, { signedPath: `${live}/acceptDispute` })), '200 INVALID_SIGNATURE F unsigned')
    assert.equal(resultOf(await post(`${box}/supplyDefenseDocument`, document)), '200 SUCCESS S signed')
    assert.equal(resultOf(await post(`${box}/supplyDefenseDocument`, document)), '200 NOT_ALLOW_IN_CURRENT_STATUS F signed')
    await callerOf(kit, kit.adminKey)('POST', '/v1/sandbox/faults', { dialect: 'alipay', operation: 'acceptDispute', fault: 'error-before', times: 1 })
    assert.equal(resultOf(await post(`${box}/acceptDispute`, { disputeId })), '200 UNKNOWN_EXCEPTION U signed')
    assert.equal(resultOf(await post(`${box}/nothing`, {})), '404 PARAM_ILLEGAL F unsigned')
    const late = await open({ respond_in: 'PT1H' })
    kit.clock.advance(3_600_001)
    assert.equal(resultOf(await post(`${box}/acceptDispute`, { disputeId: late.theirs })), '200 TIME_EXCEEDS_LIMIT F signed')
  })

  test('a document that is too large is refused, also before it was read', async t => {
    if (absent) return t.skip(absent)
    const { theirs: disputeId } = await open()
    for (const length of [1_000_004, 1_200_000]) {
      assert.equal(resultOf(await post(`${box}/supplyDefenseDocument`, { disputeId, disputeEvidence: 'A'.repeat(length) }, { headers: ['Expect:'] })), '200 PARAM_ILLEGAL F signed')
    }
    assert.equal(resultOf(await post(`${box}/supplyDefenseDocument`, { disputeId, disputeEvidence: 'A'.repeat(1_000_000) })), '200 SUCCESS S signed')
  })

  test('headers as other clients send them: times of every form, two content types, extra and empty ones', async t => {
    if (absent) return t.skip(absent)
    const spelt = [
      { time: '2026-11-20T23:51:29+00:00', headers: ['Content-Type: application/json', 'Cache-Control: no-cache', 'Accept-Encoding: identity'] },
      { time: '2026-11-20T23:51:29+0000' }, { time: '2026-11-20T23:51:29.1234567Z', headers: ['X-sdkVersion: ams-dotnet.20201113', 'Agent-Token: 1'] },
      { headers: ['Content-Type: application/json', 'Key-Version: 1', 'agent-token;'] },
    ]
    for (const asked of spelt) assert.equal(resultOf(await post(`${box}/acceptDispute`, { disputeId: (await open()).theirs }, asked)), '200 SUCCESS S signed', JSON.stringify(asked))
  })

  test('the request line in its absolute form, as the Python client writes it', async t => {
    if (absent) return t.skip(absent)
    const { theirs } = await open()
    const path = `${box}/acceptDispute`
    const told = await post(path, `{\n   "disputeId": "${theirs}"\n}`, { target: `https://127.0.0.1${path}`, time: '2026-11-20T23:51:29+00:00' })
    assert.equal(resultOf(told), '200 SUCCESS S signed')
    assert.equal(resultOf(await post(path, { disputeId: theirs }, { target: `https://elsewhere.example${path}` })), '200 INVALID_SIGNATURE F unsigned')
  })

  test('a notification verifies with openssl over the path of its URL', async t => {
    if (absent) return t.skip(absent)
    const receiver = await startReceiver(answers(200, '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}'))
    t.after(() => receiver.close())
    await kit.app.workers.runOnceAll(kit.clock.now())
    const made = await call('POST', '/v1/webhooks', { url: `${receiver.url}?a=1`, dialect: 'alipay' })
    assert.deepEqual([made.status, textOf(made.body.secret)], [201, publicKey])
    const { id, theirs } = await open()
    await call('POST', `/v1/disputes/${id}/accept`, { reason: 'no_proof' })
    await kit.app.workers.runOnceAll(kit.clock.now())
    await receiver.nth(2)
    assert.ok(receiver.received.every(({ body }) => body.includes(theirs)))
    for (const { path, headers, body } of receiver.received) {
      await client.verify(`POST ${path}\n${headers['client-id'] as string}.${headers['request-time'] as string}.${body}`, headers.signature as string)
    }
    assert.ok(receiver.received.some(({ body }) => body.includes('MERCHANT_ACCEPTED')))
  })
})
