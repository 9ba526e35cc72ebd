import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTransient, refusals } from '../../core/refusal.ts'
import { builtInFailures } from '../../wire/contract.ts'
import { problemIndex, problemPage } from './problem-pages.ts'
import { detailOf, problemCodes, problemOf, problems } from './problems.ts'

test('every refusal and every failure of the wire has words, a status and a next step', () => {
  for (const code of [...refusals.map(refusal => refusal.code), ...builtInFailures]) {
    const { title, detail, next, status } = problems[code]
    assert.ok(title && detail.endsWith('.') && next.endsWith('.') && status >= 400 && status < 600, code)
  }
})

test('whether repeating helps is what the core says', () => {
  for (const { code } of refusals) assert.equal(problems[code].transient, isTransient(code), code)
})

test('a sentence holds the facts of the refusal, instants as people read them', () => {
  assert.equal(detailOf('deadline_passed', { respond_by: Date.UTC(2026, 10, 21, 9) }), 'The deadline for an answer passed at 2026-11-21T09:00:00Z.')
  assert.equal(detailOf('already_accepted', { state: 'accepted', at: 0, surface: 'omise' }), 'The dispute was accepted at 1970-01-01T00:00:00Z through omise.')
})

test('without all its facts the plain sentence is said', () => {
  assert.equal(detailOf('deadline_passed'), problems.deadline_passed.detail)
  assert.equal(detailOf('payment_already_returned', { captured: '5' }), problems.payment_already_returned.detail)
})

test('a fact that looks like a mark is not filled again', () => {
  assert.equal(detailOf('evidence_type_mismatch', { declared: '{found}', found: 'image/png' }), 'The file says {found} and its content is image/png.')
})

test('a problem points to its page, below the public address where there is one', () => {
  assert.equal(problemOf('forbidden', { base: '', request: 'req_1' }).type, '/docs/problems/forbidden')
  assert.equal(problemOf('forbidden', { base: 'https://parley.example', request: 'req_1' }).type, 'https://parley.example/docs/problems/forbidden')
})

test('every code has a page and stands in the index', () => {
  const index = problemIndex()
  for (const code of problemCodes) {
    assert.match(problemPage(code)!, new RegExp(`<code>${code}</code>, status ${problems[code].status}`))
    assert.ok(index.includes(`href="/docs/problems/${code}"`), code)
  }
})

test('a code that there is not has no page, also when an object would answer to it', () => {
  for (const code of ['nonsense', '', 'toString', '__proto__', 'constructor', '<script>']) assert.equal(problemPage(code), null)
})

test('pages hold no script and no unescaped mark', () => {
  for (const code of problemCodes) assert.doesNotMatch(problemPage(code)!, /<script|javascript:|<Bearer|<key>/i)
  assert.match(problemPage('unauthenticated')!, /Bearer &lt;key&gt;/)
})
