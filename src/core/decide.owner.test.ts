// Whose a dispute is: said in every state, kept as it was said, and changing nothing else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accept, after, annotate, ask, expired, inState, needsResponse } from '../../test/kit/builders.ts'
import { isOpen, states } from './dispute.ts'
import { isRefusal } from './refusal.ts'

const mina = { id: 'usr_1', name: 'Mina' }

test('a dispute is given to somebody in every state, and nothing but owner and revision is another', () => {
  for (const state of states) {
    const before = inState[state]()
    const given = after(before, annotate({ owner: mina }))
    assert.deepEqual({ ...given, updatedAt: before.updatedAt }, { ...before, owner: mina, revision: before.revision + 1 }, state)
  }
})

test('it stays theirs through notes and decisions, and is taken back by saying so', () => {
  const given = after(needsResponse(), annotate({ owner: mina }))
  const later = after(after(given, annotate({ note: 'Called.' })), accept())
  assert.deepEqual([later.owner, isOpen(later.state)], [mina, false])
  assert.equal(after(later, annotate({ owner: null })).owner, null)
  assert.equal('owner' in after(needsResponse(), annotate({ note: 'x' })), false)
  assert.equal('owner' in expired(), false)
})

test('giving it to somebody is one event with the note that comes with it', () => {
  const outcome = ask(needsResponse(), annotate({ owner: mina, note: 'Yours.' }))
  assert.ok(!isRefusal(outcome))
  assert.deepEqual(outcome.events.map(event => event.kind === 'annotated' && [event.owner, event.note]), [[mina, 'Yours.']])
})

test('an acceptance that expects the revision before an assignment is refused', () => {
  const read = needsResponse()
  const outcome = ask(after(read, annotate({ owner: mina })), accept({ expect: { revision: read.revision } }))
  assert.ok(isRefusal(outcome) && outcome.refused === 'revision_changed')
})
