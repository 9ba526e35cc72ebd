import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Endpoint } from '../../../wire/contract.ts'
import { codesOf } from '../../../wire/openapi-failures.ts'
import { nativeContract } from '../contract.ts'
import { items, startNative, textOf, type Heard } from '../../../../test/kit/native.ts'
import { spentSince } from '../../../../test/kit/own-time.ts'

const kit = await startNative()
after(() => kit.close())
const mill = await kit.merchant()
const dispute = textOf((await kit.open(mill)).id)
const endpoints: Endpoint[] = Object.values<Endpoint>(nativeContract.endpoints).filter(({ operation }) => !['resetSandbox', 'streamEvents'].includes(operation))

const bodies: string[] = [
  '', '{', 'null', '[]', '"x"', '1', 'true', '{}x', '// {}', '\ufeff{}', '{"a":1,"a":2}', '{"__proto__":{"reason":"no_proof"}}', '{"constructor":{"prototype":{"x":1}}}',
  '['.repeat(40) + ']'.repeat(40), '{"reason":'.repeat(33) + '1' + '}'.repeat(33), '{"reason":1e400}', '{"reason":"\\ud800"}', '{"reason":"no_proof","hold_seconds":-0}', '{"reason":"no_proof","hold_seconds":1.5}',
  '{"reason":"no_proof","hold_seconds":3601}', '{"reason":"no_proof","expect":{"amount":9007199254740993}}', '{"reason":"no_proof","note":"a\\u0000b"}', '{"reason":"no_proof","note":"\\u001b[31m"}',
  '{"amount":{"value":9007199254740992,"currency":"THB"}}', '{"amount":{"value":1,"currency":"thb"}}', '{"amount":{"value":1,"currency":"toString"}}', '{"amount":{"value":-1,"currency":"THB"}}', '{"amount":{"value":"1","currency":"THB"}}',
  '{"amount":{"value":0,"currency":"THB"}}', '{"amount":{"value":1,"currency":"THB"},"respond_in":"P999999999Y"}', '{"amount":{"value":1,"currency":"THB"},"respond_by":"9999-12-31T23:59:60Z"}', '{"advance":"P100Y","set":null}',
  '{"set":"0000-00-00T00:00:00Z"}', '{"metadata":{"":"x"}}', `{"metadata":{"k":"${'x'.repeat(501)}"}}`, `{"name":"${'x'.repeat(201)}"}`, '{"name":"a\\r\\nb"}', '{"name":" ","id":"mch_x"}', '{"credentials":{"toString":{}},"name":"x"}',
  '{"url":"javascript:alert(1)"}', '{"url":"https://\\u0000"}', `{"url":"https://${'a'.repeat(1990)}"}`, '{"kinds":[]}', '{"dialect":"native","operation":"x","fault":"slow","times":0}', `{"text":"${'\u0301'.repeat(60000)}"}`,
]
const queries = ['?__proto__=1', '?limit[]=1', '?limit=1&limit=2', '?%', '?%ff=1', '?a=%00', `?cursor=${'A'.repeat(401)}`, '?state=toString', '?text=%27%3B--', '?after=-1']
const paths = ['/v1', '/v1/', '/v1//disputes', '/v1/disputes/', `/v1/disputes/${'x'.repeat(5000)}`, '/v1/disputes/%2e%2e', '/v1/disputes/%00', '/v1/disputes/%ff', `/v1/disputes/${dispute.toUpperCase()}`, `/v1/disputes/${dispute}%20`, '/v1/__proto__', '/v1/disputes/../merchants']

const pathOf = ({ path }: Endpoint) => path.replace('{id}', path.includes('disputes') ? dispute : 'none').replace('{evidence}', 'none')

function wellMannered(endpoint: Endpoint | null, { status, body, headers, text }: Heard, what: string): void {
  assert.ok(status < 500, `${endpoint?.operation} ${what}: ${status} ${text}`)
  if (status < 400) return void assert.ok(!endpoint || endpoint.answers[status], `${endpoint?.operation} answers ${status} to ${what}`)
  assert.equal(headers['content-type'], 'application/problem+json')
  assert.ok(!endpoint || codesOf(endpoint).includes(textOf(body.code)) || textOf(body.code) === 'method_not_allowed', `${endpoint?.operation} answers ${body.code} to ${what}, which it does not document`)
  assert.doesNotMatch(text, /\bat .*\.ts:|node_modules|SQLITE|select |insert /)
}

test('no body, however strange, gets more than a documented refusal, and none holds up the others', async () => {
  for (const endpoint of endpoints) {
    for (const body of bodies) {
      const from = process.threadCpuUsage()
      const call = endpoint.scope === 'administrator' ? kit.admin : mill.call
      wellMannered(endpoint, await call(endpoint.method, pathOf(endpoint), body), body.slice(0, 80))
      assert.ok(spentSince(from) < 1000, body.slice(0, 80))
    }
  }
})

test('no query, path, method or header, however strange, gets more than a documented refusal', async () => {
  for (const endpoint of endpoints) {
    for (const query of queries) wellMannered(endpoint, await mill.call(endpoint.method, pathOf(endpoint) + query), query)
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=', 'application/json; charset=utf-16', ';', 'x'.repeat(3000)]) {
      wellMannered(endpoint, await mill.call(endpoint.method, pathOf(endpoint), '{}', { 'content-type': type }), type)
    }
    wellMannered(endpoint, await mill.call(endpoint.method, pathOf(endpoint), '{}', { 'content-encoding': 'gzip' }), 'gzip')
  }
  for (const path of paths) wellMannered(null, await mill.call('GET', path), path)
  for (const method of ['PUT', 'TRACE', 'OPTIONS', 'FOO', 'get']) assert.equal((await mill.call(method, `/v1/disputes/${dispute}`)).status, 405, method)
})

test('a header of method or host changes nothing', async () => {
  const plain = await mill.call('GET', `/v1/disputes/${dispute}`)
  const odd = await mill.call('GET', `/v1/disputes/${dispute}`, undefined, { host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example', 'x-http-method-override': 'DELETE', 'x-original-url': '/v1/merchants' })
  assert.equal(odd.text, plain.text)
  const page = await mill.call('GET', '/v1/postings?limit=1', undefined, { host: 'evil.example' })
  assert.doesNotMatch(page.headers.link ?? '', /evil/)
})

test('a text with marks of markup comes back as it was written, as data', async () => {
  const note = '"<script>alert(1)</script>\n\u200fgnp.exe {"level":"error"} \u{1f600}'
  await mill.call('PATCH', `/v1/disputes/${dispute}`, { metadata: { '"><b>': note }, note })
  const { body, headers } = await mill.call('GET', `/v1/disputes/${dispute}`)
  assert.deepEqual([body.metadata, headers['content-type'], headers['x-content-type-options']], [{ '"><b>': note }, 'application/json', 'nosniff'])
})

test('a text with controls of a terminal, or with what turns letters round, is refused, and so is a name of two lines', async () => {
  for (const odd of ['\u009b31m', '\u0085', '\u007f', '\u001b[31m', '\u202egnp.exe', '\u2066x']) {
    for (const body of [{ note: odd }, { metadata: { k: odd } }, { metadata: { [odd]: 'v' } }, { tags: [odd] }]) {
      assert.deepEqual([(await mill.call('PATCH', `/v1/disputes/${dispute}`, body)).status], [400], JSON.stringify(body))
    }
    assert.equal((await mill.call('POST', '/v1/sandbox/disputes', { amount: { value: 1, currency: 'THB' }, story: odd })).status, 400)
    assert.equal((await kit.admin('POST', '/v1/merchants', { name: odd })).status, 400)
  }
  assert.equal((await kit.admin('POST', '/v1/merchants', { name: 'Mill\nAdmin' })).status, 400)
})

test('after all of it the dispute has only what was asked for, and the books balance', async () => {
  const { data } = (await mill.call('GET', '/v1/balances')).body
  const sums = Map.groupBy(items(data), row => textOf(row.amount?.currency))
  for (const rows of sums.values()) assert.equal(rows.reduce((sum, row) => sum + Number(row.amount?.value), 0), 0)
})
