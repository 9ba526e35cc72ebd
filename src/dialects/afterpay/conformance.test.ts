// The conformance cases of the contract that this folder was built from, by their numbers.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { judge, startCases, type Cases, type Heard } from '../../../test/kit/afterpay.ts'
import { items, textOf } from '../../../test/kit/native.ts'
import { multipart, samplePdf } from '../../../test/kit/afterpay-files.ts'
import { answers, startReceiver } from '../../../test/kit/receiver.ts'
import { acceptAsked, answer, error, facing } from '../../../test/kit/afterpay-upstream.ts'
import { exampleAccepted } from './contract/examples.ts'
import { signatureOf, verify } from './scheme.ts'

const numbers = [1, 2, 4, 5, 7, 9, 10, 12, 14, 16, 18, 20, 22, 23, 25, 27, 29, 31, 33, 35, 36, 38, 40, 42, 44, 45, 47, 48, 50, 52, 54, 56, 58, 60, 62]

test('every case is a test here', () => {
  const here = [...readFileSync(new URL(import.meta.url), 'utf8').matchAll(/^ {2}test\('case (\d+):/gm)].map(([, number]) => Number(number))
  assert.deepEqual(here, numbers)
})

let cases: Cases
beforeEach(async () => void (cases = await startCases()))
afterEach(() => cases.kit.close())

const accept = (id: string, headers: Record<string, string | null> = {}, method = 'GET') => cases.A.call(method, `/v2/disputes/${id}/accept`, undefined, headers)
const read = async (id: string) => (await cases.A.call('GET', `/v2/disputes/${id}`)).body

function refused(heard: Heard, status: number, errorCode?: string): void {
  assert.equal(heard.status, status, heard.text)
  assert.deepEqual(Object.keys(heard.body), ['errorCode', 'errorId', 'message', 'httpStatusCode'])
  assert.equal(heard.body.httpStatusCode, status as never)
  assert.match(textOf(heard.body.errorId), /^[0-9a-f]{16}$/)
  if (errorCode) assert.equal(heard.body.errorCode, errorCode as never)
}

async function unchanged(id: string, status = 'needs_response'): Promise<void> {
  assert.equal(textOf((await read(id)).status), status)
}

describe('conformance', () => {
  test('case 1: accepting by GET gives the bare dispute, lost and closed', async () => {
    const { status, body } = await accept(cases.N.id)
    assert.deepEqual([status, body.id, body.status, body.open], [200, cases.N.id, 'lost', false])
  })

  test('case 2: its closing reason is merchant_accepted', async () => {
    assert.equal((await accept(cases.N.id)).body.closingReason, 'merchant_accepted' as never)
  })

  test('case 4: accepting by POST is the same', async () => {
    const { status, body } = await accept(cases.N.id, {}, 'POST')
    assert.deepEqual([status, body.id, body.status, body.open, body.closingReason], [200, cases.N.id, 'lost', false, 'merchant_accepted'])
  })

  test('case 5: what is under review can be accepted', async () => {
    await unchanged(cases.U.id, 'under_review')
    const { status, body } = await accept(cases.U.id)
    assert.deepEqual([status, body.status, body.open], [200, 'lost', false])
  })

  test('case 7: what is won cannot be accepted and stays won', async () => {
    refused(await accept(cases.W.id), 412)
    await unchanged(cases.W.id, 'won')
    refused(await accept(cases.L.id), 412)
  })

  test('case 9: of two accepts at the same instant one is done and the other refused', async () => {
    const both = await Promise.all([accept(cases.N.id), accept(cases.N.id, {}, 'POST')])
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 412])
  })

  test('case 10: without credentials nothing happens', async () => {
    refused(await accept(cases.N.id, { authorization: null }), 401, 'unauthorized')
    await unchanged(cases.N.id)
  })

  test('case 12: credentials that are not encoded are none', async () => {
    refused(await accept(cases.N.id, { authorization: 'Basic 32:abcdefgh' }), 401)
    await unchanged(cases.N.id)
  })

  test('case 14: another merchant is told that there is no such dispute', async () => {
    const foreign = await cases.B.call('GET', `/v2/disputes/${cases.N.id}/accept`)
    refused(foreign, 404)
    await unchanged(cases.N.id)
  })

  test('case 16: an Accept of HTML is refused', async () => {
    refused(await accept(cases.N.id, { accept: 'text/html' }), 406, 'error')
    await unchanged(cases.N.id)
  })

  test('case 18: no Accept is an Accept of JSON', async () => {
    assert.equal((await accept(cases.N.id, { accept: null })).status, 200)
  })

  test('case 20: a query says nothing', async () => {
    assert.equal((await cases.A.call('GET', `/v2/disputes/${cases.N.id}/accept?x=1`)).status, 200)
  })

  test('case 22: the fields of a dispute are strings, and open is true', async () => {
    const body = await read(cases.N.id)
    for (const field of ['id', 'order', 'amount', 'reason', 'status', 'responseDueBy', 'createdAt', 'openingNote', 'merchantOrderId', 'transactionDate', 'settlementAmount']) {
      assert.equal(typeof body[field], 'string', field)
    }
    assert.equal(body.open, true as never)
  })

  test('case 23: amounts are decimal text', async () => {
    const { amount, settlementAmount } = await read(cases.N.id)
    assert.deepEqual([amount, settlementAmount], ['48.46', '48.46'])
  })

  test('case 25: thirteen days are left when a dispute is opened', async () => {
    const { responseDueBy, createdAt } = await read(cases.N.id)
    assert.equal(Number(responseDueBy) - Number(createdAt), 1_123_200)
  })

  test('case 27: a page of one of several says how many there are', async () => {
    const { status, body } = await cases.A.call('GET', '/v2/disputes?offset=0&limit=1')
    assert.deepEqual([status, items(body.data).length, body.offset, body.limit, body.total], [200, 1, 0, 1, 4])
  })

  test('case 29: a list of one status has its rows and counts them', async () => {
    for (const [status, id] of [['needs_response', cases.N.id], ['under_review', cases.U.id], ['lost', cases.L.id], ['won', cases.W.id]] as const) {
      const { body } = await cases.A.call('GET', `/v2/disputes?status=${status}`)
      assert.deepEqual([items(body.data).map(row => textOf(row.id)), body.total], [[id], 1], status)
    }
  })

  test('case 31: openedBefore takes in what was created at that instant, and openedAfter too', async () => {
    const { createdAt } = await read(cases.N.id)
    const iso = new Date(Number(createdAt) * 1000).toISOString()
    for (const at of [iso, iso.replace('.000Z', 'Z'), iso.replace('.000Z', ''), String(createdAt)]) {
      for (const name of ['openedBefore', 'openedAfter']) assert.equal((await cases.A.call('GET', `/v2/disputes?${name}=${at}`)).body.total, 4 as never, `${name} ${at}`)
    }
    assert.equal((await cases.A.call('GET', `/v2/disputes?openedBefore=${Number(createdAt) - 1}`)).body.total, 0 as never)
    assert.equal((await cases.A.call('GET', `/v2/disputes?openedAfter=${Number(createdAt) + 1}`)).body.total, 0 as never)
  })

  test('case 33: a list has no row of another merchant', async () => {
    assert.equal((await cases.B.call('GET', '/v2/disputes')).body.total, 0 as never)
    assert.equal((await cases.B.call('GET', '/v2/disputes?merchant=32')).body.total, 0 as never)
  })

  test('case 35: responding with nested evidence puts it under review', async () => {
    const { status, body } = await cases.A.call('POST', `/v2/disputes/${cases.N.id}`, { evidence: { uncategorizedText: 'x' } })
    assert.deepEqual([status, body.status, body.open], [200, 'under_review', true])
  })

  test('case 36: flat evidence does the same', async () => {
    const { status, body } = await cases.A.call('POST', `/v2/disputes/${cases.N.id}`, { uncategorizedText: 'x' })
    assert.deepEqual([status, body.status], [200, 'under_review'])
  })

  test('case 38: a response needs a field', async () => {
    refused(await cases.A.call('POST', `/v2/disputes/${cases.N.id}`, { evidence: {} }), 422)
    await unchanged(cases.N.id)
  })

  test('case 40: a token that was never issued is no file', async () => {
    for (const token of ['fi_7wvZBQqWzoPGLxvaMkpTjX', 'x']) refused(await cases.A.call('POST', `/v2/disputes/${cases.N.id}`, { evidence: { uncategorizedFile: token } }), 422)
    await unchanged(cases.N.id)
  })

  test('case 42: a response is JSON', async () => {
    refused(await cases.A.call('POST', `/v2/disputes/${cases.N.id}`, '{"uncategorizedText":"x"}', { 'content-type': 'text/plain' }), 415, 'error')
    await unchanged(cases.N.id)
  })

  test('case 44: a small PDF is taken as a form, as base 64, and by the key of what is here', async () => {
    const form = multipart({ file: { bytes: samplePdf }, fileType: 'dispute_evidence' })
    const staged = await cases.A.native('POST', `/v1/disputes/${cases.N.own}/evidence`, multipart({ file: { bytes: samplePdf } }).body, multipart({ file: { bytes: samplePdf } }).headers)
    const answers = [
      await cases.A.call('POST', '/v2/disputes/files', form.body, form.headers),
      await cases.A.call('POST', '/v2/disputes/files', { file: Buffer.from(samplePdf).toString('base64'), fileType: 'dispute_evidence' }),
      await cases.A.call('POST', '/v2/disputes/files', { file: { key: textOf(staged.body.id) }, fileType: 'dispute_evidence' }),
    ]
    for (const { status, body, text } of answers) {
      assert.equal(status, 200, text)
      assert.match(textOf(body.id), /^fi_[1-9A-HJ-NP-Za-km-z]{22}$/)
      assert.equal(Date.parse(textOf(body.expiresAt)) - Date.parse(textOf(body.createdAt)), 30 * 86_400_000)
    }
  })

  test('case 45: another fileType is refused', async () => {
    const form = multipart({ file: { bytes: samplePdf }, fileType: 'other' })
    refused(await cases.A.call('POST', '/v2/disputes/files', form.body, form.headers), 422)
  })

  test('case 47: a plain text is no file that is taken', async () => {
    const form = multipart({ file: { bytes: 'Dear bank', name: 'letter.pdf', type: 'application/pdf' }, fileType: 'dispute_evidence' })
    refused(await cases.A.call('POST', '/v2/disputes/files', form.body, form.headers), 415)
  })

  test('case 48: a file is found by its path, with and without its id in the query, and its link leads to its bytes', async () => {
    const { id } = (await cases.A.call('POST', '/v2/disputes/files', { file: Buffer.from(samplePdf).toString('base64'), fileType: 'dispute_evidence' })).body
    for (const query of ['', `?id=${textOf(id)}`]) {
      const { status, body } = await cases.A.call('GET', `/v2/disputes/files/${textOf(id)}${query}`)
      assert.equal(status, 200)
      assert.ok(Date.parse(textOf(body.expiresAt)) > cases.kit.clock.now())
      const url = new URL(textOf(body.url))
      const bytes = await cases.A.call('GET', url.pathname + url.search, undefined, { authorization: null })
      assert.deepEqual([bytes.status, bytes.text], [200, samplePdf])
    }
    refused(await cases.A.call('GET', `/v2/disputes/files/${textOf(id)}?id=fi_1111111111111111111111`), 422)
  })

  test('case 50: what nobody answered is lost by its deadline, and cannot be accepted then', async () => {
    const { responseDueBy } = await read(cases.N.id)
    cases.kit.clock.set(Number(responseDueBy) * 1000)
    await cases.kit.app.workers.runOnceAll(cases.kit.clock.now())
    await unchanged(cases.N.id)
    cases.kit.clock.advance(1000)
    refused(await accept(cases.N.id), 412)
    await cases.kit.app.workers.runOnceAll(cases.kit.clock.now())
    const body = await read(cases.N.id)
    assert.deepEqual([body.status, body.closingReason, body.open], ['lost', 'deadline_expired', false])
    refused(await accept(cases.N.id), 412)
  })

  test('case 52: evidence that is accepted wins', async () => {
    await judge(cases.A, cases.U.own, 'won')
    const body = await read(cases.U.id)
    assert.deepEqual([body.status, body.closingReason, body.open], ['won', 'evidence_accepted', false])
  })

  test('case 54: money moves once, when the dispute is accepted, and for the dispute and its order', async () => {
    const postings = async () => items((await cases.A.native('GET', `/v1/disputes/${N.own}/postings`)).body.data)
    const N = await cases.kit.dispute(cases.A, { payment: { id: '400100001' } })
    assert.deepEqual(await postings(), [])
    assert.equal((await accept(N.id)).status, 200)
    refused(await accept(N.id), 412)
    const [entry, ...more] = await postings()
    assert.deepEqual([more.length, textOf(entry!.dispute), JSON.stringify(entry!.amount)], [0, N.own, '{"value":4846,"currency":"USD"}'])
    assert.equal((await read(N.id)).order, '400100001' as never)
  })

  test('case 56: what is decided is told by a webhook of the type updated, signed for where it goes', async () => {
    const work = () => cases.kit.app.workers.runOnceAll(cases.kit.clock.now())
    const receiver = await startReceiver(answers(200))
    await work()
    const made = await cases.A.native('POST', '/v1/webhooks', { url: receiver.url, dialect: 'afterpay' })
    assert.equal(made.status, 201, made.text)
    await judge(cases.A, cases.U.own, 'lost')
    await work()
    const told = await receiver.nth(1)
    await receiver.close()
    const body = JSON.parse(told.body) as Record<string, string>
    assert.deepEqual([body.webhook_event_type, body.dispute_id, body.merchant_reference], ['updated', cases.U.id, cases.A.id])
    const [date, signature] = ['x-afterpay-request-date', 'x-afterpay-request-signature'].map(name => told.headers[name] as string)
    assert.equal(verify({ url: receiver.url, date, signature, body: told.body }, [textOf(made.body.secret)], Number(date) * 1000), 'genuine')
  })

  test('case 58: a webhook with one byte of its body changed is forged', () => {
    const { url, date, body, signature, key, now } = vector
    assert.equal(verify({ url, date, signature, body: body.replace('created', 'createe') }, [key], now), 'forged')
    assert.equal(verify({ url, date, signature, body }, [key], now), 'genuine')
  })

  test('case 60: a signature that is no signature is forged', () => {
    const { url, date, body, key, now } = vector
    for (const signature of ['zz', '', undefined, '='.repeat(44), 'A'.repeat(43) + '=', signatureOf({ url, date, body }, key).slice(0, 40)]) {
      assert.equal(verify({ url, date, signature, body }, [key], now), 'forged', String(signature))
    }
  })

  test('case 62: a client whose accept meets 412 reads back, and tells what it finds accepted as accepted, without another accept', async () => {
    const { upstream, lines } = facing([error(412, 'precondition_failed'), answer(200, exampleAccepted)])
    const outcome = await upstream.accept(acceptAsked())
    assert.ok(outcome.kind === 'done')
    assert.deepEqual([outcome.value.reading.state, lines()], ['accepted', [`GET /v2/disputes/${exampleAccepted.id}/accept`, `GET /v2/disputes/${exampleAccepted.id}`]])
  })
})

const vector = {
  key: 'test_hmac_secret', url: 'https://merchant.example.com/afterpay/webhooks', date: '1664239810', now: 1_664_239_810_000,
  body: '{"webhook_event_id": "b4df2187-4090-4845-be15-a73546107cbe", "webhook_event_type": "created", "dispute_id": "dp_KvGaECApCMdsH8earUSa2V", "merchant_reference": "08CF65ZSFNHVM"}',
  signature: 'Fl/8Bg6bFtgygvne+gPPeQedlUP9cI3xPqE9wa2aDQ0=',
}
