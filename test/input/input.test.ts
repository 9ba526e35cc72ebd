import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { dial, exchange, bytesOf, bearer, type Answer } from '../kit/http.ts'
import { items, textOf, type Json } from '../kit/native.ts'
import { canary, casesOn, type Case } from './cases.ts'
import { floods } from './floods.ts'
import { problemCheck } from './problem.ts'
import { rawCases } from './raw.ts'
import { adminKey, startWatched } from './server.ts'
import type { Load } from './served.ts'

const server = await startWatched()
after(() => server.close())
const dispute = await server.open()
const isProblem = problemCheck((await exchange(server.url, { target: '/openapi.json' })).body)
const heard: string[] = []
let worst: Load & { name: string } = { name: '', blockedMs: 0, allowedMs: 0, delayMs: 0, grownMiB: 0 }

/** What every refusal of the run must be: the documented shape, sentences, and nothing of our insides. */
function clear(name: string, answer: Answer): void {
  heard.push(answer.text)
  assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/, name)
  assert.deepEqual(isProblem(answer.body), [], `${name}: ${answer.text}`)
  for (const field of ['title', 'detail', 'next']) assert.ok(textOf(answer.body[field]).length > 5, `${name}: ${field}`)
  assert.equal(Number(answer.body.status), answer.status, name)
  assert.doesNotMatch(answer.text, insides, name)
}
const insides = /node_modules|node:internal|\.ts\b|\bat [A-Z]\w+\.|sqlite|postgres|\bselect\b .*\bfrom\b|\binsert into\b|TypeError|ZodError|SyntaxError|RangeError|\[object|undefined|\bNaN\b/i

/** Warm code and a settled heap first: what is measured is the request, not the first compilation of what reads it. */
const cases = casesOn(dispute, `/v1/disputes/${dispute}/evidence`, server.key)
for (const one of cases) await sent(one)

function sent({ request, as }: Case): Promise<Answer> {
  return server.call(request, as === null ? null : server.key)
}

async function watched<T>(name: string, work: () => Promise<T>): Promise<{ value: T; load: Load }> {
  const seen: Awaited<ReturnType<typeof server.during<T>>>[] = []
  // What else was to do in that turn, such as clearing memory, is not of the request: what it costs it costs each time.
  while (seen.length < 3 && !seen.some(({ load }) => load.blockedMs < load.allowedMs)) seen.push(await server.during(work))
  const { value, load } = seen.at(-1)!
  if (load.blockedMs > worst.blockedMs) worst = { ...load, name }
  assert.ok(load.blockedMs < load.allowedMs, `${name} blocked the event loop for ${seen.map(({ load }) => load.blockedMs.toFixed(1)).join(', ')} ms`)
  return { value, load }
}

test('the watch sees a loop that is blocked', async () => {
  const { load } = await server.during(server.spin)
  assert.ok(load.blockedMs >= load.allowedMs, `${load.blockedMs} ms`)
})

test('each bad request has a clear answer of the documented shape, changes nothing and blocks nobody', async (t) => {
  const before = await server.digest()
  for (const one of cases) {
    const { value: answer } = await watched(one.name, () => sent(one))
    assert.deepEqual([answer.status, one.code.split(' or ').includes(textOf(answer.body.code))], [one.status, true], `${one.name}: ${answer.status} ${answer.text}`)
    clear(one.name, answer)
    assert.equal(await server.digest(), before, one.name)
  }
  t.diagnostic(`${cases.length} requests; longest turn of the loop ${worst.blockedMs.toFixed(1)} ms (${worst.name})`)
})

test('requests that two servers could read differently are refused whole, and what they hide is not done', async (t) => {
  const before = await server.digest()
  const raws = rawCases(dispute, server.key)
  for (const { name, bytes, answers, status } of raws) {
    const { value: got } = await watched(name, () => rawAnswers(bytes, answers))
    assert.equal(got.length, answers, `${name}: ${got.map((one) => one.head).join('\n')}`)
    if (answers > 0) assert.ok(status.includes(got[0]!.status), `${name}: ${got[0]!.head}`)
    for (const one of got) if (one.text !== '') clear(name, one)
    assert.equal(await server.digest(), before, name)
  }
  t.diagnostic(`${raws.length} raw requests`)
})

test('two sound requests on one connection are both done, in order', async () => {
  const id = await server.open()
  const request = bytesOf({ method: 'POST', target: `/v1/disputes/${id}/accept`, headers: bearer(server.key), body: { reason: 'no_proof' } })
  assert.deepEqual((await rawAnswers(Buffer.concat([request, request]), 2)).map(({ status }) => status), [200, 409])
})

test('a large body of any shape is refused without blocking the loop and without keeping its memory', async (t) => {
  const evidence = `/v1/disputes/${dispute}/evidence`
  const before = await server.digest()
  const figures: string[] = []
  for (const { name, body, headers, statuses } of floods) {
    const request = { method: 'POST', target: evidence, body, headers }
    await server.call(request)
    const { value, load } = await watched(name, () => server.call(request))
    figures.push(`${name} ${load.blockedMs.toFixed(0)} ms, ${load.grownMiB.toFixed(0)} MiB`)
    assert.ok(statuses.includes(value.status), `${name}: ${value.status} ${value.text}`)
    clear(name, value)
    assert.ok(load.grownMiB < 64, `${name} took ${load.grownMiB.toFixed(0)} MiB`)
  }
  assert.equal(await server.digest(), before)
  t.diagnostic(figures.join('; '))
})

test('a body that comes slowly, or never, is given up, and others are served meanwhile', async (t) => {
  const server = await startWatched({ haste: true })
  t.after(() => server.close())
  const id = await server.open()
  const before = await server.digest()
  const request = bytesOf({ method: 'POST', target: `/v1/disputes/${id}/accept`, headers: bearer(server.key), body: { reason: 'no_proof' } })
  const idle = await Promise.all(Array.from({ length: 200 }, () => dial(server.url)))
  const slow = await Promise.all([5, 40, request.length - 1].map(async (length) => {
    const line = await dial(server.url)
    await line.write(request.subarray(0, length))
    return line
  }))
  const answers = Promise.all(slow.map((line) => line.answer()))
  assert.equal((await server.call({ target: '/v1/disputes' })).status, 200)
  for (const [at, answer] of (await answers).entries()) {
    assert.ok(answer === null || answer.status === 408, `${at}: ${answer?.head}`)
    if (answer) clear('a slow request', answer)
  }
  for (const line of [...slow, ...idle]) line.close()
  assert.equal(await server.digest(), before)
})

test('money of currencies with 0, 3 and 4 digits, up to the largest integer, goes through unrounded', async () => {
  const largest = Number.MAX_SAFE_INTEGER
  for (const currency of ['JPY', 'KWD', 'CLF', 'ISK', 'BHD']) {
    for (const value of [1, 999, largest]) {
      const id = await server.open({ amount: { value, currency } })
      const { body } = await server.call({ method: 'POST', target: `/v1/disputes/${id}/accept`, body: { reason: 'no_proof', expect: { amount: value } } })
      assert.deepEqual([body.amount, Number(body.books?.gone)], [{ value, currency }, value])
      const postings = items((await server.call({ target: `/v1/disputes/${id}/postings` })).body.data)
      assert.ok(postings.every(({ amount }) => Number(amount?.value) === value))
    }
    await server.open({ amount: { value: largest, currency } })
    const balances = (await server.call({ target: '/v1/balances' })).text
    assert.ok(balances.includes(`{"value":${BigInt(largest) + 1000n},"currency":"${currency}"}`) && balances.includes(`{"value":-${2n * BigInt(largest) + 1000n},"currency":"${currency}"}`), balances)
  }
})

test('hostile texts are kept as they came and are nothing but texts', async () => {
  const id = await server.open()
  for (const text of hostile) {
    const body = { metadata: { text }, tags: [text.slice(0, 60)], note: text }
    const { status, body: kept } = await server.call({ method: 'PATCH', target: `/v1/disputes/${id}`, body, headers: { 'user-agent': text.replace(/[^ -~]/g, '') } })
    assert.deepEqual([status, kept.metadata?.text, kept.tags], [200, text, [text.slice(0, 60)]], text)
  }
  const found = (await server.call({ target: `/v1/disputes?text=${encodeURIComponent("%' or '1'='1")}` })).body.data
  assert.deepEqual(items(found), [])
})

test('a host or a forwarded header changes no link, no address and no tenant', async () => {
  const names = ['host', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-for', 'x-real-ip', 'forwarded', 'x-parley-merchant', 'origin', 'referer']
  for (const target of ['/v1/disputes?limit=1', '/v1/nowhere', '/v1/disputes/dsp_00000000000000000000000000']) {
    const { text, headers } = await server.call({ target, headers: Object.fromEntries(names.map((name) => [name, 'evil.test'])) })
    assert.ok(!text.includes('evil.test') && !Object.values(headers).join().includes('evil.test'), target)
    assert.equal(headers['access-control-allow-origin'], undefined)
  }
})

test('nothing that was sent is in the log, and each of its lines is one line', async () => {
  const log = await server.log()
  const lines = log.trim().split('\n')
  assert.ok(lines.length > cases.length)
  for (const line of lines) assert.equal(typeof (JSON.parse(line) as Json).level, 'string')
  for (const secret of [server.key, adminKey, canary, 'drop table', '<script>', 'Bearer', ...hostile]) assert.ok(!log.includes(secret), secret)
  const loud = lines.filter((line) => ['error', 'warn'].includes(textOf((JSON.parse(line) as Json).level)))
  assert.deepEqual(loud, [])
  for (const secret of [server.key, adminKey, `Bearer ${canary}`]) assert.ok(heard.every((text) => !text.includes(secret)), 'an answer repeats a key')
})

const hostile = [
  "Robert'); drop table dispute;--", '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '${7*7}{{7*7}}<%= 7*7 %>', '../../../../etc/passwd', '{"level":"error","msg":"forged"}', 'a\nb\r\n{"level":"error"}',
  '\u200fgnirts desrever', '\u200b\u200d\ufeff', '𝕿𝖍𝖊 🏴‍☠️ \u0301\u0301\u0301', '%00%0d%0a', '$(touch x) `id` | cat', '=cmd|\' /C calc\'!A0', 'null', '\\u0000\\x00', 'constructor', 'x'.repeat(500),
]

/** All answers until the server closes, or has said what is expected and nothing more for a while. */
async function rawAnswers(bytes: string | Buffer, expected: number): Promise<Answer[]> {
  const line = await dial(server.url)
  const answers: Answer[] = []
  await line.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  const quiet = setTimeout(line.close, expected > 0 ? 20_000 : 2_000)
  for (let next = await line.answer(); next !== null; next = await line.answer()) {
    answers.push(next)
    if (answers.length >= expected) setTimeout(line.close, 100)
  }
  clearTimeout(quiet)
  return answers
}
