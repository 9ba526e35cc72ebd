// Putting a dispute aside: never past the day before its buffer, on record, over by itself and as soon as the dispute stands otherwise.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accept, after, annotate, ask, connection, day, deadline, elapse, escalate, hour, id, inState, judge, moveDeadline, needsResponse, noon, open, owner, refuseAct, stage, undo } from '../../test/kit/builders.ts'
import { states } from './dispute.ts'
import { isRefusal } from './refusal.ts'
import { latestSnooze, snoozedUntil } from './snooze.ts'

const latest = deadline - 2 * day
const aside = (until: number | null) => annotate({ snooze: until })
const put = () => after(needsResponse(), aside(noon + day))
const refusedWith = (outcome: object) => (isRefusal(outcome) ? outcome.refused : 'done')

test('it is put aside until an instant, with who did it and when, in one event with its note', () => {
  const outcome = ask(needsResponse(), annotate({ snooze: noon + day, note: 'The courier calls back.' }))
  assert.ok(!isRefusal(outcome))
  assert.deepEqual(outcome.dispute.snoozed, { until: noon + day, at: noon, by: owner })
  assert.deepEqual(outcome.events.map(event => event.kind === 'annotated' && [event.snooze, event.note]), [[{ until: noon + day }, 'The courier calls back.']])
  assert.deepEqual([snoozedUntil(outcome.dispute), outcome.dispute.revision], [noon + day, needsResponse().revision + 1])
})

test('it wakes by saying so, and stays aside through notes, evidence and a warning', () => {
  const later = [annotate({ note: 'x' }), annotate({ owner: { id: 'usr_1', name: 'Mina' } }), stage()].reduce((dispute, command) => after(dispute, command), put())
  assert.equal(snoozedUntil(later), noon + day)
  assert.equal(snoozedUntil(after(later, elapse(), { at: deadline - day })), noon + day)
  assert.deepEqual([after(later, aside(null)).snoozed, snoozedUntil(after(later, aside(null)))], [null, null])
  assert.equal('snoozed' in after(needsResponse(), annotate({ note: 'x' })), false)
})

test('it is never put aside into the past or into the last day before the buffer, whatever the buffer is', () => {
  const at = (dispute: Parameters<typeof ask>[0], until: number) => refusedWith(ask(dispute, aside(until)))
  assert.deepEqual([at(needsResponse(), latest), at(needsResponse(), latest + 1)], ['done', 'snooze_invalid'])
  assert.deepEqual([at(needsResponse(), noon + 1), at(needsResponse(), noon), at(needsResponse(), noon - 1)], ['done', 'snooze_invalid', 'snooze_invalid'])
  for (const bufferMs of [0, hour, 3 * day]) {
    const dispute = { ...needsResponse(), bufferMs }
    assert.deepEqual([latestSnooze(dispute), at(dispute, deadline - bufferMs - day), at(dispute, deadline - bufferMs - day + 1)], [deadline - bufferMs - day, 'done', 'snooze_invalid'], `${bufferMs}`)
  }
  assert.deepEqual(ask(needsResponse(), aside(deadline)), { refused: 'snooze_invalid', facts: { latest } })
})

test('only what needs a response is put aside; everything else says why not, and may be woken', () => {
  const answers = Object.fromEntries(states.map(state => [state, refusedWith(ask(inState[state](), aside(noon + day)))]))
  assert.deepEqual(answers, {
    needs_response: 'done', accepting: 'act_in_progress', submitting: 'act_in_progress', under_review: 'already_submitted', accepted: 'already_accepted', won: 'already_won', lost: 'already_lost',
    expired: 'already_expired', withdrawn: 'already_withdrawn', prevented: 'already_prevented', refunded: 'already_refunded',
  })
  assert.equal(refusedWith(ask(after(needsResponse(), accept({ holdMs: hour })), aside(noon + day))), 'acceptance_pending')
  for (const state of states) assert.equal(refusedWith(ask(inState[state](), aside(null))), 'done', state)
})

test('it is over once somebody decides, also where that is taken back, and once the dispute goes on', () => {
  const undone = after(after(put(), accept({ holdMs: hour })), undo())
  assert.deepEqual([undone.state, undone.snoozed], ['needs_response', null])
  const further = after(put(), escalate())
  assert.deepEqual([further.state, further.snoozed], ['needs_response', null])
  const asked = after(after(after(null, open({ home: connection })), aside(noon + day)), accept({ act: id('act', 7) }))
  const turnedDown = after(asked, refuseAct(id('act', 7)))
  assert.deepEqual([turnedDown.state, snoozedUntil(turnedDown)], ['needs_response', null])
  assert.equal(snoozedUntil(after(put(), judge('lost'))), null)
})

test('a deadline that is moved nearer brings it back earlier, one that is moved away does not keep it longer', () => {
  const near = after(put(), moveDeadline(noon + 2 * day + hour))
  assert.equal(snoozedUntil(near), noon + hour)
  assert.equal(snoozedUntil(after(put(), moveDeadline(deadline + 30 * day))), noon + day)
})
