// Deadlines are instants: at the deadline is in time, one millisecond later is not. An undo window never outlasts one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accept, after, ask, day, deadline, elapse, escalate, held, hour, minute, moveDeadline, needsResponse, noon, refuseAct, respondBy, submit, underReview, undo,
  accepting, connection, terms, termsWith, through, type When } from '../../test/kit/builders.ts'
import { deadlinesOf, silenceMs, staysMs, wakeAtOf } from './deadline.ts'
import type { Command } from './command.ts'
import type { Dispute } from './dispute.ts'
import { isRefusal } from './refusal.ts'

const told = (dispute: Dispute, command: Command, when: When): string => {
  const outcome = ask(dispute, command, when)
  return isRefusal(outcome) ? outcome.refused : outcome.events.map(event => event.kind).join()
}

test('at the deadline an answer is in time; one millisecond later it is late', () => {
  for (const command of [accept(), submit()]) {
    assert.equal(told(needsResponse(), command, { at: deadline }), command.kind === 'accept' ? 'accepted' : 'submitted')
    assert.equal(told(needsResponse(), command, { at: deadline + 1 }), 'deadline_passed')
  }
})

test('a dispute expires one millisecond after its deadline, and not at it', () => {
  const warned = after(needsResponse(), elapse(), { at: deadline - day })
  assert.equal(wakeAtOf(warned), deadline + 1)
  assert.equal(told(warned, elapse(), { at: deadline }), 'not_due')
  assert.equal(told(warned, elapse(), { at: deadline + 1 }), 'expired')
})

test('where the terms let it stay, an overdue dispute waits beyond any answer, and its rule holds for its life', () => {
  const rules = termsWith({ overdueStays: true })
  const warned = after(needsResponse({}, { terms: rules }), elapse(), { at: deadline - day })
  assert.equal(wakeAtOf(warned), deadline + staysMs + 1)
  assert.equal(told(warned, elapse(), { at: deadline + staysMs }), 'not_due')
  assert.equal(told(warned, elapse(), { at: deadline + staysMs + 1 }), 'expired')
  const late = after(needsResponse({}, { terms: rules }), elapse(), { at: deadline + day })
  assert.deepEqual([late.warnedFor, wakeAtOf(late)], [deadline, deadline + staysMs + 1], 'whoever looks late does not look for ever')
  for (const command of [accept(), submit()]) assert.equal(told(warned, command, { at: deadline + 1 }), 'deadline_passed')
  const usual = after(needsResponse(), elapse(), { at: deadline - day })
  assert.equal(told(usual, elapse(), { at: deadline + 1, terms: rules }), 'expired')
  assert.equal('overdueStays' in usual, false)
})

test('the deadline of an answered dispute does not expire it', () => {
  for (const dispute of [underReview(), accepting()]) {
    assert.equal(wakeAtOf(dispute), null)
    assert.match(told(dispute, elapse(), { at: deadline + 1 }), /not_due/)
  }
})

test('where nobody names a deadline, the terms do, counted from the opening or the escalation', () => {
  const rules = termsWith({ respondWithin: { ...terms.respondWithin, chargeback: 'P9D', arbitration: 'P2D' } })
  const opened = needsResponse({ respondBy: null }, { terms: rules, at: noon + hour })
  assert.deepEqual(opened.respondBy, { at: noon + 9 * day, zone: null, source: 'rule' })
  assert.equal(told(opened, elapse(), { at: noon + 9 * day + 1 }), 'expired')
  const escalated = after(opened, escalate({ phase: 'arbitration', respondBy: null }), { terms: rules, at: noon + day })
  assert.deepEqual(escalated.respondBy, { at: noon + 3 * day, zone: null, source: 'rule' })
})

test('a deadline that the provider names is kept as it is', () => assert.deepEqual(needsResponse().respondBy, respondBy(deadline)))

test('a warning goes out a day before the deadline, once per deadline', () => {
  assert.equal(wakeAtOf(needsResponse()), deadline - day)
  const warned = after(needsResponse(), elapse(), { at: deadline - day })
  const moved = after(warned, moveDeadline(deadline + day), { at: deadline })
  assert.equal(wakeAtOf(moved), deadline)
  assert.equal(wakeAtOf(needsResponse({ respondBy: respondBy(noon + day) })), noon + day + 1)
})

test('what is opened within its last day is warned of at once, where the terms say so, and once', () => {
  const opening = { respondBy: respondBy(noon + day) }
  assert.deepEqual([needsResponse(opening).warnedFor, wakeAtOf(needsResponse(opening))], [null, noon + day + 1])
  const warned = needsResponse(opening, { terms: termsWith({ warnsAtOnce: true }) })
  assert.deepEqual([warned.warnedFor, warned.revision, wakeAtOf(warned)], [noon + day, 2, noon + day + 1])
  assert.equal(needsResponse({ respondBy: respondBy(noon + day + 1) }, { terms: termsWith({ warnsAtOnce: true }) }).warnedFor, null)
})

test('nobody is warned of a deadline that has passed: after a long night the dispute expires at once', () => {
  assert.equal(told(needsResponse(), elapse(), { at: deadline + day }), 'expired')
})

test('an undo window ends five minutes before the deadline', () => {
  const dispute = after(needsResponse(), accept({ holdMs: 10 * day }))
  assert.equal(deadlinesOf(dispute).find(({ kind }) => kind === 'acceptance_due')?.at, deadline - 5 * minute)
  assert.equal(told(dispute, undo(), { at: deadline - 5 * minute - 1 }), 'acceptance_undone')
  assert.equal(told(dispute, undo(), { at: deadline - 5 * minute }), 'act_not_pending')
})

test('within the last five minutes an acceptance goes out at once, whatever window was asked for', () => {
  assert.equal(told(needsResponse(), accept({ holdMs: hour }), { at: deadline - 5 * minute - 1 }), 'acceptance_held')
  assert.equal(told(needsResponse(), accept({ holdMs: hour }), { at: deadline - 5 * minute }), 'accepted')
})

test('a held acceptance that a sleeping process overslept still goes out, also after the deadline', () => {
  for (const at of [deadline - minute, deadline + 1, deadline + 30 * day]) assert.equal(told(held(), elapse(), { at }), 'accepted')
})

test('a deadline that is moved nearer takes the undo window with it', () => {
  const dispute = through(needsResponse(), [accept({ holdMs: 2 * day }), moveDeadline(noon + day)])
  assert.equal(wakeAtOf(dispute), noon + day - 5 * minute)
  assert.equal(told(dispute, undo(), { at: noon + day - 5 * minute }), 'act_not_pending')
  assert.equal(told(dispute, elapse(), { at: noon + day - 5 * minute }), 'accepted')
})

test('under review there is no deadline, but an undo window there may be, and undoing it leaves the defense standing', () => {
  const dispute = after(underReview(), accept({ holdMs: hour }), { at: deadline + day })
  assert.equal(dispute.state, 'under_review')
  assert.equal(wakeAtOf(dispute), deadline + day + hour)
  assert.deepEqual(after(dispute, undo(), { at: deadline + day }), { ...underReview(), updatedAt: deadline + day, revision: 4 })
  assert.equal(told(dispute, elapse(), { at: deadline + day + hour }), 'accepted')
})

test('an acceptance that upstream refuses leaves the dispute as it was before: to be answered, or under review', () => {
  const overdue = through(accepting(), [refuseAct(), elapse()], { at: deadline + 1 })
  assert.deepEqual([told(overdue, elapse(), { at: deadline + silenceMs }), told(overdue, elapse(), { at: deadline + silenceMs + 1 })], ['not_due', 'expired'])
  const asked = through({ ...underReview(), home: connection }, [accept()])
  assert.equal(asked.state, 'accepting')
  const refused = after(asked, refuseAct())
  assert.equal(refused.state, 'under_review')
  assert.deepEqual('defense' in refused && refused.defense, underReview().defense)
})

test('a deadline that is moved away does not put off what the merchant was told', () => {
  const dispute = through(needsResponse(), [accept({ holdMs: 10 * day }), moveDeadline(deadline + 30 * day)])
  assert.equal(deadlinesOf(dispute).find(({ kind }) => kind === 'acceptance_due')?.at, deadline - 5 * minute)
})
