// Notes that come with a submission, and notes that are taken of answerable disputes only.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, after, annotate, ask, deadline, held, needsResponse, submit, submitting, underReview } from '../../test/kit/builders.ts'
import { isRefusal } from './refusal.ts'

const noting = annotate({ metadata: { order: '7' }, asFor: 'submit' })

test('notes as for a submission are refused wherever a submission is', () => {
  assert.deepEqual(after(needsResponse(), noting).metadata, { order: '7' })
  const refusedBy = [accepted(), underReview(), held(), submitting()].map(dispute => ask(dispute, noting))
  assert.deepEqual(refusedBy.map(outcome => isRefusal(outcome) && outcome.refused), ['already_accepted', 'already_submitted', 'acceptance_pending', 'act_in_progress'])
  const late = ask(needsResponse(), noting, { at: deadline + 1 })
  assert.ok(isRefusal(late) && late.refused === 'deadline_passed')
})

test('a submission brings its notes in the same decision, or is refused with them', () => {
  const done = ask(needsResponse({ metadata: { old: 'x' } }), submit({ metadata: { old: null, order: '7' } }))
  assert.ok(!isRefusal(done))
  assert.deepEqual([done.events.map(({ kind }) => kind), done.dispute.state, done.dispute.metadata], [['annotated', 'submitted'], 'under_review', { order: '7' }])
  const large = ask(needsResponse(), submit({ metadata: { long: 'x'.repeat(501) } }))
  assert.ok(isRefusal(large) && large.refused === 'metadata_too_large')
})
