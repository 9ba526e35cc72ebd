import assert from 'node:assert/strict'
import fc from 'fast-check'
import { after, test } from 'node:test'
import { inState } from '../../../test/kit/builders.ts'
import { startMoov } from '../../../test/kit/moov.ts'
import { givens, moovGiven } from '../../../test/kit/moov-given.ts'
import { proveDialect } from '../../../test/kit/prove.ts'
import { states, isOpen, phases } from '../../core/dispute.ts'
import type { Currency } from '../../core/currency.ts'
import { refusals } from '../../core/refusal.ts'
import { formatInstant } from '../../core/time.ts'
import { openapiOf } from '../../wire/openapi.ts'
import { moovContract } from './contract.ts'
import { dispute as disputeShape } from './contract/disputes.ts'
import { phases as theirPhases, sample, statuses } from './contract/shapes.ts'
import { failures } from './failures.ts'
import { moov } from './index.ts'
import { phaseOf, statesOf, toWireDispute } from './translate.ts'

const kit = await startMoov()
after(() => kit.close())

proveDialect(moov, {
  prefixes: ['/accounts', '/oauth2', '/webhooks', '/event-types'],
  theirId: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  givens, given: name => moovGiven(kit, name), exampleGiven: () => 'evidence', sample,
  credentials: (_, { mine }) => ({ authorization: mine.basic }),
  wordsOf: refusal => [refusal],
  views: { schema: disputeShape, of: dispute => [toWireDispute(dispute, 'acc')] },
})

test('what an account has besides disputes is answered in its shape', async () => {
  const { mine, values } = await moovGiven(kit, 'dispute')
  const { status, text } = await mine.ask(`/accounts/${values.account}/wallets`)
  assert.deepEqual([status, text], [404, ''])
})

test('failures without a body are printed without one, and those of the document with its error', () => {
  const accept = openapiOf(moovContract, { serverUrl: 'x' }).paths['/accounts/{accountID}/disputes/{disputeID}/accept']!.post!
  const responses = accept.responses as Record<string, { content?: object }>
  const withBody = Object.entries(responses).filter(([, { content }]) => content).map(([status]) => status)
  assert.deepEqual([Object.keys(responses), withBody], [['200', '400', '401', '403', '404', '409', '429', '500', '504'], ['200', '400', '409']])
})

test('only the upload has no example, because a file is no JSON', () => {
  assert.deepEqual(Object.values(moov.contract!.endpoints).filter(({ examples }) => !examples).map(({ operation }) => operation), ['uploadEvidenceFile'])
})

test('every refusal of the core has a documented status of Moov', () => {
  for (const { code } of refusals) assert.ok([400, 401, 404, 409, 504].includes(failures[code].status), code)
})

test('nothing is null in what old clients are shown', () => {
  for (const state of states) assert.ok(!JSON.stringify(toWireDispute(inState[state]({ dialect: 'moov' }), 'acc')).includes('null'), state)
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
