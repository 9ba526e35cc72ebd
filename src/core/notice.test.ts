// What a merchant is told of each event, and of what upstream told us.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accept, accepted, accepting, annotate, ask, confirm, deadline, day, elapse, escalate, held, hour, judge, moveDeadline, needsResponse, news, noon, observe,
  open, provisionallyWon, refuseAct, reverse, stage, submit, submitting, undo, won } from '../../test/kit/builders.ts'
import type { Command } from './command.ts'
import type { Dispute } from './dispute.ts'
import { noticeOf } from './notice.ts'
import { isRefusal } from './refusal.ts'

function told(dispute: Dispute | null, command: Command, at = noon): string {
  const outcome = ask(dispute, command, { at })
  return isRefusal(outcome) ? outcome.refused : outcome.events.map(noticeOf).join()
}

test('every event is told in its own word', () => {
  const lines: [Dispute | null, Command, string, number?][] = [
    [null, open(), 'opened'], [needsResponse(), stage(), 'updated'], [needsResponse(), annotate(), 'updated'], [needsResponse(), moveDeadline(deadline + 1), 'updated'],
    [needsResponse(), elapse(), 'due_soon', deadline - day], [needsResponse(), accept({ holdMs: hour }), 'acceptance_held'], [held(), undo(), 'acceptance_undone'],
    [needsResponse(), accept(), 'accepted'], [accepting(), confirm(), 'accepted'], [accepting(), refuseAct(), 'refused'], [submitting(), confirm(), 'submitted'],
    [needsResponse(), submit(), 'submitted'], [needsResponse(), elapse(), 'expired', deadline + 1], [needsResponse(), judge('won'), 'won'],
    [needsResponse(), judge('lost'), 'lost'], [needsResponse(), judge('withdrawn'), 'withdrawn'], [needsResponse(), judge('prevented'), 'prevented'],
    [needsResponse(), judge('refunded'), 'refunded'], [provisionallyWon(), reverse(), 'reversed'], [won(), escalate(), 'escalated'],
  ]
  for (const [dispute, command, word, at] of lines) assert.equal(told(dispute, command, at), `dispute.${word}`)
})

test('news is told when it changes the state; what is known already is an update', () => {
  assert.equal(told(needsResponse(), observe(news('lost'))), 'dispute.lost')
  assert.equal(told(needsResponse(), observe(news('under_review'))), 'dispute.submitted')
  assert.equal(told(accepting(), observe(news('accepted'))), 'dispute.accepted')
  assert.equal(told(accepting(), observe(news('needs_response'))), 'dispute.updated')
  assert.equal(told(accepted(), observe(news('accepted'))), 'dispute.updated')
  assert.equal(told(won(), observe(news('needs_response'))), 'dispute.updated')
})
