// Every recorded exchange happens as it is recorded; every endpoint, refusal and state has its words; what is printed is what is served.
import { Validator } from '@seriousme/openapi-schema-validator'
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import type { z } from 'zod'
import { refusals } from '../../core/refusal.ts'
import { states } from '../../core/dispute.ts'
import { builtInFailures, type Contract, type Endpoint } from '../../wire/contract.ts'
import { exampleRequests } from '../../wire/examples.ts'
import { fillExchange, matchAnswer, parseExchanges, requestOfExchange, type Exchange } from '../../wire/exchange.ts'
import { wireRequest } from '../../wire/http.ts'
import { openapiOf } from '../../wire/openapi.ts'
import { routesOf } from '../../wire/route.ts'
import { ahrvoGiven, givens, withLiveIds, type GivenName } from '../../../test/kit/ahrvo-given.ts'
import { startAhrvo } from '../../../test/kit/ahrvo.ts'
import { inState, noon } from '../../../test/kit/builders.ts'
import { ahrvoContract } from './contract.ts'
import { dispute as disputeShape, failureBody, root } from './contract/shapes.ts'
import { errorBody, failures, type AhrvoFailure } from './failures.ts'
import { ahrvo } from './index.ts'
import { toLinkedDispute } from './translate.ts'

const kit = await startAhrvo()
after(() => kit.close())

const contract: Contract = ahrvoContract
const endpoints = Object.values(contract.endpoints)
const folder = new URL('./exchanges/', import.meta.url)
const files = readdirSync(folder).filter(name => name.endsWith('.http'))
const exchangesIn = (file: string): Exchange[] => parseExchanges(readFileSync(new URL(file, folder), 'utf8'))
const routeFor = routesOf(endpoints)

test('the dialect is ahrvo in every part', () => {
  assert.equal(ahrvo.name, ahrvo.terms.dialect)
  assert.equal(ahrvo.contract?.name, ahrvo.name)
  assert.ok(endpoints.every(({ path }) => path.startsWith(root)))
})

test('every endpoint has an exchange that goes well and one that does not, each with its source and a given that there is', () => {
  const played = files.flatMap(exchangesIn)
  for (const { operation } of endpoints) {
    const own = played.filter(({ request }) => operationOf(request) === operation)
    assert.ok(own.some(({ answer }) => answer.status < 400), `${operation} has none that goes well`)
    assert.ok(own.some(({ answer }) => answer.status >= 400), `${operation} has none that does not`)
  }
  for (const { source, title, given } of played) assert.ok(source && title && (givens as readonly string[]).includes(given), title)
})

/** A method that a path does not have belongs to the call that it has. */
function operationOf({ method, target }: Exchange['request']): string | undefined {
  const methods = routeFor(target.split('?')[0]!.replace(/\{\{\w+\}\}/g, 'x'))?.byMethod
  return (methods?.get(method) ?? [...(methods?.values() ?? [])][0])?.operation
}

for (const file of files) {
  test(`exchanges/${file} happens as it is recorded`, async () => {
    for (const exchange of exchangesIn(file)) {
      const filled = fillExchange(exchange, await ahrvoGiven(kit, exchange.given as GivenName))
      assert.deepEqual(matchAnswer(filled.answer, await kit.handle(requestOfExchange(filled))), [], exchange.title)
    }
  })
}

test('every refusal of the core and every failure of the wire has a documented status and Finix\'s shape', () => {
  const documented = [400, 401, 403, 404, 405, 406, 409, 422, 429, 500, 503]
  for (const code of [...refusals.map(({ code }) => code), ...builtInFailures, ...Object.keys(failures)] as AhrvoFailure[]) {
    const { status, body } = errorBody(code, { href: '/x', logref: 'r' })
    assert.ok(documented.includes(status), code)
    assert.equal(status, failures[code].status)
    assert.deepEqual(failureBody.parse(body), body, code)
    assert.equal(body.total, body._embedded.errors.length)
  }
})

test('every state is shown in their words', () => {
  for (const state of states) {
    const shown = toLinkedDispute(inState[state](), noon, root)
    assert.deepEqual(disputeShape.parse(shown), shown, state)
  }
})

test('a public validator takes the printed document', async () => {
  const printed = JSON.parse(JSON.stringify(openapiOf(contract, { serverUrl: 'http://127.0.0.1:4242' }))) as Record<string, unknown>
  const { valid, errors } = await new Validator().validate(printed)
  assert.deepEqual([valid, errors], [true, undefined])
})

test('every example answer fits its schema to the last field', () => {
  for (const { operation, answers } of endpoints) {
    for (const { schema, example } of Object.values(answers)) {
      if (schema) assert.deepEqual(schema.parse(example), example, `the example of ${operation}`)
    }
  }
})

for (const endpoint of endpoints) {
  test(`${endpoint.operation}: each example is answered as it says, in a documented form`, async () => {
    for (const name of Object.keys(endpoint.examples ?? {})) await playExample(endpoint, name)
  })
}

async function playExample(endpoint: Endpoint, name: string): Promise<void> {
  const values = await ahrvoGiven(kit, endpoint.path.includes('webhooks') ? 'webhook' : /\{evidence\}/.test(endpoint.path) ? 'evidence' : 'open')
  const own = exampleRequests({ ...contract, endpoints: { [endpoint.operation]: endpoint } }, { authorization: `Basic ${values.basic}` })
  const { request, status } = own.find(example => example.name === name)!
  const answer = await kit.handle(wireRequest(JSON.parse(withLiveIds(JSON.stringify(request), values)) as typeof request))
  const text = typeof answer.body === 'string' ? answer.body : ''
  assert.equal(answer.status, status, `${endpoint.operation} ${name}: ${text}`)
  const schema: z.ZodType | undefined = status < 400 ? endpoint.answers[status]?.schema : failureBody
  if (schema) assert.deepEqual(schema.parse(JSON.parse(text)), JSON.parse(text), `${endpoint.operation} ${name}`)
}
