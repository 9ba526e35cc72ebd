import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { proveDialect } from '../../../test/kit/prove.ts'
import { held, inState, noon, provisionallyWon, reverse, after as following } from '../../../test/kit/builders.ts'
import { startOmise } from '../../../test/kit/omise.ts'
import { givens, omiseGiven, type GivenName } from '../../../test/kit/omise-given.ts'
import { isOpen, principalOf, states, type Dispute } from '../../core/dispute.ts'
import { refusals } from '../../core/refusal.ts'
import { builtInFailures } from '../../wire/contract.ts'
import { dispute as disputeShape, oldDispute, type WireDispute } from './contract/dispute.ts'
import { sample } from './contract/examples.ts'
import { omise } from './index.ts'
import { errorOf, problems, type ProblemCode } from './problems.ts'
import { toWireDispute } from './translate.ts'
import { disputeIn } from './versioned.ts'
import { newestVersion } from './view.ts'

const kit = await startOmise()
after(() => kit.close())
const view = { now: noon, version: newestVersion, base: null }

proveDialect(omise, {
  prefixes: ['/disputes', '/charges', '/transactions', '/events', '/search'],
  theirId: /^dspt_test_[0-9a-z]{19}$/,
  givens, given: async name => ({ handle: kit.handle, values: await omiseGiven(kit, name as GivenName) }), sample,
  exampleGiven: ({ operation }, name) => (name === 'one' && operation.endsWith('Document') ? 'document' : 'open'),
  credentials: (_, { values }) => ({ authorization: `Basic ${values.basic}` }),
  wordsOf: refusal => [refusal],
  views: { schema: disputeShape, of: dispute => [toWireDispute(dispute, view)] },
})

test('every failure has a documented status and the one shape', () => {
  const statuses = [400, 401, 403, 404, 405, 413, 415, 422, 429, 500, 503]
  for (const code of [...refusals.map(({ code }) => code), ...builtInFailures, ...Object.keys(problems)] as ProblemCode[]) {
    const body = errorOf(code)
    assert.ok(statuses.includes(problems[code].status), code)
    assert.deepEqual(omise.contract!.failureSchema.parse(body), body, code)
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

test('every version shows every state in its documented form', () => {
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
