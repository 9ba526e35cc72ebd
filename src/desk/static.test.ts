import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { wireRequest } from '../wire/http.ts'
import { filesIn } from './files.ts'
import { inert, staticAnswer } from './static.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-static-'))
after(() => rmSync(folder, { recursive: true }))
mkdirSync(join(folder, 'desk', 'assets'), { recursive: true })
const files = filesIn(join(folder, 'desk'))
const put = (name: string, text: string): void => writeFileSync(join(folder, 'desk', name), text)
writeFileSync(join(folder, 'secret.js'), 'not for you')

let told: unknown = { user: null }
const get = (target: string, headers: Record<string, string> = {}) =>
  staticAnswer(files, wireRequest({ target, headers }), async () => (told === null ? null : { told, headers: { 'set-cookie': 'a=b' } }))
const page = { 'sec-fetch-mode': 'navigate' }

test('where the desk is not built a plain page says how, and what went wrong is shown as text', async () => {
  put('trouble.txt', 'vite: <script>alert(1)</script>')
  const { status, headers, body } = await get('/desk', page)
  assert.equal(status, 503)
  assert.match(String(body), /npm start[\s\S]*&#60;script&#62;/)
  assert.ok(!String(body).includes('<script'))
  assert.match(headers['content-security-policy']!, /default-src 'none'/)
})

test('once it is built every address below is the one page, with the session inside of it as data', async () => {
  put('index.html', '<html><!--parley:session--><script src="/desk/assets/a.js"></script></html>')
  put('assets/a-1.js', 'let a = 1')
  put('assets/a-1.js.br', 'br')
  put('assets/a-1.js.gz', 'gz')
  put('icon.svg', '<svg/>')
  told = { name: '</script><script>alert(1)</script>\u2028' }
  for (const target of ['/desk', '/desk/', '/desk/d/dsp_1', '/desk/money', '/desk/../secret.js', '/desk/%2e%2e/secret.js']) {
    const { status, headers, body } = await get(target, page)
    assert.deepEqual([status, headers['content-type'], headers['cache-control'], headers['set-cookie']], [200, 'text/html; charset=utf-8', 'no-store', 'a=b'], target)
    assert.equal(String(body).match(/<script/g)!.length, 2)
    assert.ok(String(body).includes(String.raw`\u003c/script\u003e\u003cscript\u003ealert(1)`))
    assert.ok(!String(body).includes('not for you'))
  }
  assert.deepEqual(JSON.parse(inert(told)), told)
  told = null
  assert.equal(String((await get('/desk', page)).body), '<html><script src="/desk/assets/a.js"></script></html>')
})

test('a page may run our own files and nothing else, is shown in no frame and keeps to itself', async () => {
  const { headers } = await get('/desk', page)
  const policy = headers['content-security-policy']!
  for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]) assert.ok(policy.includes(part), part)
  assert.doesNotMatch(policy, /unsafe|https?:|\*|data:/)
  assert.deepEqual(
    ['x-frame-options', 'x-content-type-options', 'cross-origin-opener-policy', 'cross-origin-resource-policy', 'referrer-policy'].map(name => headers[name]),
    ['DENY', 'nosniff', 'same-origin', 'same-origin', 'same-origin'],
  )
  assert.match(headers['permissions-policy']!, /camera=\(\)/)
})

test('a file is given for good under its name, as small as the browser takes it, and once', async () => {
  const small = async (accepted?: string) => {
    const { headers, body } = await get('/desk/assets/a-1.js', accepted === undefined ? {} : { 'accept-encoding': accepted })
    return [headers['content-encoding'], Buffer.from(body as Uint8Array).toString()]
  }
  assert.deepEqual([await small('gzip, deflate, br'), await small('gzip'), await small('br;q=0, gzip;q=0.5'), await small('x-br'), await small()], [['br', 'br'], ['gzip', 'gz'], ['gzip', 'gz'], [undefined, 'let a = 1'], [undefined, 'let a = 1']])
  const { headers } = await get('/desk/assets/a-1.js', { 'accept-encoding': 'br' })
  assert.deepEqual([headers['cache-control'], headers.vary, headers['content-type'], headers['x-content-type-options']], ['public, max-age=31536000, immutable', 'accept-encoding', 'text/javascript; charset=utf-8', 'nosniff'])
  assert.equal((await get('/desk/assets/a-1.js', { 'accept-encoding': 'br', 'if-none-match': `W/"x", ${headers.etag}` })).status, 304)
  assert.equal((await get('/desk/assets/a-1.js', { 'if-none-match': headers.etag! })).status, 200, 'the plain bytes are others than the small ones')
  assert.match((await get('/desk/icon.svg')).headers['content-security-policy']!, /sandbox/)
})

test('a file that there is not is no page, and nothing beside the folder is a file', async () => {
  for (const target of ['/desk/assets/a-2.js', '/desk/assets/../../secret.js', '/desk/assets/%2e%2e/%2e%2e/secret.js', '/desk/assets/']) assert.equal((await get(target, page)).status, 404, target)
  for (const target of ['/desk/trouble.txt', '/desk/index.html', '/desk/assets/a-1.js.br', '/desk/favicon.ico']) assert.equal((await get(target, { 'sec-fetch-mode': 'no-cors' })).status, 404, target)
})
