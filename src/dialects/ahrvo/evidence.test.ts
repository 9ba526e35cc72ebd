// Evidence: limits to the byte, what a file is by its bytes, names that are data, and when nothing more may be sent.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { errorOf, pdf, sendFile, startAhrvo, version } from '../../../test/kit/ahrvo.ts'
import { items, textOf, upload } from '../../../test/kit/native.ts'

const kit = await startAhrvo()
after(() => kit.close())
const shop = await kit.shop()
const listed = async (id: string) => items((await shop.ahrvo('GET', `/disputes/${id}/evidence`)).body._embedded?.evidences)
const ofSize = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 15, 0x20), Buffer.from('\n%%EOF')])
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9])
const png = Buffer.from('89504e470d0a1a0a0000000d49484452' + '00'.repeat(17) + '0000000049454e44ae426082', 'hex')

test('a megabyte fits, one byte more does not, and nothing does not', async () => {
  const id = await kit.dispute(shop)
  assert.equal((await sendFile(shop.ahrvo, id, pdf('full.pdf', ofSize(1_048_576)))).status, 201)
  for (const size of [1_048_577, 1_200_000]) assert.deepEqual(errorOf(await sendFile(shop.ahrvo, id, pdf('over.pdf', ofSize(size)))), [422, 'INVALID_FIELD', 'file'], String(size))
  assert.deepEqual(errorOf(await sendFile(shop.ahrvo, id, pdf('empty.pdf', ''))), [422, 'INVALID_FIELD', 'file'])
  assert.equal((await listed(id)).length, 1)
})

test('JPEG and PDF by their bytes; PNG, pages, programs and false names are refused, and every type has its extension', async () => {
  const id = await kit.dispute(shop)
  const sent = async (bytes: Uint8Array | string, name: string, type: string) => sendFile(shop.ahrvo, id, upload({ bytes, name, type }))
  const kept = await sent(jpeg, 'Photo.JPEG', 'image/jpg')
  assert.deepEqual([kept.status, kept.body.tags], [201, { 'file-name': 'Photo.JPEG', 'content-type': 'image/jpeg', 'file-extension': 'jpeg' }])
  assert.deepEqual((await sent(jpeg, 'photo', 'application/octet-stream')).body.tags, { 'file-name': 'photo', 'content-type': 'image/jpeg', 'file-extension': 'jpg' })
  for (const [bytes, name, type] of [[png, 'a.png', 'image/png'], ['<html>', 'a.pdf', 'application/pdf'], ['MZ', 'a.jpg', 'image/jpeg'], [jpeg, 'a.pdf', 'application/pdf']] as const) {
    assert.deepEqual(errorOf(await sent(bytes, name, type)), [422, 'INVALID_FIELD', 'file'], name)
  }
})

test('a name is never a path, and downloads come back whole and are shown nowhere', async () => {
  const id = await kit.dispute(shop)
  const { body } = await sendFile(shop.ahrvo, id, pdf('../../etc/q\u202e fdp.\u00fc.pdf'))
  assert.equal(textOf(body.tags?.['file-name']), 'q fdp.\u00fc.pdf')
  const { status, headers, text } = await shop.ahrvo('GET', `/disputes/${id}/evidence/${textOf(body.id)}/download`)
  assert.deepEqual([status, headers['content-type'], headers['x-content-type-options'], headers['content-security-policy']], [200, 'application/octet-stream', 'nosniff', "sandbox; default-src 'none'"])
  assert.match(headers['content-disposition']!, /^attachment; filename="q fdp\._\.pdf"; filename\*=UTF-8''q%20fdp\.%C3%BC\.pdf$/)
  assert.ok(text.startsWith('%PDF-1.7') && text.trimEnd().endsWith('%%EOF'))
})

test('after accepting and after submitting nothing more is taken; escalation opens it again and keeps the old files readable', async () => {
  const [accepted, submitted] = [await kit.dispute(shop), await kit.dispute(shop)]
  await shop.ahrvo('POST', `/disputes/${accepted}/accept`)
  const first = textOf((await sendFile(shop.ahrvo, submitted)).body.id)
  await shop.ahrvo('POST', `/disputes/${submitted}/submit`, {}, version)
  for (const id of [accepted, submitted]) {
    assert.deepEqual(errorOf(await sendFile(shop.ahrvo, id)).slice(0, 2), [422, 'UNPROCESSABLE_ENTITY'])
    assert.deepEqual(errorOf(await shop.ahrvo('POST', `/disputes/${id}/submit`, { note: 'x' })).slice(0, 2), [422, 'UNPROCESSABLE_ENTITY'])
  }
  const native = textOf(items((await shop.call('GET', `/v1/disputes?their_id=${submitted}`)).body.data)[0]?.id)
  assert.equal((await shop.call('POST', `/v1/sandbox/disputes/${native}/escalate`, { phase: 'arbitration', respond_in: 'P10D' })).status, 200)
  assert.equal(textOf((await shop.ahrvo('GET', `/disputes/${submitted}`)).body.response_state), 'NEEDS_RESPONSE')
  assert.equal((await shop.ahrvo('GET', `/disputes/${submitted}/evidence/${first}/download`)).status, 200)
  assert.equal((await sendFile(shop.ahrvo, submitted)).status, 201)
})

test('a text that was staged through another door is read as a file of text', async () => {
  const id = await kit.dispute(shop)
  const native = textOf(items((await shop.call('GET', `/v1/disputes?their_id=${id}`)).body.data)[0]?.id)
  await shop.call('POST', `/v1/disputes/${native}/evidence`, { text: 'Signed by P. Suda.' })
  const [one] = await listed(id)
  assert.deepEqual([textOf(one?.tags?.['content-type']), textOf(one?.tags?.['file-extension'])], ['text/plain', 'txt'])
  assert.equal((await shop.ahrvo('GET', `/disputes/${id}/evidence/${textOf(one?.id)}/download`)).text, 'Signed by P. Suda.')
})

test('parts that are broken, doubled or of another name are refused and leave nothing', async () => {
  const id = await kit.dispute(shop)
  const { body, headers } = pdf()
  const text = Buffer.from(body).toString()
  const sent = (changed: string, type = headers['content-type']!) => shop.ahrvo('POST', `/disputes/${id}/evidence`, changed, { 'content-type': type })
  assert.equal((await sent(text.replaceAll('parley-boundary-7d93--', 'x'))).status, 400)
  assert.equal((await sent(text, 'multipart/form-data')).status, 400)
  assert.equal((await sent(text.replace('--parley-boundary-7d93--', '') + text)).status, 400)
  assert.deepEqual(errorOf(await sent(text.replace('name="file"', 'name="document"'))).slice(0, 2), [422, 'INVALID_FIELD'])
  assert.deepEqual(errorOf(await sent('{}', 'application/json')).slice(0, 2), [406, 'NOT_ACCEPTABLE'])
  assert.equal((await listed(id)).length, 0)
})
