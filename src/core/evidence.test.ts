// Evidence limits, at the limit and one beyond it, in the order in which a person would mend it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, id, needsResponse, stage, submit, terms, termsWith, through } from '../../test/kit/builders.ts'
import type { Command } from './command.ts'
import type { EvidenceItem } from './dispute.ts'
import { isRefusal } from './refusal.ts'
import type { EvidenceLimits } from './terms.ts'

const limited = (changes: Partial<EvidenceLimits>) => ({ terms: termsWith({ evidence: { ...terms.evidence, ...changes } }) })
const file = (number: number, changes: Partial<EvidenceItem> = {}) => stage({ id: id('evd', number), ...changes })
const text = (words: string) => stage({ kind: 'text', type: 'text/plain', text: words, size: words.length })

function told(limits: Partial<EvidenceLimits>, ...commands: Command[]): string {
  const when = limited(limits)
  const outcome = ask(through(needsResponse(), commands.slice(0, -1), when), commands.at(-1)!, when)
  return isRefusal(outcome) ? outcome.refused : 'fine'
}

test('a file of the wrong kind is told so before its size is', () => {
  assert.equal(told({ fileBytes: 10 }, file(1, { type: 'image/gif', size: 11 })), 'evidence_type_not_allowed')
})

test('a file may be as large as the limit and not one byte larger', () => {
  assert.equal(told({ fileBytes: 10 }, file(1, { size: 10 })), 'fine')
  assert.equal(told({ fileBytes: 10 }, file(1, { size: 11 })), 'evidence_too_large')
})

test('files are counted, texts beside them are not', () => {
  assert.equal(told({ files: 2 }, file(1), text('a'), file(2)), 'fine')
  assert.equal(told({ files: 2 }, file(1), file(2), file(3)), 'evidence_too_many')
  assert.equal(told({ files: 2 }, file(1), file(2), text('a')), 'fine')
})

test('files together may be as large as their limit', () => {
  assert.equal(told({ totalBytes: 20 }, file(1, { size: 12 }), file(2, { size: 8 })), 'fine')
  assert.equal(told({ totalBytes: 20 }, file(1, { size: 12 }), file(2, { size: 9 })), 'evidence_too_large')
})

test('text is counted as people count, not as the machine stores', () => {
  assert.equal(told({ textLength: 3 }, text('😀😀😀')), 'fine')
  assert.equal(told({ textLength: 3 }, text('abcd')), 'statement_too_long')
  assert.equal(told({ textLength: 3 }, submit({ statement: 'กขค' })), 'fine')
  assert.equal(told({ textLength: 3 }, submit({ statement: 'กขคง' })), 'statement_too_long')
})

test('a statement alone is a defense where the provider takes it as one', () => {
  assert.equal(told({ statementAlone: true }, submit()), 'fine')
  assert.equal(told({ statementAlone: false }, submit()), 'evidence_missing')
  assert.equal(told({ statementAlone: false }, file(1), submit()), 'fine')
  assert.equal(told({ statementAlone: true }, submit({ statement: null })), 'evidence_missing')
})

test('an item that replaces another takes its place, and counts once against the limits', () => {
  const replacing = (number: number, name: string): Command => ({ ...file(number, { name }), replaces: true })
  const dispute = through(needsResponse(), [file(1), file(2), replacing(1, 'better.pdf')], limited({ files: 2 }))
  assert.deepEqual(dispute.evidence.map(({ name }) => name), ['better.pdf', 'receipt.pdf'])
  assert.equal(told({}, file(1), replacing(2, 'better.pdf')), 'evidence_not_found')
})

test('items of a submission go out with what is staged, in one event, and count against the same limits', () => {
  const items = [2, 3].map(number => file(number).item)
  const dispute = through(needsResponse(), [file(1), submit({ statement: null, items })], limited({ files: 3 }))
  assert.deepEqual([dispute.state, dispute.revision, dispute.evidence.map(({ id }) => id.at(-1))], ['under_review', 3, ['1', '2', '3']])
  assert.deepEqual('defense' in dispute && dispute.defense?.evidence, dispute.evidence)
  assert.equal(told({ files: 2 }, file(1), submit({ items })), 'evidence_too_many')
})
