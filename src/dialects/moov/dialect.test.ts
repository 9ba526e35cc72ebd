// The dialect as a whole: its exchanges happen as they are recorded, its document is sound, and everything of ours has a word of Moov's.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Validator } from '@seriousme/openapi-schema-validator'
import { readdirSync, readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { inState } from '../../../test/kit/builders.ts'
import { startMoov } from '../../../test/kit/moov.ts'
import { givenFor, withLiveIds } from '../../../test/kit/moov-given.ts'
import { states, isOpen, phases } from '../../core/dispute.ts'
import type { Currency } from '../../core/currency.ts'
import { refusals } from '../../core/refusal.ts'
import { formatInstant } from '../../core/time.ts'
import type { Contract, Endpoint } from '../../wire/contract.ts'
import { exampleRequests } from '../../wire/examples.ts'
import { fillExchange, matchAnswer, parseExchanges, requestOfExchange, type Exchange } from '../../wire/exchange.ts'
import { wireRequest, type WireResponse } from '../../wire/http.ts'
import { openapiOf } from '../../wire/openapi.ts'
import { codesOf } from '../../wire/openapi-failures.ts'
import { routesOf } from '../../wire/route.ts'
import { moovContract } from './contract.ts'
import { dispute as disputeShape } from './contract/disputes.ts'
import { phases as theirPhases, statuses } from './contract/shapes.ts'
import { failures } from './failures.ts'
import { moov } from './index.ts'
import { phaseOf, statesOf, toWireDispute } from './translate.ts'

const contract: Contract = moovContract
const kit = await startMoov()
after(() => kit.close())
const endpoints = Object.values(contract.endpoints)
const folder = new URL('./exchanges/', import.meta.url)
const files = readdirSync(folder).filter(name => name.endsWith('.http'))
const exchangesIn = (file: string): Exchange[] => parseExchanges(readFileSync(new URL(file, folder), 'utf8'))
const routeFor = routesOf(endpoints)

test('the dialect is moov in every part', () => {
  assert.deepEqual([moov.name, moov.terms.dialect, contract.name], ['moov', 'moov', 'moov'])
  assert.ok(moov.serve && moov.notices)
})

test('every endpoint has an exchange that goes well and one that does not, each with its source', () => {
  const seen = files.flatMap(exchangesIn).map(({ request, answer, source, title }) => {
    assert.ok(source !== '' && title !== '', title)
    const path = request.target.split('?')[0]!.replace(/\{\{\w+\}\}/g, 'x')
    return `${routeFor(path)?.byMethod.get(request.method)?.operation} ${answer.status < 300 ? 'good' : 'bad'}`
  })
  const missing = endpoints.flatMap(({ operation }) => [`${operation} good`, `${operation} bad`]).filter(name => !seen.includes(name))
  assert.deepEqual(missing, [])
})

for (const file of files) {
  test(`exchanges/${file} happens as it is recorded`, async () => {
    await Promise.all(exchangesIn(file).map(play))
  })
}

async function play(exchange: Exchange): Promise<void> {
  const { values } = await givenFor(kit, exchange.given)
  const filled = fillExchange(exchange, values)
  const answer = await kit.handle(requestOfExchange(withLineEnds(filled)))
  assert.deepEqual(matchAnswer(filled.answer, answer), [], exchange.title)
}

/** A form needs the line ends that a text file does not keep. */
function withLineEnds({ request, ...exchange }: Exchange): Exchange {
  const isForm = request.headers.some(([name, value]) => name === 'Content-Type' && value.startsWith('multipart/'))
  return { ...exchange, request: isForm ? { ...request, body: request.body.replaceAll('\n', '\r\n') } : request }
}

test('a public validator takes the printed document', async () => {
  const document = JSON.parse(JSON.stringify(openapiOf(contract, { serverUrl: 'http://127.0.0.1:4242' }))) as Record<string, object>
  const { valid, errors } = await new Validator().validate(document)
  assert.deepEqual([valid, errors], [true, undefined])
})

test('the document is served, and what an account has besides disputes is answered in its shape', async () => {
  const { mine, values } = await givenFor(kit, 'dispute')
  const served = await kit.handle(wireRequest({ target: '/openapi/moov.json' }))
  assert.deepEqual([served.status, (JSON.parse(String(served.body)) as { info: { title: string } }).info.title], [200, contract.title])
  const { status, text } = await mine.ask(`/accounts/${values.account}/wallets`)
  assert.deepEqual([status, text], [404, ''])
})

test('failures without a body are printed without one, and those of the document with its error', () => {
  const accept = openapiOf(contract, { serverUrl: 'x' }).paths['/accounts/{accountID}/disputes/{disputeID}/accept']!.post!
  const responses = accept.responses as Record<string, { content?: object }>
  const withBody = Object.entries(responses).filter(([, { content }]) => content).map(([status]) => status)
  assert.deepEqual([Object.keys(responses), withBody], [['200', '400', '401', '403', '404', '409', '429', '500', '504'], ['200', '400', '409']])
})

test('every endpoint answers its examples as it says, in a documented form', async () => {
  for (const endpoint of endpoints) await Promise.all(Object.keys(endpoint.examples ?? {}).map(name => playExample(endpoint, name)))
  assert.deepEqual(endpoints.filter(({ examples }) => !examples).map(({ operation }) => operation), ['uploadEvidenceFile'])
})

async function playExample(endpoint: Endpoint, name: string): Promise<void> {
  const { mine, values } = await givenFor(kit, 'evidence')
  const own = exampleRequests({ ...contract, endpoints: { [endpoint.operation]: endpoint } }, { authorization: mine.basic })
  const { request, status } = own.find(example => example.name === name)!
  const answer = await kit.handle(wireRequest(JSON.parse(withLiveIds(JSON.stringify(request), values)) as typeof request))
  assert.equal(answer.status, status, `${endpoint.operation} ${name}: ${String(answer.body)}`)
  documented(endpoint, answer)
}

function documented(endpoint: Endpoint, { status, body, headers }: WireResponse): void {
  const answer = endpoint.answers[status]
  if (answer) return void (answer.schema && assert.deepEqual(answer.schema.parse(JSON.parse(String(body))), JSON.parse(String(body))))
  assert.ok(codesOf(endpoint).some(code => contract.failures[code]!.status === status), `${endpoint.operation} answers ${status}, which it does not document`)
  if (failures.already_accepted.status === status || status === 400) contract.failureSchema.parse(JSON.parse(String(body)))
  else assert.deepEqual([body, headers['content-type']], ['', undefined])
}

test('every example answer fits its schema to the last field', () => {
  for (const { operation, answers } of endpoints) {
    for (const { schema, example } of Object.values(answers)) if (schema && example !== undefined) assert.deepEqual(schema.parse(example), example, operation)
  }
})

test('every refusal of the core has a documented status of Moov, and a sentence', () => {
  for (const { code } of refusals) {
    assert.ok([400, 401, 404, 409, 504].includes(failures[code].status), code)
    assert.ok(failures[code].detail.length > 10, code)
  }
})

test('every state renders with all that old clients insist on: nothing is null, times are whole, amounts are integers', () => {
  for (const state of states) {
    const wire = toWireDispute(inState[state]({ dialect: 'moov' }), 'acc')
    assert.deepEqual(disputeShape.parse(wire), wire, state)
    assert.ok(!JSON.stringify(wire).includes('null'), state)
  }
})

test('every status and phase of theirs is a state or phase of ours', () => {
  for (const status of statuses) assert.ok(statesOf(status).length > 0, status)
  assert.deepEqual([...new Set(phases.map(phase => phaseOf[phase]))].sort(), [...theirPhases].sort())
})

test('a view keeps whether the dispute is open, its money and its deadline, from every reachable state', () => {
  const built = fc.record({ state: fc.constantFrom(...states), phase: fc.constantFrom(...phases), amount: fc.bigInt({ min: 1n, max: 9_007_199_254_740_991n }), currency: fc.constantFrom('USD', 'JPY', 'KWD') })
  fc.assert(fc.property(built, ({ state, phase, amount, currency }) => {
    const dispute = inState[state]({ dialect: 'moov', phase, money: { amount, currency: currency as Currency }, payment: unpaid })
    const wire = toWireDispute(dispute, 'acc')
    assert.equal(['response-needed', 'under-review'].includes(wire.status), isOpen(dispute.state))
    assert.ok(statesOf(wire.status).includes(dispute.state))
    assert.deepEqual([BigInt(wire.amount.value), wire.amount.currency], [amount, currency])
    assert.equal(wire.respondBy, formatInstant(dispute.respondBy!.at))
    assert.equal(wire.phase, phaseOf[phase])
  }))
})

const unpaid = { id: null, order: null, paidAt: null, network: null, references: {}, captured: null, refunded: null }
