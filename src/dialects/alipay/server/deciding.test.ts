import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { box, live, pdf, pkcs8, startAlipay } from '../../../../test/kit/alipay.ts'
import { textOf, type Json } from '../../../../test/kit/native.ts'
import { mostDefenses } from './supply.ts'

const kit = await startAlipay()
after(() => kit.close())
const mill = await kit.alipay('SANDBOX_MILL')

const accept = (disputeId: string) => kit.call(mill, `${box}/acceptDispute`, { disputeId })
const supply = (disputeId: string, disputeEvidence = pdf) => kit.call(mill, `${box}/supplyDefenseDocument`, { disputeId, disputeEvidence })
const download = (disputeId: string, disputeEvidenceType = 'DISPUTE_EVIDENCE_FILE', of = mill) => kit.call(of, `${box}/downloadDisputeEvidence`, { disputeId, disputeEvidenceType })
const read = async (id: string) => (await mill.call('GET', `/v1/disputes/${id}`)).body
const sandbox = (id: string, what: string, more: object) => mill.call('POST', `/v1/sandbox/disputes/${id}/${what}`, more)
const document = (text: string) => Buffer.from(text).toString('base64')

test('an acceptance is told once, signed, and is in the books', async () => {
  const { id, theirs } = await kit.dispute(mill)
  const first = await accept(theirs)
  assert.deepEqual([first.status, first.code, first.signed, first.text], [200, 'SUCCESS S', true, `{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"Success"},"disputeId":"${theirs}","disputeResolutionTime":"2026-11-20T09:00:00+00:00"}`])
  const again = await accept(theirs)
  assert.deepEqual([again.status, again.code, again.signed, Object.keys(again.body)], [200, 'REPEAT_REQUEST F', true, ['result']])
  const { state, acceptance, books } = await read(id)
  assert.deepEqual([state, acceptance?.reason, acceptance?.by?.surface, books], ['accepted', 'unspecified', 'alipay', { held: 0, gone: 12000, currency: 'THB' }])
})

test('whatever was told as opened can be accepted, whichever phase is behind it; what is told only when it is over cannot', async () => {
  for (const phase of ['inquiry', 'chargeback', 'pre_arbitration', 'arbitration', 'compliance', 'unknown']) {
    assert.equal((await accept((await kit.dispute(mill, { phase })).theirs)).code, 'SUCCESS S', phase)
  }
  assert.equal((await accept((await kit.dispute(mill, { phase: 'alert' })).theirs)).code, 'PARAM_ILLEGAL F')
})

test('thirty-two acceptances at once are one, over both paths and the native API', async () => {
  const { id, theirs } = await kit.dispute(mill)
  const calls = Array.from({ length: 32 }, (_, place) => kit.call(mill, `${place % 2 ? box : live}/acceptDispute`, { disputeId: theirs }))
  const codes = (await Promise.all([...calls, mill.call('POST', `/v1/disputes/${id}/accept`, { reason: 'no_proof' })])).map(told => ('code' in told ? told.code : told.status))
  assert.equal(codes.filter(code => code === 'SUCCESS S' || code === 200).length, 1)
  assert.equal(codes.filter(code => code === 'REPEAT_REQUEST F' || code === 409).length, 32)
  assert.deepEqual((await read(id)).books, { held: 0, gone: 12000, currency: 'THB' })
})

const closed: [string, (id: string, theirs: string) => Promise<unknown>][] = [
  ['defended', (_, theirs) => supply(theirs)],
  ['won', id => sandbox(id, 'judge', { verdict: 'won' })],
  ['lost', id => sandbox(id, 'judge', { verdict: 'lost' })],
  ['cancelled by the buyer', id => sandbox(id, 'judge', { verdict: 'withdrawn' })],
  ['settled by RDR', id => sandbox(id, 'judge', { verdict: 'prevented' })],
  ['refunded', id => sandbox(id, 'judge', { verdict: 'refunded' })],
  ['accepted in the dashboard', id => mill.call('POST', `/v1/disputes/${id}/accept`, { reason: 'no_proof' })],
]

for (const [how, happens] of closed) {
  test(`a dispute that is ${how} can be neither accepted nor defended`, async () => {
    const { id, theirs } = await kit.dispute(mill)
    await happens(id, theirs)
    const { state, books } = await read(id)
    for (const told of [await accept(theirs), await supply(theirs)]) assert.deepEqual([told.code, Object.keys(told.body)], ['REPEAT_REQUEST F', ['result']])
    const after = await read(id)
    assert.deepEqual([after.state, after.books], [state, books])
  })
}

test('an accepted dispute can no longer be defended', async () => {
  const { theirs } = await kit.dispute(mill)
  await accept(theirs)
  assert.equal((await supply(theirs)).code, 'REPEAT_REQUEST F')
})

test('every type can be accepted but an RDR, and a retrieval request then pays the buyer', async () => {
  for (const phase of ['chargeback', 'inquiry', 'compliance', 'unknown']) {
    const { id, theirs } = await kit.dispute(mill, { phase })
    assert.equal((await accept(theirs)).code, 'SUCCESS S', phase)
    assert.equal((await read(id)).books?.gone as unknown as number, 12000)
  }
  const { theirs } = await kit.dispute(mill, { phase: 'alert' })
  assert.equal((await accept(theirs)).code, 'PARAM_ILLEGAL F')
})

test('an acceptance that waits in its undo window is neither done nor refused', async () => {
  const { id, theirs } = await kit.dispute(mill)
  const { act } = (await mill.call('POST', `/v1/disputes/${id}/accept`, { reason: 'no_proof', hold_seconds: 600 })).body
  for (const told of [await accept(theirs), await supply(theirs)]) assert.deepEqual([told.status, told.code, told.signed], [200, 'UNKNOWN_EXCEPTION U', true])
  await mill.call('POST', `/v1/acts/${act?.id}/undo`)
  assert.equal((await accept(theirs)).code, 'SUCCESS S')
})

test('a payment that went back already is not paid back again', async () => {
  const payment = { id: 'paid-once', captured: { value: 12000, currency: 'THB' } }
  const [one, other] = [await kit.dispute(mill, { payment }), await kit.dispute(mill, { payment })]
  assert.equal((await accept(one.theirs)).code, 'SUCCESS S')
  assert.equal((await accept(other.theirs)).code, 'PARAM_ILLEGAL F')
})

test('what was supplied is read back, byte for byte, whatever happens afterwards', async () => {
  const sent: [string, string][] = [[document('%PDF-1.7 a'), 'PDF'], [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 5]).toString('base64'), 'WORD'], [document('PK\u0003\u0004docx'), 'WORD'], [document('hello'), 'WORD']]
  for (const [text, format] of sent) {
    const { id, theirs } = await kit.dispute(mill)
    assert.equal((await download(theirs)).code, 'PARAM_ILLEGAL F')
    assert.equal((await supply(theirs, text)).code, 'SUCCESS S')
    for (const told of [await download(theirs), (await sandbox(id, 'judge', { verdict: 'won' }), await download(theirs))]) {
      assert.deepEqual([told.code, told.body.disputeEvidence, told.body.disputeEvidenceFormat], ['SUCCESS S', text, format])
    }
  }
})

test('a million characters of Base64 are taken, one more group is not', async () => {
  const most = Buffer.alloc(750_000, 1).toString('base64')
  assert.equal(most.length, 1_000_000)
  const { theirs } = await kit.dispute(mill)
  for (const more of [`${most}AAAA`, `${most}A`]) assert.equal((await supply(theirs, more)).code, 'PARAM_ILLEGAL F')
  // PHP writes each slash as \/.
  const mixed = Buffer.from(Uint8Array.from({ length: 750_000 }, (_, place) => (place * 31 + (place >> 7)) & 255)).toString('base64')
  const slashes = await kit.call(mill, `${box}/supplyDefenseDocument`, JSON.stringify({ disputeId: theirs, disputeEvidence: mixed }).replaceAll('/', '\\/'))
  assert.equal(slashes.code, 'SUCCESS S')
})

test('what is no Base64, or nothing, is illegal', async () => {
  const { id, theirs } = await kit.dispute(mill)
  for (const text of ['', '=', 'JVBERi0xLjQ', 'JVBERi0xLjQ=\n', 'JVBE Ri0xLjQ=', 'JVBERi0xLjR=', 'JVBERi0_LjQ=', '%%%%', 'ä']) assert.equal((await supply(theirs, text)).code, 'PARAM_ILLEGAL F', JSON.stringify(text))
  assert.deepEqual([(await read(id)).state, (await read(id)).evidence], ['needs_response', []])
})

test('a file that was staged elsewhere makes room for the document of the call', async () => {
  const { id, theirs } = await kit.dispute(mill)
  const staged = await mill.call('POST', `/v1/disputes/${id}/evidence`, Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n%PDF-1.7\n%%EOF\n\r\n--b--\r\n'), { 'content-type': 'multipart/form-data; boundary=b' })
  assert.equal(staged.status, 201)
  assert.equal((await supply(theirs)).code, 'SUCCESS S')
  assert.equal((await download(theirs)).body.disputeEvidence, pdf as unknown as Json)
})

test('of documents that come at once one is sent, and it is the one that was told so', async () => {
  const { theirs } = await kit.dispute(mill)
  const texts = Array.from({ length: 8 }, (_, place) => document(`%PDF-1.7 ${place}`))
  const told = await Promise.all(texts.map(text => supply(theirs, text)))
  const sent = texts.filter((_, place) => told[place]!.code === 'SUCCESS S')
  assert.equal(sent.length, 1)
  assert.equal(told.filter(({ code }) => code === 'REPEAT_REQUEST F').length, 7)
  assert.equal((await download(theirs)).body.disputeEvidence, sent[0] as unknown as Json)
})

test('a compliance request takes another document after each check that failed, and no more than there may be', async () => {
  const { id, theirs } = await kit.dispute(mill, { phase: 'compliance' })
  for (let turn = 1; turn <= mostDefenses; turn++) {
    assert.equal((await supply(theirs, document(`%PDF ${turn}`))).code, 'SUCCESS S')
    assert.equal((await supply(theirs)).code, 'NOT_ALLOW_IN_CURRENT_STATUS F')
    assert.equal((await sandbox(id, 'escalate', { phase: 'compliance', respond_in: 'P3D' })).status, 200)
    assert.equal(Buffer.from(textOf((await download(theirs)).body.disputeEvidence), 'base64').toString(), `%PDF ${turn}`)
  }
  const told = await supply(theirs)
  assert.deepEqual([told.code, told.signed], ['DEFENSE_EXCEED_LIMIT F', true])
  assert.equal((await accept(theirs)).code, 'SUCCESS S')
})

test('what no notifyDefenseDocument announced is not there', async () => {
  const { theirs } = await kit.dispute(mill)
  assert.equal((await download(theirs, 'DISPUTE_EVIDENCE_AI')).code, 'PARAM_ILLEGAL F')
})

test('the short names of the Python client are known only to a credential that asks for them', async () => {
  const { theirs } = await kit.dispute(mill)
  await supply(theirs)
  const given = { client_id: 'SANDBOX_PYTHON', private_key: pkcs8(mill.privateKey), parley_private_key: pkcs8(kit.ours), evidence_type_names: 'short' }
  assert.equal((await mill.call('POST', `/v1/merchants/${mill.id}/credentials`, { dialect: 'alipay', given })).status, 201)
  const python = { ...mill, clientId: 'SANDBOX_PYTHON' }
  for (const name of ['TEMPLATE', 'FILE', 'DISPUTE_EVIDENCE_FILE']) assert.equal((await download(theirs, name, python)).code, 'SUCCESS S', name)
  for (const name of ['TEMPLATE', 'FILE']) assert.equal((await download(theirs, name)).code, 'PARAM_ILLEGAL F', name)
  for (const name of ['constructor', 'template']) assert.equal((await download(theirs, name, python)).code, 'PARAM_ILLEGAL F', name)
})

test('each fault is this API\'s own failure, at either path, and says after whether it happened', async () => {
  const cases: [string, string, string][] = [['refuse', 'PARAM_ILLEGAL F', 'needs_response'], ['error-before', 'UNKNOWN_EXCEPTION U', 'needs_response'], ['error-after', 'UNKNOWN_EXCEPTION U', 'accepted']]
  for (const path of [box, live]) for (const [fault, code, state] of cases) {
    const { id, theirs } = await kit.dispute(mill)
    await kit.admin('POST', '/v1/sandbox/faults', { dialect: 'alipay', operation: 'acceptDispute', fault, times: 1 })
    const told = await kit.call(mill, `${path}/acceptDispute`, { disputeId: theirs })
    assert.deepEqual([told.status, told.code, told.signed, (await read(id)).state], [200, code, true, state], `${fault} ${path}`)
  }
  const { theirs } = await kit.dispute(mill)
  await kit.admin('POST', '/v1/sandbox/faults', { dialect: 'alipay', operation: 'acceptDispute', fault: 'garbage', times: 1 })
  assert.equal((await accept(theirs)).headers.signature, undefined)
  assert.equal((await accept(theirs)).code, 'REPEAT_REQUEST F')
})
