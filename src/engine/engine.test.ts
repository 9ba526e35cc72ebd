// The one write path, on a real store: keys, races within a batch, and a store that fails in every way it can.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import { accept, annotate, anOpening, bank, baht, elapse, escalate, hour, id, judge, noon, reverse, submit, undo } from '../../test/kit/builders.ts'
import { benchOn, type Bench } from '../../test/kit/stories-engine.ts'
import { faulty, type Fault, type Faulty } from '../../test/kit/stories-faults.ts'
import type { Command, Opening } from '../core/command.ts'
import type { DisputeId, MerchantId } from '../core/ids.ts'
import { isRefusal } from '../core/refusal.ts'
import { openStore } from '../store/open.ts'
import { check } from './check.ts'
import { reportOf } from './check-problem.ts'
import type { Key, Performed } from './job.ts'
import type { Outcome, Performance } from './perform.ts'
import { CommitUnknown, StoreDown, TryAgain } from './store.ts'

let faults: Faulty
let bench: Bench
let mill: MerchantId
let number = 0
const retried: unknown[] = []

beforeEach(async () => {
  faults = faulty(await openStore('sqlite::memory:'))
  retried.length = 0
  bench = benchOn(faults.store, { watch: { committed: () => {}, retried: cause => void retried.push(cause) } })
  mill = await bench.merchant('mill')
})

/** Whatever a test did, the store must be sound after it. */
afterEach(async () => {
  const checked = await check(faults.store, { now: noon })
  await faults.store.close()
  assert.equal(checked.ok, true, reportOf(checked))
})

const perform = (dispute: DisputeId, command: Command, more: Partial<Performance> = {}): Promise<Performed<Outcome>> =>
  bench.engine.perform({ merchant: mill, dispute, command, ...more })

async function opened(changes: Partial<Opening> = {}, merchant = mill): Promise<DisputeId> {
  const dispute = id('dsp', ++number)
  await perform(dispute, opening(dispute, changes, merchant), { merchant })
  return dispute
}

function opening(dispute: DisputeId, changes: Partial<Opening> = {}, merchant = mill): Command {
  const base = anOpening()
  return { kind: 'open', by: bank, opening: { ...base, theirs: { ...base.theirs, id: dispute }, payment: { ...base.payment, id: null }, ...changes, id: dispute, merchant } }
}

let acts = 0
const freshAccept = () => accept({ act: id('act', ++acts) })
const told = (result: Performed<Outcome>): string => {
  if (result.kind !== 'done') return result.kind === 'replayed' ? 'replayed' : result.refusal.refused
  return isRefusal(result.value) ? result.value.refused : result.value.dispute.state
}
const stateOf = async (dispute: DisputeId): Promise<string | undefined> => (await bench.engine.reads.dispute(mill, dispute))?.dispute.state
const keyed = (key: string, fingerprint = 'f'): Pick<Performance, 'key' | 'render'> =>
  ({ key: { principal: 'key_1', key, fingerprint } satisfies Key, render: outcome => ({ status: isRefusal(outcome) ? 409 : 200, headers: {}, body: `${++printed} ${isRefusal(outcome) ? outcome.refused : outcome.dispute.state}` }) })
let printed = 0
/** A caller who is never answered is found out, not waited for. */
const soon = { timeout: 10_000 }

test('sixty-four callers accept one dispute in one batch: one wins, and everybody else is told so', async () => {
  const dispute = await opened()
  const results = await Promise.all(Array.from({ length: 64 }, () => perform(dispute, freshAccept())))
  assert.deepEqual(results.map(told).sort(), ['accepted', ...Array<string>(63).fill('already_accepted')].sort())
  assert.equal(told(results[0]!), 'accepted')
  assert.equal(faults.sizes.at(-1), 1)
  assert.equal((await bench.engine.reads.events(mill, dispute, 0, 100)).length, 2)
})

test('accept against submit, against expiry and against a verdict: the first wins, the other is told', async () => {
  for (const other of [submit(), judge('won')]) {
    const dispute = await opened()
    assert.deepEqual((await Promise.all([perform(dispute, freshAccept()), perform(dispute, other)])).map(told), ['accepted', 'already_accepted'])
    const second = await opened()
    const results = await Promise.all([perform(second, other), perform(second, freshAccept())])
    assert.equal(told(results[1]!), other.kind === 'submit' ? 'accepted' : 'already_won')
  }
  const late = await opened()
  bench.clock.set(noon + 30 * 24 * hour)
  assert.deepEqual((await Promise.all([perform(late, freshAccept()), perform(late, elapse()), perform(late, freshAccept())])).map(told), ['deadline_passed', 'expired', 'already_expired'])
})

test('a dispute can be opened, accepted and refused a second acceptance in one batch', async () => {
  const dispute = id('dsp', ++number)
  const results = await Promise.all([perform(dispute, opening(dispute)), perform(dispute, freshAccept()), perform(dispute, freshAccept()), perform(dispute, opening(dispute))])
  assert.deepEqual(results.map(told), ['needs_response', 'accepted', 'already_accepted', 'dispute_exists'])
})

test('two disputes of one payment in one batch: the buyer is paid once', async () => {
  const payment = { ...anOpening().payment, id: 'pay', captured: baht(12_000n) }
  const [one, two] = [await opened({ payment }), await opened({ payment })]
  assert.deepEqual((await Promise.all([perform(one, freshAccept()), perform(two, freshAccept())])).map(told), ['accepted', 'payment_already_returned'])
  assert.equal((await bench.engine.reads.payment(mill, 'native:pay'))?.returned, 12_000n)
})

test('one payment in two currencies is counted in the one it was opened in', async () => {
  const payment = { ...anOpening().payment, id: 'pay', captured: baht(12_000n) }
  const [one, two] = [await opened({ payment }), await opened({ payment, money: { amount: 99_000n, currency: 'JPY' } })]
  await perform(two, freshAccept())
  assert.equal((await bench.engine.reads.payment(mill, 'native:pay'))?.returned, 0n)
  assert.equal(told(await perform(one, freshAccept())), 'accepted')
})

test('what goes beyond a payment by somebody\'s word, or by time, is marked on the payment', async () => {
  const payment = { ...anOpening().payment, id: 'pay', captured: baht(12_000n) }
  const [one, two] = [await opened({ payment }), await opened({ payment })]
  await perform(one, freshAccept())
  assert.equal((await bench.engine.reads.payment(mill, 'native:pay'))?.overridden, 0)
  assert.equal(told(await perform(two, accept({ act: id('act', ++acts), override: 'She paid twice.' }))), 'accepted')
  const row = await bench.engine.reads.payment(mill, 'native:pay')
  assert.deepEqual([row?.returned, row?.overridden], [24_000n, 1])
})

test('a job that throws takes nobody along, whichever place in the batch it has', soon, async () => {
  const [one, two, three] = [await opened(), await opened(), await opened()]
  const throwing: Partial<Performance> = { render: () => { throw new Error('cannot be printed') } }
  const results = await Promise.allSettled([perform(one, freshAccept()), perform(two, freshAccept(), throwing), perform(three, freshAccept())])
  assert.deepEqual(results.map(result => result.status), ['fulfilled', 'rejected', 'fulfilled'])
  assert.deepEqual([await stateOf(one), await stateOf(two), await stateOf(three)], ['accepted', 'needs_response', 'accepted'])
})

test('a job whose event cannot be stored leaves no trace of itself', async () => {
  const [one, two] = [await opened(), await opened()]
  const unprintable = annotate({ note: new Date() as never })
  const results = await Promise.allSettled([perform(one, unprintable), perform(two, freshAccept())])
  assert.deepEqual(results.map(result => result.status), ['rejected', 'fulfilled'])
  assert.equal((await bench.engine.reads.dispute(mill, one))?.dispute.revision, 1)
})

test('a job whose rows the database refuses fails alone; the others are decided again without it', soon, async () => {
  const [one, two, elsewhere] = [await opened(), await opened(), await opened()]
  const twice = await bench.engine.reads.dispute(mill, elsewhere)
  const results = await Promise.allSettled([
    perform(one, freshAccept()),
    perform(id('dsp', ++number), opening(id('dsp', number), { theirs: twice!.dispute.theirs })),
    perform(two, freshAccept()),
  ])
  assert.deepEqual(results.map(result => result.status === 'fulfilled' && told(result.value)), ['accepted', 'dispute_exists', 'accepted'])
  assert.deepEqual([await stateOf(one), await stateOf(two), await stateOf(id('dsp', number))], ['accepted', 'accepted', undefined])
})

test('the same key gives the same bytes again and does nothing again, also after a restart', async () => {
  const dispute = await opened()
  const first = await perform(dispute, freshAccept(), keyed('k1'))
  const second = await perform(dispute, freshAccept(), keyed('k1'))
  assert.ok(first.kind === 'done' && second.kind === 'replayed')
  assert.deepEqual(second.answer, first.answer)
  const restarted = benchOn(faults.store, { seed: 'other process' })
  const third = await restarted.engine.perform({ merchant: mill, dispute, command: freshAccept(), ...keyed('k1') })
  assert.ok(third.kind === 'replayed')
  assert.deepEqual(third.answer, first.answer)
})

test('a refusal is kept under its key; a passing one is not', async () => {
  const dispute = await opened()
  await perform(dispute, freshAccept())
  const first = await perform(dispute, freshAccept(), keyed('k1'))
  const again = await perform(dispute, freshAccept(), keyed('k1'))
  assert.ok(first.kind === 'done' && again.kind === 'replayed')
  assert.deepEqual(again.answer, first.answer)
  const held = await opened()
  await perform(held, accept({ act: id('act', 7_000), holdMs: hour }))
  assert.equal(told(await perform(held, freshAccept(), keyed('k2'))), 'acceptance_pending')
  await perform(held, undo(id('act', 7_000)))
  assert.equal(told(await perform(held, freshAccept(), keyed('k2'))), 'accepted')
})

test('while a key is in flight whoever brings it is told to wait; once it is answered, another body is refused', async () => {
  const dispute = await opened()
  const results = await Promise.all([perform(dispute, freshAccept(), keyed('k1')), perform(dispute, freshAccept(), keyed('k1')), perform(dispute, freshAccept(), keyed('k1', 'other'))])
  assert.deepEqual(results.map(told), ['accepted', 'key_in_flight', 'key_in_flight'])
  assert.equal(told(await perform(dispute, freshAccept(), keyed('k1', 'other'))), 'key_reused_with_other_body')
})

test('an answered key is answered again to everybody who repeats it at once, also beside a request with another body', async () => {
  const dispute = await opened()
  const first = await perform(dispute, freshAccept(), keyed('k1'))
  const again = await Promise.all([keyed('k1', 'other'), ...Array.from({ length: 8 }, () => keyed('k1'))].map(key => perform(dispute, freshAccept(), key)))
  assert.equal(told(again[0]!), 'key_reused_with_other_body')
  for (const each of again.slice(1)) assert.deepEqual(each.kind === 'replayed' && each.answer, first.kind === 'done' && first.answer)
})

test('of many that open the same dispute of a provider at once, in one process or two, one does and the others hear that it is there, and nothing is tried in vain', async () => {
  const elsewhere = benchOn(faults.store, { seed: 'other process', watch: { committed: () => {}, retried: cause => void retried.push(cause) } })
  const [before, asked] = [faults.merchants.length, Array.from({ length: 8 }, () => id('dsp', ++number))]
  const openOne = (dispute: DisputeId, n: number) => (n % 2 ? elsewhere : bench).engine.perform({
    merchant: mill, dispute, command: opening(dispute, { theirs: { ...anOpening().theirs, id: 'twice' } }), ...keyed(`open-${n}`) })
  const results = await Promise.all(asked.map(openOne))
  assert.deepEqual(results.map(told).sort(), [...Array<string>(7).fill('dispute_exists'), 'needs_response'])
  assert.deepEqual([retried.length, faults.merchants.length - before <= 16], [0, true], `${faults.merchants.length - before} transactions`)
  const again = await Promise.all(asked.map((_, n) => openOne(id('dsp', ++number), n)))
  assert.deepEqual(again.map(each => each.kind === 'replayed' && each.answer), results.map(each => each.kind === 'done' && each.answer))
})

test('keys belong to who uses them: another principal, or another merchant, may use the same', async () => {
  const tea = await bench.merchant('tea')
  const [mine, theirs] = [await opened(), await opened({}, tea)]
  await perform(mine, freshAccept(), keyed('k1'))
  assert.equal(told(await perform(theirs, freshAccept(), { merchant: tea, ...keyed('k1', 'other') })), 'accepted')
  const other = { ...keyed('k1', 'other'), key: { principal: 'key_2', key: 'k1', fingerprint: 'other' } }
  assert.equal(told(await perform(mine, freshAccept(), other)), 'already_accepted')
  const at = (principal: string) => ({ ...keyed('k5'), key: { principal, key: 'k5', fingerprint: principal } })
  const [one, two] = [await opened(), await opened()]
  assert.deepEqual((await Promise.all([perform(one, freshAccept(), at('key_1')), perform(two, freshAccept(), at('key_2'))])).map(told), ['accepted', 'accepted'])
})

test('a foreign dispute is answered like one that does not exist', async () => {
  const tea = await bench.merchant('tea')
  const dispute = await opened()
  const [foreign, unknown] = [await perform(dispute, freshAccept(), { merchant: tea }), await perform(id('dsp', 9_999_999), freshAccept(), { merchant: tea })]
  assert.deepEqual(foreign, unknown)
  assert.equal(told(foreign), 'dispute_not_found')
  assert.equal(await stateOf(dispute), 'needs_response')
})

test('a transaction that collided is tried again, and nobody notices', soon, async () => {
  const dispute = await opened()
  faults.next('try-again', 'try-again')
  assert.equal(told(await perform(dispute, freshAccept())), 'accepted')
  assert.equal(retried.length, 2)
})

test('a transaction that collides for ever fails in the end', soon, async () => {
  const dispute = await opened()
  faults.next(...Array<'try-again'>(8).fill('try-again'))
  await assert.rejects(perform(dispute, freshAccept()), TryAgain)
  assert.equal(await stateOf(dispute), 'needs_response')
})

test('a commit whose answer was lost is looked up: it is in, and the caller hears what it decided', soon, async () => {
  const dispute = await opened()
  faults.next('lost-after')
  assert.equal(told(await perform(dispute, freshAccept())), 'accepted')
  assert.equal((await bench.engine.reads.events(mill, dispute, 0, 100)).length, 2)
})

test('a commit whose answer was lost is looked up: it is not in, and is done again, once', soon, async () => {
  const dispute = await opened()
  faults.next('lost-before')
  assert.equal(told(await perform(dispute, freshAccept())), 'accepted')
  assert.equal((await bench.engine.reads.events(mill, dispute, 0, 100)).length, 2)
})

test('a look-up that fails is tried again until the store answers', soon, async () => {
  const dispute = await opened()
  faults.next('lost-after')
  faults.nextLookups('down', 'down')
  assert.equal(told(await perform(dispute, freshAccept())), 'accepted')
})

test('while nobody can look up, the outcome is unknown and is called so, never a failure', soon, async () => {
  const [one, two] = [await opened(), await opened()]
  faults.next('lost-after')
  faults.nextLookups(...Array<'down'>(8).fill('down'))
  const results = await Promise.allSettled([perform(one, freshAccept()), perform(two, freshAccept())])
  for (const result of results) assert.ok(result.status === 'rejected' && result.reason instanceof CommitUnknown)
  assert.deepEqual([await stateOf(one), await stateOf(two)], ['accepted', 'accepted'])
})

test('a store that is down fails everybody in the batch at once, and the key is free again afterwards', soon, async () => {
  const [one, two] = [await opened(), await opened()]
  faults.next('down')
  const results = await Promise.allSettled([perform(one, freshAccept(), keyed('k1')), perform(two, freshAccept())])
  for (const result of results) assert.ok(result.status === 'rejected' && result.reason instanceof StoreDown)
  assert.equal(told(await perform(one, freshAccept(), keyed('k1'))), 'accepted')
})

test('a revoked credential is refused inside the transaction', async () => {
  await bench.engine.write({ merchant: mill, writes: [{ table: 'credential', rows: [{
    merchant: mill, id: 'key_9', dialect: 'native', scope: 'decide', lookup: 'l', seeAll: 1, public: '{}', sealed: null, createdAt: noon, expiresAt: null, revokedAt: noon }] }] })
  const dispute = await opened()
  assert.equal(told(await perform(dispute, freshAccept(), { credential: 'key_9' })), 'credential_revoked')
  assert.equal(await stateOf(dispute), 'needs_response')
})

test('who listens hears of a merchant whose things changed, after the commit', async () => {
  const heard: string[] = []
  const stop = bench.engine.onCommit(({ merchant }) => void heard.push(merchant))
  const dispute = await opened()
  stop()
  await perform(dispute, freshAccept())
  assert.deepEqual(heard, [mill])
})

test('a listener that breaks is reported, and what was committed is told as committed', async () => {
  const broken: unknown[] = []
  const fragile = benchOn(faults.store, { seed: 'fragile', onBug: error => void broken.push(error) })
  const heard: string[] = []
  fragile.engine.onCommit(() => { throw new Error('a listener broke') })
  fragile.engine.onCommit(({ merchant }) => void heard.push(merchant))
  const dispute = await opened()
  const performed = await fragile.engine.perform({ merchant: mill, dispute, command: freshAccept() })
  assert.deepEqual([told(performed), await stateOf(dispute), heard, broken.map(String)], ['accepted', 'accepted', [mill], ['Error: a listener broke']])
})

test('rows that belong to a command are written with it, and not with its refusal', async () => {
  const dispute = await opened()
  const also = (name: string): Partial<Performance> => ({ also: [{ table: 'setting', rows: [{ merchant: '', name, value: 'x' }] }] })
  await perform(dispute, freshAccept(), also('with'))
  await perform(dispute, freshAccept(), also('without'))
  assert.deepEqual([await bench.engine.reads.setting('with'), await bench.engine.reads.setting('without')], ['x', null])
})

const someCommand = fc.constantFrom<() => Command>(freshAccept, () => accept({ act: id('act', ++acts), holdMs: hour }), () => undo(id('act', acts)), submit, elapse,
  () => judge('won', { final: false }), () => judge('lost', { judged: baht(5_000n) }), reverse, escalate, () => judge('withdrawn'))
const someRound = fc.record({
  jobs: fc.array(fc.tuple(fc.nat(3), someCommand), { minLength: 1, maxLength: 6 }), wait: fc.constantFrom(0, 0, hour, 100 * hour),
  fault: fc.constantFrom<Fault | null>(null, null, null, 'try-again', 'lost-before', 'lost-after', 'down', 'broken'),
})

test('whatever is asked, in whatever batches, of a store that fails now and then: it is sound afterwards, and no payment goes back beyond what was captured', { timeout: 60_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.array(someRound, { maxLength: 8 }), async rounds => {
    bench.clock.set(noon)
    const payments = [++number, ++number].map(n => ({ ...anOpening().payment, id: `pay-${n}`, captured: baht(15_000n) }))
    const disputes = await Promise.all([0, 1, 0, 1].map(n => opened({ payment: payments[n]! })))
    for (const { jobs, wait, fault } of rounds) {
      bench.clock.advance(wait)
      faults.next(fault)
      await Promise.allSettled(jobs.map(([n, command]) => perform(disputes[n]!, command())))
    }
    await bench.engine.idle()
    const checked = await check(faults.store, { now: noon })
    assert.equal(checked.ok, true, reportOf(checked))
    for (const payment of payments) {
      const row = (await bench.engine.reads.payment(mill, `native:${payment.id}`))!
      assert.ok(row.overridden === 1 || row.returned <= row.captured!, `${row.returned} of ${row.captured} went back`)
    }
  }), { numRuns: 25 })
})
