import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { startAfterpay } from '../../../test/kit/afterpay.ts'
import { givenFor, withLiveIds } from '../../../test/kit/afterpay-given.ts'
import { refusals } from '../../core/refusal.ts'
import { noticeKinds } from '../../core/notice.ts'
import { builtInFailures, type Contract, type Endpoint } from '../../wire/contract.ts'
import { exampleRequests } from '../../wire/examples.ts'
import { fillExchange, matchAnswer, parseExchanges, requestOfExchange, type Exchange } from '../../wire/exchange.ts'
import { wireRequest } from '../../wire/http.ts'
import { codesOf } from '../../wire/openapi-failures.ts'
import { openapiOf } from '../../wire/openapi.ts'
import { routesOf } from '../../wire/route.ts'
import { failureCodes, failureOfRefusal, failures } from './failures.ts'
import { afterpay } from './index.ts'
import { closingReasons, fileFields, reasons, statuses, textFields } from './words.ts'

const kit = await startAfterpay()
after(() => kit.close())
const contract: Contract = afterpay.contract!
const endpoints: Endpoint[] = Object.values(contract.endpoints)
const folder = new URL('./exchanges/', import.meta.url)
const files = readdirSync(folder).filter(name => name.endsWith('.http'))
const exchangesIn = (file: string): Exchange[] => parseExchanges(readFileSync(new URL(file, folder), 'utf8'))
const routeFor = routesOf(endpoints)
const operationOf = ({ request }: Exchange): string | undefined => routeFor(request.target.split('?')[0]!.replace(/\{\{\w+\}\}/g, 'x'))?.byMethod.get(request.method)?.operation

test('the dialect is afterpay in every part', () => {
  assert.deepEqual([afterpay.name, afterpay.terms.dialect, contract.name], ['afterpay', 'afterpay', 'afterpay'])
  assert.ok(afterpay.serve && afterpay.notices)
})

test('every endpoint has a good exchange and a bad one, each with its source', () => {
  const all = files.flatMap(exchangesIn)
  for (const { operation } of endpoints) {
    const played = all.filter(one => operationOf(one) === operation).map(({ answer }) => answer.status)
    assert.ok(played.some(status => status < 300) && played.some(status => status >= 400), `${operation}: ${played.join()}`)
  }
  for (const { title, source } of all) assert.ok(title && source.length > 10, title)
})

for (const file of files) {
  test(`exchanges/${file} happens as it is recorded`, async () => {
    for (const exchange of exchangesIn(file)) await play(exchange)
  })
}

async function play(exchange: Exchange): Promise<void> {
  const { values } = await givenFor(kit, exchange.given)
  const filled = fillExchange(exchange, values)
  assert.deepEqual(matchAnswer(filled.answer, await kit.handle(requestOfExchange(filled))), [], exchange.title)
}

test('every refusal of the core and every failure of the wire has a status and a code', () => {
  for (const { code } of refusals) assert.ok(failures[failureOfRefusal[code]].status >= 400, code)
  for (const code of builtInFailures) assert.ok(failures[code].title, code)
})

test('every example answer fits its schema to the last field', () => {
  for (const { operation, answers } of endpoints) {
    for (const { schema, example } of Object.values(answers)) if (schema) assert.deepEqual(schema.parse(example), example, operation)
  }
})

for (const endpoint of endpoints) {
  for (const name of Object.keys(endpoint.examples ?? {})) {
    test(`${endpoint.operation}: the example ${name} is answered as it says, in a documented form`, async () => {
      const { values, shop } = await givenFor(kit, '')
      const own = exampleRequests({ ...contract, endpoints: { [endpoint.operation]: endpoint } }, { authorization: shop.authorization })
      const { request, status } = own.find(example => example.name === name)!
      const answer = await kit.handle(wireRequest(JSON.parse(withLiveIds(JSON.stringify(request), values)) as typeof request))
      const text = String(answer.body)
      assert.equal(answer.status, status, text)
      const schema = status < 400 ? endpoint.answers[status]?.schema : contract.failureSchema
      if (schema) assert.deepEqual(schema.parse(JSON.parse(text)), JSON.parse(text))
      if (status >= 400) assert.ok(codesOf(endpoint).some(code => contract.failures[code]!.status === status), `${status} is not documented`)
    })
  }
}

test('its OpenAPI is valid, is served, and warns of what cannot be taken back', async () => {
  const served = JSON.parse(String((await kit.handle(wireRequest({ target: '/openapi/afterpay.json', headers: { host: 'parley.test' } }))).body)) as { paths: Record<string, Record<string, Record<string, unknown>>> }
  const { valid, errors } = await new Validator().validate(structuredClone(openapiOf(contract, { serverUrl: 'http://parley.test' })) as Record<string, unknown>)
  assert.ok(valid, JSON.stringify(errors)?.slice(0, 500))
  const destructive = Object.entries(served.paths).flatMap(([path, verbs]) => Object.entries(verbs).flatMap(([verb, { 'x-destructive': marked }]) => (marked ? [`${verb} ${path}`] : [])))
  assert.deepEqual(destructive, ['get /v2/disputes/{dispute_id}/accept', 'post /v2/disputes/{dispute_id}/accept'])
})

test('the README has every endpoint, failure, notice and word', () => {
  const text = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  const named = [...endpoints.map(({ operation }) => operation), ...noticeKinds, ...reasons, ...statuses, ...closingReasons, ...textFields, ...fileFields, ...failureCodes]
  assert.deepEqual(named.filter(name => !text.includes(`\`${name}\``)), [])
})
