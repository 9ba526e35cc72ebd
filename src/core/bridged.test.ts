import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accept, accepting, after, ask, connection, day, deadline, elapse, hour, needsResponse, noon, news, open, observe, refuseAct, respondBy, stage, submit, terms, termsWith } from '../../test/kit/builders.ts'
import { makeId, type ActId } from './ids.ts'
import type { AtBuffer } from './command.ts'
import type { Decision } from './decide.ts'
import { silenceMs, wakeAtOf } from './deadline.ts'
import type { Dispute } from './dispute.ts'

/** Opened, and heard of once. */
const bridged = (changes = {}): Dispute => after(needsResponse({ home: connection, ...changes }), observe(news('needs_response', { at: noon })), { at: noon })
const policy = (amount: bigint, currency = 'THB'): AtBuffer =>
  ({ act: makeId('act', noon, new Uint8Array(10)) as ActId, by: { kind: 'system', id: 'policy', surface: 'bridge', request: null }, below: { amount, currency: currency as 'THB' }, note: 'policy' })
const kinds = (dispute: Dispute, atBuffer: AtBuffer | null, at: number): string[] =>
  (ask(dispute, { ...elapse(), atBuffer }, { at }) as Decision).events.map(({ kind }) => kind)

test('a dispute that lives upstream is warned about at its connection\'s buffer, or not at all', () => {
  assert.equal(wakeAtOf(bridged()), deadline - day)
  assert.equal(wakeAtOf(bridged({ bufferMs: 3 * hour })), deadline - 3 * hour)
  assert.equal(wakeAtOf(bridged({ bufferMs: 0 })), deadline + silenceMs + 1)
})

test('where the time to answer is shorter than its connection\'s buffer it is warned about at once, and the policy acts', () => {
  for (const rules of [terms, termsWith({ warnsAtOnce: true })]) {
    const opened = needsResponse({ home: connection, respondBy: respondBy(noon + hour), bufferMs: day }, { terms: rules })
    const brief = after(opened, observe(news('needs_response', { at: noon })), { at: noon })
    assert.deepEqual([brief.warnedFor, wakeAtOf(brief)! <= noon], [null, true])
    assert.deepEqual(kinds(brief, policy(12_001n), noon), ['deadline_near', 'acceptance_asked'])
    assert.equal(wakeAtOf(after(brief, elapse(), { at: noon })), noon + hour + silenceMs + 1)
  }
  const unwarned = needsResponse({ home: connection, respondBy: respondBy(noon + hour), bufferMs: 0 }, { terms: termsWith({ warnsAtOnce: true }) })
  assert.deepEqual([unwarned.warnedFor, wakeAtOf(unwarned)], [null, noon + hour + silenceMs + 1])
})

test('a deadline that the provider never named warns, and turns nobody away however late it is', () => {
  const assumed = bridged({ respondBy: { at: deadline, zone: null, source: 'rule' } })
  const [late, far] = [deadline + 1, deadline + silenceMs + day]
  assert.deepEqual(kinds(assumed, null, deadline - day), ['deadline_near'])
  for (const at of [late, far]) {
    assert.deepEqual([accept(), submit(), stage()].map(command => (ask(assumed, command, { at }) as Decision).events?.map(({ kind }) => kind)), [['acceptance_asked'], ['submission_asked'], ['evidence_staged']])
    const held = after(assumed, accept({ holdMs: hour }), { at })
    assert.equal(wakeAtOf(after(held, elapse(), { at })), at + hour)
  }
  assert.deepEqual(ask(after(assumed, elapse(), { at: deadline - day }), elapse(), { at: far }), { refused: 'not_due', facts: {} })
  for (const source of ['provider', 'operator'] as const) assert.deepEqual((ask(bridged({ respondBy: { at: deadline, zone: null, source } }), accept(), { at: late }) as { refused?: string }).refused, 'deadline_passed')
  assert.deepEqual((ask(needsResponse({ respondBy: { at: deadline, zone: null, source: 'rule' } }), accept(), { at: late }) as { refused?: string }).refused, 'deadline_passed')
})

test('after the provider\'s time an acceptance needs an override on the record, and in a house even that is too late', () => {
  const told = (dispute: Dispute, override: string | null): unknown => {
    const outcome = ask(dispute, accept({ override }), { at: deadline + 1 })
    return 'refused' in outcome ? outcome.refused : outcome.events.map(({ kind }) => kind)
  }
  assert.deepEqual([told(bridged(), null), told(bridged(), 'The bank agreed'), told(needsResponse(), 'The bank agreed')],
    ['deadline_passed', ['acceptance_asked'], 'deadline_passed'])
})

test('who hears of a dispute upstream after its deadline is warned once and told nothing again until its provider says more', () => {
  for (const source of ['provider', 'rule'] as const) {
    const late = bridged({ respondBy: { at: deadline, zone: null, source } })
    assert.deepEqual(kinds(late, policy(99_999n), deadline + 1), ['deadline_near'])
    const warned = after(late, elapse(), { at: deadline + 1 })
    assert.ok(wakeAtOf(warned)! > deadline + day)
    assert.deepEqual(ask(warned, elapse(), { at: deadline + 2 }), { refused: 'not_due', facts: {} })
  }
})

test('a policy concedes at the buffer what is worth less than it says, in the step of the warning, and under its own name', () => {
  const at = deadline - day
  assert.deepEqual(kinds(bridged(), null, at), ['deadline_near'])
  assert.deepEqual(kinds(bridged(), policy(12_001n), at), ['deadline_near', 'acceptance_asked'])
  assert.deepEqual(kinds(bridged(), policy(12_000n), at), ['deadline_near'])
  assert.deepEqual(kinds(bridged(), policy(99_999n, 'JPY'), at), ['deadline_near'])
  assert.deepEqual(kinds(after(bridged(), accept({ holdMs: hour }), { at: at - 1 }), policy(99_999n), at), ['deadline_near'])
  const dispute = after(bridged(), { ...elapse(), atBuffer: policy(12_001n) }, { at })
  assert.ok(dispute.state === 'accepting')
  assert.deepEqual([dispute.act.by.id, dispute.act.note], ['policy', 'policy'])
})

test('a policy concedes nothing of which nobody heard since it was opened: it may have ended there long ago', () => {
  const unheard = needsResponse({ home: connection })
  assert.deepEqual(kinds(unheard, policy(12_001n), deadline - day), ['deadline_near'])
  const heard = after(unheard, observe(news('needs_response')), { at: noon + hour })
  assert.deepEqual(kinds(heard, policy(12_001n), deadline - day), ['deadline_near', 'acceptance_asked'])
})

test('what was on its way when the buffer came, and is turned down, is warned of and left to whoever decided it', () => {
  for (const asked of [submit(), accept()]) {
    const back = (at: number): Dispute => {
      const away = after(bridged(), asked, { at: deadline - 2 * day })
      assert.ok('act' in away)
      return after(away, refuseAct(away.act.id), { at })
    }
    assert.deepEqual(kinds(back(deadline - hour), policy(12_001n), deadline - hour), ['deadline_near'])
    assert.deepEqual(kinds(back(deadline - day - 1), policy(12_001n), deadline - day), ['deadline_near', 'acceptance_asked'])
  }
})

test('news with a status that nobody knows changes no state, and is kept', () => {
  for (const dispute of [bridged(), accepting()]) {
    const told = observe(news('won'))
    const odd = { ...told, observation: { ...told.observation, theirs: { ...told.observation.theirs, status: 'odd' }, reading: { ...told.observation.reading, state: null } } }
    const later = after(dispute, odd)
    assert.deepEqual([later.state, later.theirs.status], [dispute.state, 'odd'])
  }
})

test('the opening of a dispute upstream keeps its buffer', () => {
  assert.equal(after(null, open({ home: connection, bufferMs: 5 })).bufferMs, 5)
  assert.equal('bufferMs' in needsResponse(), false)
})
