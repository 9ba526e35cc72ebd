import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startAfterpay } from '../../../../test/kit/afterpay.ts'
import { multipart, samplePdf } from '../../../../test/kit/afterpay-files.ts'
import { items, textOf } from '../../../../test/kit/native.ts'
import { check } from '../../../engine/check.ts'

const kit = await startAfterpay()
after(() => kit.close())
const shop = await kit.shop('Mill Ceramics')
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const base64 = Buffer.from(samplePdf).toString('base64')
const send = (file: unknown, fileType: unknown = 'dispute_evidence') => shop.call('POST', '/v2/disputes/files', { file, fileType })
const upload = async (file: string = base64) => textOf((await send(file)).body.id)
const respond = (id: string, body: unknown) => shop.call('POST', `/v2/disputes/${id}`, body)
const statusOf = async (id: string) => textOf((await shop.call('GET', `/v2/disputes/${id}`)).body.status)

test('a response goes out whole: each field is a piece of evidence, in one event and one notice', async () => {
  const { id, own } = await kit.dispute(shop)
  const [file, other] = [await upload(), await upload(gif.toString('base64'))]
  const evidence = { shippingCarrier: 'Australia Post, DHL', shippingDate: 'third of November', uncategorizedText: 'ก'.repeat(5000), shippingDocumentation: file, uncategorizedFile: other, refundPolicy: null }
  assert.equal((await respond(id, { id, evidence })).status, 200)
  const defense = items((await shop.native('GET', `/v1/disputes/${own}`)).body.defense?.evidence)
  assert.deepEqual(defense.map(({ category, type }) => [category, type].join()), ['shippingDate,text/plain', 'shippingCarrier,text/plain', 'uncategorizedText,text/plain', 'shippingDocumentation,application/pdf', 'uncategorizedFile,image/gif'])
  assert.deepEqual(items((await shop.native('GET', `/v1/disputes/${own}/events`)).body.data).map(({ kind }) => textOf(kind)), ['opened', 'submitted'])
  const content = await shop.native('GET', `/v1/disputes/${own}/evidence/${textOf(defense[3]!.id)}/content`)
  assert.equal(Buffer.from(content.bytes).toString(), samplePdf)
})

test('what cannot be taken leaves no trace: the dispute waits for its response as before', async () => {
  const { id, own } = await kit.dispute(shop)
  const file = await upload()
  const bad: unknown[] = [
    {}, { evidence: {} }, { id }, { evidence: { uncategorizedText: null } }, { evidence: { uncategorizedText: '' } }, { evidence: { uncategorizedText: 'x'.repeat(5001) } }, { evidence: { uncategorizedText: 'a\u0000b' } },
    { evidence: { uncategorizedText: 'x' }, uncategorizedText: 'x' }, { evidence: { uncategorisedText: 'x' } }, { evidence: { uncategorizedText: 7 } }, { id: 'dp_1111111111111111111111', uncategorizedText: 'x' },
    { refundPolicy: file, uncategorizedFile: file }, { uncategorizedText: 'x', uncategorizedFile: 'fi_1111111111111111111111' }, { uncategorizedFile: `${file}x` }, null, 'x',
  ]
  for (const body of bad) assert.equal((await respond(id, JSON.stringify(body))).status, 422, JSON.stringify(body).slice(0, 80))
  assert.equal((await respond(id, '{"uncategorizedText":"\\ud800"}')).status, 400, 'half a character is no JSON that everybody reads alike')
  const after = (await shop.native('GET', `/v1/disputes/${own}`)).body
  assert.deepEqual([textOf(after.state), Number(after.revision), items(after.evidence).length], ['needs_response', 1, 0])
})

test('of two responses at once one is taken, and a later one is refused', async () => {
  const { id, own } = await kit.dispute(shop)
  const both = await Promise.all(['one', 'two'].map(uncategorizedText => respond(id, { uncategorizedText })))
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 412])
  assert.equal((await respond(id, { uncategorizedText: 'three' })).status, 412)
  assert.equal(items((await shop.native('GET', `/v1/disputes/${own}`)).body.defense?.evidence).length, 1)
})

test('a customer who asks again finds the evidence used up, and the dispute can still be accepted', async () => {
  const { id, own } = await kit.dispute(shop)
  await respond(id, { uncategorizedText: 'x' })
  assert.equal((await shop.native('POST', `/v1/sandbox/disputes/${own}/escalate`, { phase: 'chargeback', respond_in: 'P13D' })).status, 200)
  assert.equal(await statusOf(id), 'needs_response')
  assert.equal((await respond(id, { uncategorizedText: 'more' })).status, 412)
  assert.equal((await shop.call('GET', `/v2/disputes/${id}/accept`)).status, 200)
})

test('a file is what its bytes are, whatever it is called', async () => {
  const form = async (bytes: Uint8Array | string, name: string, type: string) => (await shop.call('POST', '/v2/disputes/files', ...sent({ file: { bytes, name, type }, fileType: 'dispute_evidence' }))).status
  const tiff = Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  assert.deepEqual([await form(gif, 'a.gif', 'image/gif'), await form(samplePdf, '../../etc/passwd', 'text/html'), await form('<svg/>', 'a.png', 'image/png'), await form(tiff, 'a.tiff', 'image/tiff'), await form(`<html>${samplePdf}`, 'a.pdf', 'application/pdf')], [200, 200, 415, 415, 415])
})

test('an upload says what it is and has bytes', async () => {
  for (const [file, fileType, status] of [[base64, 'other', 422], [base64, undefined, 422], [null, 'dispute_evidence', 422], ['', 'dispute_evidence', 422], ['###', 'dispute_evidence', 422], [`${base64}=`, 'dispute_evidence', 422], [{ key: 'x' }, 'dispute_evidence', 422], [{}, 'dispute_evidence', 422], [7, 'dispute_evidence', 422]] as const) {
    assert.equal((await send(file, fileType ?? null)).status, status, JSON.stringify(file))
  }
  for (const part of [{ fileType: 'dispute_evidence' }, { file: { bytes: samplePdf } }, { file: { bytes: '' }, fileType: 'dispute_evidence' }]) assert.equal((await shop.call('POST', '/v2/disputes/files', ...sent(part))).status, 422)
  assert.equal((await shop.call('POST', '/v2/disputes/files', samplePdf, { 'content-type': 'application/pdf' })).status, 415)
})

test('ten megabytes are taken, one byte more is too large, in either transport', async () => {
  const ofSize = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 16, ' '), Buffer.from('%%EOF\n\n')])
  const [fits, over] = [ofSize(10_485_760), ofSize(10_485_761)]
  const form = async (bytes: Uint8Array) => (await shop.call('POST', '/v2/disputes/files', ...sent({ file: { bytes }, fileType: 'dispute_evidence' }))).status
  assert.deepEqual([await form(fits), await form(over)], [200, 413])
  assert.deepEqual([(await send(fits.toString('base64'))).status, (await send(over.toString('base64'))).status, (await send(Buffer.alloc(12_000_000).toString('base64'))).status], [200, 413, 413])
})

test('each upload is a file of its own, whose token names nothing after thirty days', async () => {
  const [one, two] = [await upload(), await upload()]
  assert.notEqual(one, two)
  const { id } = await kit.dispute(shop, { respond_in: 'P60D' })
  kit.clock.advance(30 * 86_400_000 - 1)
  assert.equal((await shop.call('GET', `/v2/disputes/files/${one}`)).status, 200)
  kit.clock.advance(1)
  assert.deepEqual([(await shop.call('GET', `/v2/disputes/files/${one}`)).status, (await respond(id, { uncategorizedFile: one })).status], [404, 422])
})

test('a link is good for one file, for a while, and for nobody who changed it', async () => {
  const [file, other] = [await upload(), await upload()]
  const { body } = await shop.call('GET', `/v2/disputes/files/${file}`, undefined, { host: 'parley.test' })
  const url = new URL(textOf(body.url))
  assert.equal(url.origin, 'http://parley.test')
  const follow = async (change: (link: URL) => void) => {
    const link = new URL(url)
    change(link)
    return (await shop.call('GET', link.pathname + link.search, undefined, { authorization: null })).status
  }
  const put = (name: string, value: string) => (link: URL) => link.searchParams.set(name, value)
  assert.equal(await follow(() => {}), 200)
  const forgeries = [put('expires', String(Number(url.searchParams.get('expires')) + 1)), put('merchant', 'mch_00000000000000000000000000'), put('signature', 'x'), put('signature', ''), (link: URL) => void (link.pathname = link.pathname.replace(file, other))]
  for (const forgery of forgeries) assert.equal(await follow(forgery), 404)
  assert.equal(await follow(link => link.searchParams.delete('signature')), 422)
  const headers = (await shop.call('GET', url.pathname + url.search)).headers
  assert.match(headers['content-disposition']!, /^attachment; filename="fi_\w+\.pdf"$/)
  kit.clock.set(Date.parse(textOf(body.expiresAt)) + 1)
  assert.equal(await follow(() => {}), 404)
})

test('the books and the history hold after all of it', async () => {
  await kit.app.workers.runOnceAll(kit.clock.now())
  const { problems } = await check(kit.app.store, { now: kit.clock.now() })
  assert.deepEqual(problems.filter(({ severity }) => severity !== 'warning'), [])
})

function sent(parts: Parameters<typeof multipart>[0]): [Uint8Array, Record<string, string>] {
  const { body, headers } = multipart(parts)
  return [body, headers]
}
