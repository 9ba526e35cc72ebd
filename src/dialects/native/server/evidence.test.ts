import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { items, samplePdf, startNative, textOf, upload, type Json, type Upload } from '../../../../test/kit/native.ts'
import { attachment } from './download.ts'

const kit = await startNative()
after(() => kit.close())
const mill = await kit.merchant()
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

const add = async (dispute: unknown, file: Upload) => {
  const { body, headers } = upload(file)
  return mill.call('POST', `/v1/disputes/${dispute}/evidence`, body, headers)
}
const listed = async (dispute: unknown): Promise<Json[]> => items((await mill.call('GET', `/v1/disputes/${dispute}/evidence`)).body.data)
const kept = (id: unknown) => kit.engine.reads.file(mill.id as `mch_${string}`, textOf(id as Json))

test('a file is kept by its bytes, listed with its digest, and comes back as it went', async () => {
  const { id } = await kit.open(mill)
  const { status, body } = await add(id, { bytes: samplePdf, category: 'receipt' })
  assert.deepEqual([status, textOf(body.type), textOf(body.category), textOf(body.name)], [201, 'application/pdf', 'receipt', 'receipt.pdf'])
  assert.deepEqual(await listed(id), [body])
  const { bytes, headers } = await mill.call('GET', `/v1/disputes/${id}/evidence/${body.id}/content`)
  assert.equal(Buffer.from(bytes).toString(), samplePdf)
  assert.deepEqual(
    [headers['content-type'], headers['content-disposition'], headers['content-security-policy'], headers['x-content-type-options'], headers['cross-origin-resource-policy'], headers['cache-control']],
    ['application/octet-stream', 'attachment; filename="receipt.pdf"', "sandbox; default-src 'none'", 'nosniff', 'same-origin', 'no-store'])
})

test('the content decides, never the name or the declared type', async () => {
  const { id } = await kit.open(mill)
  assert.equal(textOf((await add(id, { bytes: png, name: 'page.html', type: 'application/octet-stream' })).body.type), 'image/png')
  for (const bytes of ['<html><script>alert(1)</script>', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'PK\u0003\u0004', ` ${samplePdf}`, `GIF89a${samplePdf}`]) {
    const { status, body } = await add(id, { bytes })
    assert.deepEqual([status, textOf(body.code)], [422, 'evidence_type_not_allowed'], bytes)
  }
  assert.equal(textOf((await add(id, { bytes: png, name: 'x.pdf', type: 'application/pdf' })).body.code), 'evidence_type_mismatch')
  assert.equal(textOf((await add(id, { bytes: '' })).body.code), 'evidence_empty')
  assert.equal((await listed(id)).length, 1)
})

test('what is refused leaves no bytes behind', async () => {
  const { id } = await kit.open(mill)
  await mill.call('POST', `/v1/disputes/${id}/accept`, { reason: 'no_proof' })
  assert.equal((await add(id, { bytes: samplePdf })).status, 409)
  const files = []
  for await (const file of kit.app.store.scan('file')) if (file.dispute === textOf(id)) files.push(file)
  assert.deepEqual(files, [])
})

test('removing evidence removes its bytes; after submission nothing can be removed', async () => {
  const { id } = await kit.open(mill)
  const [one, two] = [(await add(id, { bytes: samplePdf })).body, (await add(id, { bytes: png, type: 'image/png', name: 'a.png' })).body]
  assert.ok(await kept(one.id))
  const removed = await mill.call('DELETE', `/v1/disputes/${id}/evidence/${one.id}`)
  assert.deepEqual([removed.status, items(removed.body.evidence).map(item => textOf(item.id))], [200, [textOf(two.id)]])
  assert.equal(await kept(one.id), null)
  assert.equal((await mill.call('GET', `/v1/disputes/${id}/evidence/${one.id}/content`)).status, 404)
  await mill.call('POST', `/v1/disputes/${id}/submit`)
  assert.equal((await mill.call('DELETE', `/v1/disputes/${id}/evidence/${two.id}`)).status, 409)
  assert.ok(await kept(two.id))
})

test('evidence of an earlier defense can still be downloaded in the next cycle', async () => {
  const { id } = await kit.open(mill)
  const { body: file } = await add(id, { bytes: samplePdf })
  const { body: text } = await mill.call('POST', `/v1/disputes/${id}/evidence`, { text: 'taken back' })
  await mill.call('DELETE', `/v1/disputes/${id}/evidence/${text.id}`)
  await mill.call('POST', `/v1/disputes/${id}/submit`)
  await mill.call('POST', `/v1/sandbox/disputes/${id}/judge`, { verdict: 'lost' })
  await mill.call('POST', `/v1/sandbox/disputes/${id}/escalate`, { phase: 'pre_arbitration' })
  assert.deepEqual(await listed(id), [])
  const { text: content, headers } = await mill.call('GET', `/v1/disputes/${id}/evidence/${file.id}/content`)
  assert.deepEqual([content, headers['content-disposition']], [samplePdf, 'attachment; filename="receipt.pdf"'])
  assert.equal((await mill.call('GET', `/v1/disputes/${id}/evidence/${text.id}/content`)).status, 404)
})

test('the limits of the provider hold to the byte', async () => {
  const { id } = await kit.open(mill)
  const megabyte = 1_048_576
  const sized = (bytes: number): Upload => ({ bytes: Buffer.concat([Buffer.from(samplePdf), Buffer.alloc(bytes - samplePdf.length - 6, 32), Buffer.from('\n%%EOF')]) })
  assert.equal((await add(id, sized(10 * megabyte))).status, 201)
  const over = await add(id, sized(10 * megabyte + 1))
  assert.deepEqual([over.status, textOf(over.body.code)], [413, 'evidence_too_large'])
  assert.equal(textOf((await add(id, sized(13 * megabyte))).body.code), 'body_too_large')
})

test('ten files are taken and the eleventh is not', async () => {
  const { id } = await kit.open(mill)
  for (let turn = 0; turn < 10; turn++) assert.equal((await add(id, { bytes: png, type: 'image/png' })).status, 201)
  assert.equal(textOf((await add(id, { bytes: png, type: 'image/png' })).body.code), 'evidence_too_many')
})

test('a name is data: a path, a line end or a turned text never leaves its header', async () => {
  const { id } = await kit.open(mill)
  for (const [name, shown] of [['../../etc/passwd', 'passwd'], ['C:\\x\\r.pdf', 'r.pdf'], ['a%0d%0ab.pdf', 'a%0d%0ab.pdf'], ['‮fdp.exe', 'fdp.exe'], ['x'.repeat(300), 'x'.repeat(200)]] as const) {
    const { body } = await add(id, { bytes: samplePdf, name })
    assert.equal(textOf(body.name), shown)
    const { headers } = await mill.call('GET', `/v1/disputes/${id}/evidence/${body.id}/content`)
    assert.match(headers['content-disposition']!, /^attachment; filename="[\w.() -]*"(?:; filename\*=UTF-8''[\w.~!$&+^`|#%-]*)?$/)
    await mill.call('DELETE', `/v1/disputes/${id}/evidence/${body.id}`)
  }
})

test('a plain name stands alone, any other has its whole form beside it', () => {
  assert.equal(attachment('receipt (1).pdf'), 'attachment; filename="receipt (1).pdf"')
  assert.equal(attachment('ใบเสร็จ".pdf'), `attachment; filename="________.pdf"; filename*=UTF-8''${encodeURIComponent('ใบเสร็จ".pdf')}`)
  assert.equal(attachment("it's*"), "attachment; filename=\"it_s_\"; filename*=UTF-8''it%27s%2A")
  assert.doesNotMatch(attachment('a\r\nx: y'), /[\r\n]/)
})

test('a request that is not one file is refused', async () => {
  const { id } = await kit.open(mill)
  const { body, headers } = upload({ bytes: samplePdf })
  const sent = (bytes: Uint8Array | string, more = headers) => mill.call('POST', `/v1/disputes/${id}/evidence`, bytes, more)
  const twice = Buffer.from(Buffer.from(body).toString().replace('--parley-boundary-7d93--', `--parley-boundary-7d93\r\ncontent-disposition: form-data; name="file"; filename="b"\r\n\r\nx\r\n--parley-boundary-7d93--`))
  assert.equal((await sent(twice)).status, 400)
  assert.equal((await sent(body.subarray(0, body.length - 10))).status, 400)
  assert.equal((await sent(samplePdf, { 'content-type': 'application/pdf' })).status, 415)
  assert.equal((await sent(body, { 'content-type': 'multipart/form-data' })).status, 400)
  assert.deepEqual(await listed(id), [])
})

test('a text is evidence too, within the provider\'s limit', async () => {
  const { id } = await kit.open(mill)
  const { body, status } = await mill.call('POST', `/v1/disputes/${id}/evidence`, { text: 'ลงชื่อแล้ว' })
  assert.deepEqual([status, textOf(body.kind), Number(body.size)], [201, 'text', Buffer.byteLength('ลงชื่อแล้ว')])
  assert.equal((await mill.call('GET', `/v1/disputes/${id}/evidence/${body.id}/content`)).text, 'ลงชื่อแล้ว')
  assert.equal(textOf((await mill.call('POST', `/v1/disputes/${id}/evidence`, { text: 'x'.repeat(20_001) })).body.code), 'statement_too_long')
})
