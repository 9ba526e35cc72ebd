// Every recorded exchange happens as it is recorded; every endpoint, refusal and state has its words; what is printed is what is served.
import { Validator } from '@seriousme/openapi-schema-validator'
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import type { z } from 'zod'
import { isOpen, principalOf, states, type Dispute } from '../../core/dispute.ts'
import { refusals } from '../../core/refusal.ts'
import { builtInFailures, type Contract, type Endpoint } from '../../wire/contract.ts'
import { exampleRequests } from '../../wire/examples.ts'
import { fillExchange, matchAnswer, parseExchanges, requestOfExchange, type Exchange } from '../../wire/exchange.ts'
import { wireRequest } from '../../wire/http.ts'
import { codesOf } from '../../wire/openapi-failures.ts'
import { openapiOf } from '../../wire/openapi.ts'
import { routesOf } from '../../wire/route.ts'
import { held, inState, noon, provisionallyWon, reverse, after as following } from '../../../test/kit/builders.ts'
import { startOmise } from '../../../test/kit/omise.ts'
import { givens, omiseGiven, withLiveIds, type GivenName } from '../../../test/kit/omise-given.ts'
import { omiseContract } from './contract.ts'
import { dispute as disputeShape, oldDispute, type WireDispute } from './contract/dispute.ts'
import { omise } from './index.ts'
import { errorOf, problems, type ProblemCode } from './problems.ts'
import { toWireDispute } from './translate.ts'
import { disputeIn } from './versioned.ts'
import { newestVersion } from './view.ts'

const kit = await startOmise()
after(() => kit.close())

const contract: Contract = omiseContract
const endpoints = Object.values(contract.endpoints)
const folder = new URL('./exchanges/', import.meta.url)
const files = readdirSync(folder).filter(name => name.endsWith('.http'))
const exchangesIn = (file: string): Exchange[] => parseExchanges(readFileSync(new URL(file, folder), 'utf8'))
const routeFor = routesOf(endpoints)
const view = { now: noon, version: newestVersion, base: null }

test('the dialect is omise in every part', () => {
  assert.equal(omise.name, omise.terms.dialect)
  assert.equal(omise.contract?.name, omise.name)
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

function operationOf({ method, target }: Exchange['request']): string | undefined {
  return routeFor(target.split('?')[0]!.replace(/\{\{\w+\}\}/g, 'x'))?.byMethod.get(method)?.operation
}

for (const file of files) {
  test(`exchanges/${file} happens as it is recorded`, async () => {
    for (const exchange of exchangesIn(file)) {
      const filled = fillExchange(exchange, await omiseGiven(kit, exchange.given as GivenName))
      assert.deepEqual(matchAnswer(filled.answer, await kit.handle(requestOfExchange(filled))), [], exchange.title)
    }
  })
}

test('every refusal of the core and every failure of the wire has a status, a code and the one shape', () => {
  const statuses = [400, 401, 403, 404, 405, 413, 415, 422, 429, 500, 503]
  for (const code of [...refusals.map(({ code }) => code), ...builtInFailures, ...Object.keys(problems)] as ProblemCode[]) {
    const body = errorOf(code)
    assert.ok(statuses.includes(problems[code].status), code)
    assert.deepEqual(contract.failureSchema.parse(body), body, code)
  }
})

test('what is not known yet is never called closed', () => {
  for (const code of ['act_in_progress', 'acceptance_pending', 'outcome_unknown', 'key_in_flight'] as const) assert.equal(problems[code].status, 503, code)
})

/** What a dispute of this provider may come to. */
const mine = { dialect: 'omise', theirs: { id: 'dspt_test_6344fcf1z4svpiz2chc', status: null, reasonCode: null, reasonText: null } } as const
const rules = { terms: omise.terms }
const reachable: Dispute[] = [
  ...states.map(state => inState[state](mine, rules)), held(mine, rules), provisionallyWon(mine, rules), following(provisionallyWon(mine, rules), reverse(), rules),
  ...states.map(state => inState[state]()),
  ...states.map(state => inState[state]({ ...mine, settlement: { money: { amount: 5_000n, currency: 'JPY' }, rate: null } }, rules)),
]

test('every state is shown in their words, in each version', () => {
  for (const dispute of reachable) {
    const shown = toWireDispute(dispute, view)
    assert.deepEqual(disputeShape.parse(shown), shown, dispute.state)
    const old = disputeIn('2014-07-27', shown)
    assert.deepEqual(oldDispute.parse(old), old, dispute.state)
  }
})

test('a view keeps whether it is open, the money, and where the money is; a deadline is not on this wire', () => {
  for (const dispute of reachable) {
    const shown = toWireDispute(dispute, view)
    assert.equal(shown.status === 'open' || shown.status === 'pending', isOpen(dispute.state), dispute.state)
    assert.equal(shown.closed_at === null, isOpen(dispute.state), dispute.state)
    assert.deepEqual([shown.amount, shown.currency], [Number(dispute.money.amount), dispute.money.currency])
    assert.deepEqual([shown.funding_amount, shown.funding_currency], [Number(principalOf(dispute).amount), principalOf(dispute).currency])
    assert.equal(netOf(shown) + Number(dispute.books.gone + dispute.books.held), 0, dispute.state)
  }
})

const netOf = ({ transactions }: WireDispute): number =>
  transactions.reduce((sum, { direction, amount }) => sum + (direction === 'credit' ? amount : -amount), 0)

test('a public validator takes the printed document', async () => {
  const printed = JSON.parse(JSON.stringify(openapiOf(contract, { serverUrl: 'http://127.0.0.1:4242' }))) as Record<string, unknown>
  const { valid, errors } = await new Validator().validate(printed)
  assert.deepEqual([valid, errors], [true, undefined])
})

test('every example answer fits its schema to the last field', () => {
  for (const { operation, answers } of endpoints) {
    for (const { schema, example } of Object.values(answers)) if (schema && example !== undefined) assert.deepEqual(schema.parse(example), example, operation)
  }
})

for (const endpoint of endpoints) {
  test(`${endpoint.operation}: each example is answered as it says, in a documented form`, async () => {
    for (const name of Object.keys(endpoint.examples ?? {})) await play(endpoint, name)
  })
}

async function play(endpoint: Endpoint, name: string): Promise<void> {
  const needsDocument = name === 'one' && endpoint.operation.endsWith('Document')
  const values = await omiseGiven(kit, needsDocument ? 'document' : 'open')
  const own = exampleRequests({ ...contract, endpoints: { [endpoint.operation]: endpoint } }, { authorization: `Basic ${values.basic}` })
  const { request, status } = own.find(example => example.name === name)!
  const answer = await kit.handle(wireRequest(JSON.parse(withLiveIds(JSON.stringify(request), values)) as typeof request))
  const text = typeof answer.body === 'string' ? answer.body : ''
  assert.equal(answer.status, status, `${endpoint.operation} ${name}: ${text}`)
  if (status >= 400) return documentedFailure(endpoint, status, text)
  const schema: z.ZodType | undefined = endpoint.answers[status]?.schema
  if (schema) assert.deepEqual(schema.parse(JSON.parse(text)), JSON.parse(text), endpoint.operation)
}

function documentedFailure(endpoint: Endpoint, status: number, text: string): void {
  const { code } = contract.failureSchema.parse(JSON.parse(text)) as { code: string }
  const documented = codesOf(endpoint).filter(each => problems[each as ProblemCode].status === status).map(each => problems[each as ProblemCode].code)
  assert.ok(documented.includes(code), `${endpoint.operation} answers ${code}, which it does not document`)
}
