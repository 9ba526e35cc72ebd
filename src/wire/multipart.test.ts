import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { allowedMs, ownMs } from '../../test/kit/own-time.ts'
import { boundaryOf, parseMultipart } from './multipart.ts'

const TYPE = 'multipart/form-data; boundary=b'
const part = (head: string, body = 'x') => `--b\r\n${head}\r\n\r\n${body}\r\n`
const field = (name: string, body?: string) => part(`Content-Disposition: form-data; name="${name}"`, body)
const read = (text: string, type = TYPE) => parseMultipart(new TextEncoder().encode(text), type)
const refused = (text: string, why: RegExp) => {
  const result = read(text)
  assert.ok(!result.ok && why.test(result.why), JSON.stringify(result))
}

test('what a standard client sends is read byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }), async (content, text) => {
      const data = new FormData()
      data.set('note', text)
      data.set('file', new File([content as Uint8Array<ArrayBuffer>], 'a "b".png', { type: 'image/png' }))
      const sent = new Response(data)
      const result = parseMultipart(new Uint8Array(await sent.arrayBuffer()), sent.headers.get('content-type')!)
      assert.ok(result.ok)
      const file = result.value.files.file!
      assert.deepEqual([file.filename, file.contentType, [...file.bytes]], ['a "b".png', 'image/png', [...content]])
    }),
    { numRuns: 100 },
  )
})

test('text parts, empty parts and look-alike boundaries in content are kept', () => {
  const result = read(`${field('a', 'one\r\n--bx')}${field('b', '')}--b--`)
  assert.ok(!result.ok, 'a boundary that goes on is not a delimiter of this body')
  const good = read(`${field('a', 'one\r\n-- b')}${field('b', '')}--b--\r\nepilogue`)
  assert.deepEqual(good.ok && { ...good.value.fields }, { a: 'one\r\n-- b', b: '' })
})

test('bodies that are cut short or malformed are refused', () => {
  refused(field('a'), /cut short/)
  refused(`${field('a')}--b`, /line end/)
  refused(`x${field('a')}--b--`, /begin/)
  refused('', /begin/)
  refused(`--b\r\nno headers--b--`, /cut short/)
  refused(`${part('Content-Disposition: form-data')}--b--`, /name/)
  refused(`${part('Content-Disposition: attachment; name="a"')}--b--`, /form-data/)
  refused(`${part('Content-Disposition: form-data; name="a"\r\nContent-Disposition: form-data; name="c"')}--b--`, /well formed/)
  refused(`${part('Content-Disposition: form-data; name="a"; name="c"')}--b--`, /name/)
  refused(`${part('Content-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64')}--b--`, /encoding/)
})

test('names that repeat or reach a prototype are refused', () => {
  refused(`${field('a')}${field('a')}--b--`, /same name/)
  for (const name of ['__proto__', 'constructor']) refused(`${field(name)}--b--`, /not allowed/)
})

test('parts and their headers are limited, quickly', () => {
  refused(`${Array.from({ length: 21 }, (_, at) => field(`k${at}`)).join('')}--b--`, /more than 20/)
  refused(`${part(`Content-Disposition: form-data; name="a"; x="${'y'.repeat(5000)}"`)}--b--`, /headers/)
  const spent = ownMs(() => {
    read('--b\r\n'.repeat(200_000))
    read(`${field('a', '\r\n--'.repeat(250_000))}--b--`)
    read(part(`Content-Disposition: form-data; name="${'\\"'.repeat(2000)}`))
  })
  assert.ok(spent < 150 || spent < allowedMs(150), `${spent} ms`)
})

test('a boundary follows its grammar', () => {
  assert.equal(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"'), 'a b')
  for (const type of ['multipart/form-data', 'multipart/form-data; boundary=', `multipart/form-data; boundary=${'x'.repeat(71)}`, 'multipart/form-data; boundary="a "', 'multipart/form-data; boundary=a<b']) assert.equal(boundaryOf(type), null, type)
})
