// The dialect as a whole: its exchanges happen as they are recorded, its printed document is valid, and nothing of the core has no word.
import assert from 'node:assert/strict'
import { Validator } from '@seriousme/openapi-schema-validator'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { headersFor, toldOf } from '../../../test/kit/alipay.ts'
import { givenFor } from '../../../test/kit/alipay-given.ts'
import { refusals } from '../../core/refusal.ts'
import type { Contract, Endpoint } from '../../wire/contract.ts'
import { exampleRequests } from '../../wire/examples.ts'
import { fillExchange, matchAnswer, parseExchanges, type Exchange } from '../../wire/exchange.ts'
import { wireRequest } from '../../wire/http.ts'
import { codesOf } from '../../wire/openapi-failures.ts'
import { routesOf } from '../../wire/route.ts'
import { builtInFailures } from '../../wire/contract.ts'
import { alipayContract } from './contract.ts'
import { alipay } from './index.ts'
import { acceptRefusals, complianceRefusals } from './refusals.ts'
import { resultCodes, resultOf, type FailureCode } from './results.ts'

const contract: Contract = alipayContract
const endpoints = Object.values(contract.endpoints)
const folder = new URL('./exchanges/', import.meta.url)
const files = readdirSync(folder).filter(name => name.endsWith('.http'))
const exchangesIn = (file: string): Exchange[] => parseExchanges(readFileSync(new URL(file, folder), 'utf8'))
const routeFor = routesOf(endpoints)

test('the dialect is alipay in every part', () => {
  assert.deepEqual([alipay.name, alipay.terms.dialect, contract.name], ['alipay', 'alipay', 'alipay'])
  assert.ok(alipay.serve && alipay.notices)
  assert.deepEqual(contract.prefixes, ['/ams/api', '/ams/sandbox/api'])
})

test('every endpoint has an exchange that goes well and one that does not, each with its source', () => {
  const seen = files.flatMap(exchangesIn).map(({ request, answer, source, title }) => {
    assert.ok(source !== '' && title !== '', title)
    return `${routeFor(request.target)?.byMethod.get(request.method)?.operation} ${answer.body.includes('"SUCCESS"') ? 'good' : 'bad'}`
  })
  assert.deepEqual(endpoints.flatMap(({ operation }) => [`${operation} good`, `${operation} bad`]).filter(name => !seen.includes(name)), [])
})

for (const file of files) {
  test(`exchanges/${file} happens as it is recorded`, async () => {
    await Promise.all(exchangesIn(file).map(play))
  })
}

async function play(exchange: Exchange): Promise<void> {
  const { kit, client, dispute } = await givenFor(exchange.given, exchange.request.target)
  if (exchange.given === 'overdue') kit.clock.advance(3_600_001)
  const filled = fillExchange(exchange, { client: client.clientId, live: client.clientId, dispute, signature: 'not-yet' })
  const { target, body, headers } = filled.request
  const time = headers.find(([name]) => name === 'Request-Time')![1]
  const [, signed] = headersFor(client, target, body, { time }).find(([name]) => name === 'Signature')!
  const sent = headers.map(([name, value]): [string, string] => [name, value.endsWith('not-yet') ? signed : value])
  const answer = await kit.handle(wireRequest({ method: 'POST', target, headers: sent, body }))
  const expected = { ...filled.answer, headers: filled.answer.headers.map(([name, value]): [string, string] => [name, exchange.given === 'overdue' && name === 'response-time' ? '2026-11-20T10:00:00+00:00' : value]) }
  assert.deepEqual(matchAnswer(expected, answer), [], `${exchange.title} ${target}`)
  const told = toldOf(answer, client, target)
  assert.equal(told.signed, filled.answer.headers.some(([name]) => name === 'signature'), exchange.title)
  await kit.close()
}

test('the printed document is a valid OpenAPI 3.1 one, with all calls under both paths', async () => {
  const { kit } = await givenFor('open', '/ams/api/v1/payments/acceptDispute')
  const { status, body } = await kit.handle(wireRequest({ target: '/openapi/alipay.json' }))
  await kit.close()
  assert.equal(status, 200)
  const { valid, errors } = await new Validator().validate(body as string)
  assert.ok(valid, JSON.stringify(errors))
  assert.equal(Object.keys((JSON.parse(body as string) as { paths: object }).paths).length, 6)
})

for (const endpoint of endpoints) {
  test(`${endpoint.operation}: each example is answered as it says, in a documented form`, async () => {
    for (const { request, name } of exampleRequests({ ...contract, endpoints: { [endpoint.operation]: endpoint } })) {
      const { kit, client } = await givenFor('open', endpoint.path)
      const told = await kit.call(client, request.target, request.body as string)
      assert.equal(told.status, 200)
      assert.ok(told.signed)
      documented(endpoint, told.text, name)
      await kit.close()
    }
  })
}

const good = ['accept', 'pdf', 'form']

function documented(endpoint: Endpoint, text: string, name: string): void {
  const body = JSON.parse(text) as { result: { resultCode: string } }
  assert.equal(body.result.resultCode === 'SUCCESS', good.includes(name), `${endpoint.operation} ${name}: ${text}`)
  const schema = body.result.resultCode === 'SUCCESS' ? endpoint.answers[200]!.schema! : contract.failureSchema
  assert.deepEqual(schema.parse(body), body)
  if (body.result.resultCode !== 'SUCCESS') assert.ok(codesOf(endpoint).includes(body.result.resultCode))
}

test('every example answer fits its schema to the last field', () => {
  for (const { answers, operation } of endpoints) for (const { schema, example } of Object.values(answers)) assert.deepEqual(schema!.parse(example), example, operation)
})

test('every refusal of the core has a code of theirs, and every code a result within its limits', () => {
  const codes = new Set<string>(resultCodes)
  for (const { code } of refusals) assert.ok(codes.has(acceptRefusals[code]) && codes.has(complianceRefusals[code]), code)
  for (const code of [...resultCodes, ...builtInFailures] as FailureCode[]) {
    const { resultCode, resultStatus, resultMessage } = resultOf(code)
    assert.ok(codes.has(resultCode) && resultCode.length <= 64 && resultMessage.length <= 256, code)
    assert.equal(resultStatus, resultCode === 'UNKNOWN_EXCEPTION' ? 'U' : 'F')
  }
})

test('whatever may still be undecided is told as unknown, and never as refused', () => {
  const unknown = refusals.filter(({ transient }) => transient).map(({ code }) => [code, acceptRefusals[code]])
  assert.deepEqual(unknown.filter(([, code]) => code !== 'UNKNOWN_EXCEPTION'), [])
})
