// News from upstream in any order and with repeats ends in the same place: state, money, deadline, phase and their own words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accept, accepted, accepting, after, anOpening, ask, baht, confirm, connection, deadline, deepFreeze, escalate, expired, familyIs, fee, held, hour, lost,
  minute, needsResponse, news, noon, observe, open, paid, provisionallyWon, respondBy, submitting, terms, termsWith, through, won } from '../../test/kit/builders.ts'
import { apply } from './apply.ts'
import type { Command } from './command.ts'
import type { Dispute } from './dispute.ts'
import type { Observation, ReadState } from './observation.ts'
import { postingsOf } from './postings.ts'
import { isRefusal } from './refusal.ts'
import { phases, states } from './dispute.ts'
import type { Terms } from './terms.ts'

const upstream = { home: connection, fees: [fee(500n), fee(20n, false)] }
const starts: Record<string, () => Dispute> = {
  'to be answered': () => needsResponse(upstream), 'with an acceptance in its undo window': () => held(upstream), 'with an acceptance asked': () => accepting(upstream),
  'with a defense asked': () => submitting(upstream), 'under review': () => through(submitting(upstream), [confirm()]),
  'accepted under review, asked': () => through(submitting(upstream), [confirm(), accept()]),
  'held under review': () => through(submitting(upstream), [confirm(), accept({ holdMs: hour })]),
  accepted: () => through(accepting(upstream), [confirm()]), won: () => won(upstream), 'provisionally won': () => provisionallyWon(upstream), lost: () => lost(upstream),
  expired: () => expired(upstream), 'in a second cycle after a loss': () => through(lost(upstream), [escalate({ fees: [fee(70n)] })]),
  'in a second cycle after a win, accepting': () => through(won(upstream), [escalate(), accept()]),
}
const families: Terms[] = [terms, ...(['debited_at_opening', 'held_at_opening', 'debited_by_conceding', 'no_money_yet'] as const).map(family => familyIs(family)),
  termsWith({ concedingDebits: false })]

const readings = fc.record({
  state: fc.constantFrom(...states.filter((state): state is ReadState => state !== 'accepting' && state !== 'submitting')),
  at: fc.integer({ min: -5, max: 25 }), rank: fc.nat(1), final: fc.boolean(), status: fc.constantFrom('a', 'b', 'c'),
  phase: fc.option(fc.constantFrom(...phases)), judged: fc.option(fc.constantFrom(0n, 1n, 7_000n, 12_000n)),
  dueIn: fc.option(fc.integer({ min: 1, max: 3 })), reason: fc.option(fc.constantFrom('10.4', '13.1')),
})
const observations = fc.uniqueArray(readings, { maxLength: 5, selector: ({ at, rank }) => `${at} ${rank}` }).map(list => list.map(toNews))
const shuffled = observations.chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.array(fc.nat(99), { maxLength: 4 })))

type Told = typeof readings extends fc.Arbitrary<infer T> ? T : never
function toNews({ state, at, rank, final, status, phase, judged, dueIn, reason }: Told): Observation {
  const when = noon + at * minute
  return news(state, { at: when, rank, final, status, phase, reason, judged: judged === null ? null : baht(judged), respondBy: dueIn === null ? null : respondBy(deadline + dueIn) })
}

/** Where the news leave the dispute, and how much money moved on the way, in all. */
function settle(start: Dispute, list: Observation[], rules: Terms) {
  const moved = new Map<string, bigint>()
  let dispute = start
  for (const observation of list) {
    const outcome = ask(deepFreeze(dispute), observe(observation), { terms: rules, at: noon + 30 * minute })
    assert.ok(!isRefusal(outcome))
    for (const event of outcome.events) {
      const next = apply(dispute, event)
      for (const { from, to, money } of postingsOf(dispute, event, next)) {
        moved.set(from, (moved.get(from) ?? 0n) - money.amount)
        moved.set(to, (moved.get(to) ?? 0n) + money.amount)
      }
      dispute = next
    }
  }
  return { dispute, essence: essenceOf(dispute), money: [...moved].filter(([, amount]) => amount !== 0n).sort() }
}

function essenceOf(dispute: Dispute) {
  const resolution = 'resolution' in dispute ? { final: dispute.resolution.final, judged: dispute.resolution.judged } : null
  return { state: dispute.state, act: 'act' in dispute ? dispute.act.id : 'pending' in dispute ? dispute.pending?.id : null, resolution,
    phase: dispute.phase, respondBy: dispute.respondBy, theirs: dispute.theirs, books: dispute.books, observed: dispute.observed, returned: dispute.returnedFees.to }
}

for (const [name, start] of Object.entries(starts)) {
  test(`any order of the same news, with repeats, ends alike for a dispute ${name}`, () => {
    fc.assert(fc.property(shuffled, fc.constantFrom(...families), ([list, other, repeats], rules) => {
      const again = repeats.flatMap(n => (other.length ? [other[n % other.length]!] : []))
      const one = settle(start(), list, rules)
      const two = settle(start(), [...other.flatMap(o => [o, o]), ...again], rules)
      assert.deepEqual(two.essence, one.essence)
      assert.deepEqual(two.money, one.money)
    }), { numRuns: 400 })
  })
}

test('news without a reason leaves the one that is known, and older news with one still brings it', () => {
  const told = through(needsResponse(upstream), [observe(news('under_review', { at: noon + 2, reason: null, status: 'b' }))])
  assert.deepEqual(told.theirs, { id: 'D1', status: 'b', reasonCode: '10.4', reasonText: 'Fraud' })
  assert.deepEqual(after(told, observe(news('needs_response', { at: noon + 1, reason: '13.1', status: 'a' }))).theirs, { id: 'D1', status: 'b', reasonCode: '13.1', reasonText: 'Fraud' })
})

test('a repeat and older news are no event', () => {
  const seen = after(needsResponse(), observe(news('under_review')))
  for (const observation of [news('under_review'), news('needs_response', { at: noon + 1 })]) {
    assert.deepEqual(ask(seen, observe(observation)), { dispute: seen, events: [] })
  }
})

test('a poll that was read before the acceptance was confirmed does not open the dispute again', () => {
  const dispute = after(accepting(), confirm(), { at: noon + hour })
  assert.equal(after(dispute, observe(news('needs_response', { at: noon + hour }))).state, 'accepted')
})

test('a copy that lags does not open what was accepted again, and what is still told a quarter of an hour later does', () => {
  const accepted = after(accepting(), confirm(), { at: noon + hour })
  const quarter = noon + hour + 15 * 60_000
  let dispute = accepted
  for (const at of [noon + hour + 1, quarter]) {
    dispute = after(dispute, observe(news('needs_response', { at })))
    assert.deepEqual([dispute.state, dispute.observed], ['accepted', accepted.observed])
  }
  assert.equal(after(dispute, observe(news('needs_response', { at: quarter + 1 }))).state, 'needs_response')
  assert.equal(after(dispute, observe(news('won', { at: noon + hour + 1 }))).state, 'won', 'an end is no lagging copy')
})

test('a copy that lags does not ask again for the evidence that was sent, and what is still told a quarter of an hour later does', () => {
  const submitted = after(submitting(), confirm(), { at: noon + hour })
  const quarter = noon + hour + 15 * 60_000
  const echoed = after(submitted, observe(news('needs_response', { at: quarter })))
  assert.deepEqual([echoed.state, echoed.observed], ['under_review', submitted.observed])
  assert.equal(after(echoed, observe(news('needs_response', { at: quarter + 1 }))).state, 'needs_response')
  assert.equal(after(echoed, observe(news('lost', { at: noon + hour + 1 }))).state, 'lost', 'an end is no lagging copy')
})

test('a poll that still shows an open dispute does not take an acceptance back that is on its way', () => {
  const dispute = after(accepting(), observe(news('needs_response')))
  assert.equal(dispute.state, 'accepting')
  assert.equal(after(dispute, confirm()).state, 'accepted')
})

test('an acceptance confirmed by news is ours: who accepted, why and under which act', () => {
  const dispute = after(accepting(), observe(news('accepted')))
  assert.deepEqual(dispute.state === 'accepted' && [dispute.acceptance.act, dispute.acceptance.reason, dispute.acceptance.by.kind], ['act_' + accepting().act.id.slice(4), 'customer_is_right', 'key'])
})

test('confirmation and news of one acceptance end alike in either order, with one acceptance of the money', () => {
  const told = observe(news('accepted', { status: 'lost' }))
  const one = after(after(accepting(), confirm()), told)
  const other = after(accepting(), told)
  assert.equal(isRefusal(ask(other, confirm())), true)
  assert.deepEqual([one.state, one.books, one.theirs], [other.state, other.books, other.theirs])
})

test('a win that becomes final, and a judgement that grows, are taken from the newest news', () => {
  const provisional = after(needsResponse(), observe(news('won', { final: false })))
  const final = after(provisional, observe(news('won', { at: noon + 2 * hour })))
  assert.deepEqual(final.state === 'won' && final.resolution.final, true)
  const part = after(needsResponse(), observe(news('lost', { judged: baht(1n) })))
  assert.deepEqual(after(part, observe(news('lost', { at: noon + 2 * hour, judged: baht(2n) }))).books, { held: 0n, gone: 2n })
})

test('a judgement in other money than the dispute\'s, or of more than it, is none: what is lost is lost whole, what is won is won', () => {
  const judged = (state: 'won' | 'lost', amount: bigint, currency: 'THB' | 'USD') => {
    const dispute = after(needsResponse(upstream), observe(news(state, { judged: { amount, currency } })))
    return [dispute.books.gone, 'resolution' in dispute && dispute.resolution.judged]
  }
  for (const [amount, currency] of [[7_000n, 'USD'], [12_001n, 'THB'], [-1n, 'THB']] as const) {
    assert.deepEqual([judged('lost', amount, currency), judged('won', amount, currency)], [[12_000n, null], [0n, null]], `${amount} ${currency}`)
  }
  assert.deepEqual([judged('lost', 7_000n, 'THB')[0], judged('won', 7_000n, 'THB')[0]], [7_000n, 7_000n])
})

test('upstream may open what had ended: that is a correction, in a new cycle, so that it can be accepted again', () => {
  const outcome = ask(accepted(), observe(news('needs_response')))
  assert.ok(!isRefusal(outcome))
  assert.deepEqual(outcome.events.map(event => event.kind === 'observed' && event.correction), [true])
  assert.equal(outcome.dispute.cycle, 2)
  assert.equal(after(outcome.dispute, accept({ act: 'act_2' }), { at: noon + hour, payment: paid(12_000n) }).state, 'accepted')
})

test('what upstream opens again heeds the buffer of now; what is open, or stays ended, keeps its own', () => {
  const buffer = (dispute: Dispute, state: 'needs_response' | 'won', bufferMs: number) => after(dispute, { ...observe(news(state)), bufferMs } as Command).bufferMs
  const ended = { ...accepted(), bufferMs: 7 }
  const open_ = { ...after(null, open({ ...anOpening(), home: connection })), bufferMs: 7 }
  assert.deepEqual([buffer(ended, 'needs_response', 9), buffer(ended, 'won', 9), buffer(open_, 'needs_response', 9)], [9, 7, 7])
})

test('submitting: news that the defense has arrived keeps the defense', () => {
  const dispute = after(submitting(), observe(news('under_review')))
  assert.equal(dispute.state === 'under_review' && dispute.defense?.statement, 'It was delivered.')
})

test('what is open keeps its books when nothing about it has changed', () => {
  const opened = after(null, open({ ...anOpening(), home: connection }))
  assert.deepEqual(after(opened, observe(news('needs_response'))).books, opened.books)
})
