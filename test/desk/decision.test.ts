import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dispute } from '../../desk/api/contract.ts'
import { bulkHoldSeconds, plan } from '../../desk/parts/decision/bulk-plan.ts'
import { changesOf } from '../../desk/parts/decision/changes.ts'
import { holdSeconds, isTyped, mustTypeAmount } from '../../desk/parts/decision/friction.ts'
import { heardOf, isAboutTheDoor } from '../../desk/parts/decision/heard.ts'
import { packOf, packWords, unfit } from '../../desk/parts/evidence/pack.ts'
import { slotOf, slotsFor } from '../../desk/parts/evidence/slots.ts'
import { exampleAccepted, exampleAct, exampleDispute } from '../../src/dialects/native/contract/examples.ts'

const me = 'usr_me'
const by = (id: string) => ({ kind: 'user', id, name: id, surface: 'desk', request: null }) as const
const open: Dispute = exampleDispute

test('an unanswered acceptance is known only by an act or an acceptance of one\'s own, and by another revision', () => {
  assert.equal(heardOf(open, 'accept', 1, me), null)
  const act = { ...exampleAct, by: by(me) }
  assert.deepEqual(heardOf({ ...open, act, revision: 2 }, 'accept', 1, me), { at: 'known', act })
  const done = { ...exampleAccepted, acceptance: { ...exampleAccepted.acceptance!, by: by(me) } }
  assert.equal(heardOf(done, 'accept', 1, me)?.at, 'done')
  assert.equal(heardOf({ ...open, act: { ...exampleAct, by: by('usr_jo') }, revision: 2 }, 'accept', 1, me)?.at, 'elsewhere')
  assert.equal(heardOf({ ...open, revision: 2 }, 'accept', 1, me)?.at, 'elsewhere')
})

test('only what is said before anybody looks at the dispute leaves an unknown outcome unknown', () => {
  const problem = (status: number) => ({ code: 'x', title: '', detail: '', next: '', status, transient: false, instance: null })
  assert.deepEqual([401, 403, 404, 409, 422, 429].map(status => isAboutTheDoor(problem(status))), [true, true, false, false, false, true])
})

test('more than a hundred of the major unit has to be typed, with the digits of each currency', () => {
  const must = (value: number, currency: string) => mustTypeAmount({ value, currency }, true)
  assert.deepEqual([must(10_000, 'USD'), must(10_001, 'USD'), must(100, 'JPY'), must(101, 'JPY'), must(100_000, 'KWD'), must(100_001, 'KWD')], [false, true, false, true, false, true])
  assert.equal(mustTypeAmount({ value: 1_000_000, currency: 'USD' }, false), false)
  const amount = { value: 123_456, currency: 'USD' }
  assert.deepEqual(['1234.56', '1,234.56', '1,234.56 usd', '123456', '1234.5', '', '1234.56 EUR'].map(text => isTyped(text, amount)), [true, true, true, false, false, false, false])
  assert.deepEqual([holdSeconds(3600), holdSeconds(4), holdSeconds(0)], [10, 4, 0])
})

test('together are accepted only those that nothing speaks against', () => {
  const why = (more: Partial<Dispute>) => plan({ ...open, ...more }, me, 3).why
  assert.equal(why({}), null)
  assert.equal(why({ owner: { id: me, name: 'Me' } }), null)
  assert.match(why({ owner: { id: 'usr_jo', name: 'Jo' } })!, /Jo looks after it/)
  assert.match(why({ preparing: [{ who: { kind: 'user', id: 'usr_jo', name: 'Jo' }, kind: 'submit', since: open.opened_at }] })!, /Jo prepares/)
  assert.match(why({ payment: { ...open.payment, refunded: { value: 1, currency: 'THB' } } })!, /refunded/)
  assert.match(why({ seconds_left: 310 })!, /deadline/)
  assert.match(why({ act: exampleAct })!, /on its way/)
  assert.equal(why({ can: exampleAccepted.can }), (exampleAccepted.can!.accept as { why: string }).why)
  assert.ok(why({ can: undefined }) !== null)
  assert.deepEqual([bulkHoldSeconds(2), bulkHoldSeconds(100)], [11, 20])
})

test('what changed is told as it was and as it is, and a new revision never goes unseen', () => {
  assert.deepEqual(changesOf(open, open), [])
  assert.deepEqual(changesOf(open, { ...open, amount: { value: 9000, currency: 'THB' }, revision: 2 }), [{ what: 'Amount', was: '120.00 THB', is: '90.00 THB' }])
  assert.equal(changesOf(open, { ...open, revision: 2 })[0]!.what, 'History')
})

test('evidence is measured against what the provider takes, and finds its place', () => {
  const limits = { files: 2, file_bytes: 1_000_000, total_bytes: 1_500_000, types: ['application/pdf'], text_length: 10, statement_alone: false, after_accept: false, after_submit: false, used: { files: 0, bytes: 0, texts: 0 } }
  const file = (size: number) => ({ id: `evd_${size}`, kind: 'file' as const, category: null, name: `${size}.pdf`, type: 'application/pdf', size, sha256: '', text: null, added_at: open.opened_at })
  assert.deepEqual(packOf({ evidence: [] }, limits).missing, ['At least one piece of evidence'])
  assert.equal(packOf({ evidence: [file(900_000), file(900_001)] }, limits).over.length, 1)
  assert.equal(packOf({ evidence: [file(1)] }, limits, 'longer than ten').over.length, 1)
  assert.equal(packWords(packOf({ evidence: [file(900_000), file(1)] }, limits), true), '2 files and the statement, 879 kB')
  assert.equal(unfit({ name: 'a.pdf', size: 10, type: 'application/pdf' }, limits), null)
  assert.match(unfit({ name: 'a.exe', size: 10, type: 'application/x-msdownload' }, limits)!, /taken are PDF/)
  assert.match(unfit({ name: 'a.pdf', size: 10_485_760, type: 'application/pdf' }, limits)!, /has 10 MB, 977 kB at most/)
  assert.match(unfit({ name: 'a.pdf', size: 1_000_001, type: 'application/pdf' }, limits)!, /a\.pdf has 1,000,001 bytes, 1,000,000 bytes at most\./)
  assert.equal(slotOf('proof-of-delivery', slotsFor('not_received'), 'moov'), 'proof_of_delivery')
  assert.equal(slotOf('whatever', slotsFor('not_received'), 'moov'), 'other')
})
