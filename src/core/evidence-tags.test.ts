import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, after, annotate, ask, id, needsResponse, stage } from '../../test/kit/builders.ts'

const staged = () => after(after(needsResponse(), stage()), stage({ id: id('evd', 2) }))
const tagging = (tags: Record<string, string>, number = 1) => annotate({ evidence: { id: id('evd', number), tags } })

test('words are kept with one piece of evidence, beside those that it has, and with no other', () => {
  const dispute = after(after(staged(), tagging({ kind: 'receipt', page: '1' })), tagging({ page: '2' }))
  assert.deepEqual(dispute.evidence.map(({ tags }) => tags), [{ kind: 'receipt', page: '2' }, undefined])
})

test('words about evidence that is not there, and more of them than are kept, are refused', () => {
  assert.equal((ask(staged(), tagging({ a: 'b' }, 9)) as { refused?: string }).refused, 'evidence_not_found')
  assert.equal((ask(accepted(), tagging({ a: 'b' })) as { refused?: string }).refused, 'evidence_not_found')
  const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, 'v']))
  const full = after(staged(), tagging(fifty))
  assert.equal((ask(full, tagging({ more: 'v' })) as { refused?: string }).refused, 'metadata_too_large')
  assert.equal((ask(full, tagging({ k0: 'v'.repeat(501) })) as { refused?: string }).refused, 'metadata_too_large')
})
