// The cast is loaded into a real engine over a real store, at a fixed instant; what is asserted is read back from there.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { afterpay } from '../dialects/afterpay/index.ts'
import { ahrvo } from '../dialects/ahrvo/index.ts'
import { alipay } from '../dialects/alipay/index.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { moov } from '../dialects/moov/index.ts'
import { nativeScheme } from '../dialects/native/scheme.ts'
import { nativeTerms } from '../dialects/native/terms.ts'
import { omise } from '../dialects/omise/index.ts'
import { allowedMs, spentSince } from '../../test/kit/own-time.ts'
import { exponentOf } from '../core/currency.ts'
import { dialects, phases, states, type DialectName, type Dispute, type State } from '../core/dispute.ts'
import { idsFrom } from '../core/ids.ts'
import { sniff } from '../core/sniff.ts'
import type { MoneyFamily } from '../core/terms.ts'
import { check } from '../engine/check.ts'
import { createAccounts } from '../engine/accounts-create.ts'
import { createEngine } from '../engine/engine.ts'
import { createVault } from '../engine/vault.ts'
import { openStore } from '../store/open.ts'
import { disputeIdOf, loadCast, memberOf, sampleKeys, scenarios } from './index.ts'
import { samplePdf } from './proof.ts'
import { memberIdOf } from './scenario.ts'

const base = Date.UTC(2026, 10, 20, 9)
const native = { terms: nativeTerms, credentials: nativeScheme }
const parts: Record<DialectName, Pick<Dialect, 'terms' | 'credentials'>> = { native, alipay, afterpay, omise, moov, ahrvo }
const termsOf = (dialect: DialectName) => parts[dialect].terms

async function emptyHouse() {
  let now = base
  const store = await openStore('sqlite::memory:', { sandbox: true })
  const world = { now: () => now, ids: idsFrom(() => now, randomBytes), random: (bytes: number) => randomBytes(bytes) }
  const engine = createEngine({ store, world, termsOf, pause: async () => {} })
  const makers = Object.fromEntries(dialects.map(name => [name, parts[name].credentials])) as Parameters<typeof createAccounts>[0]['makers']
  const accounts = createAccounts({ engine, vault: createVault([randomBytes(32)], world.random), makers, adminKey: null, isSample: () => false, monotonic: () => 0 })
  const moved: number[] = []
  const moveClock = (at: number) => void moved.push(now = at)
  return { store, engine, accounts, moved, load: (from = base) => loadCast({ engine, accounts, base: from, termsOf, moveClock }) }
}
type House = Awaited<ReturnType<typeof emptyHouse>>

async function everything({ engine }: House): Promise<Map<string, Dispute>> {
  const held = await Promise.all(scenarios.map(each => engine.reads.dispute(memberIdOf(each), disputeIdOf(each.name))))
  return new Map(held.map((each, place) => [scenarios[place]!.name, each!.dispute]))
}

const house = await emptyHouse()
const loaded = await house.load()
const all = await everything(house)
const of = (name: string) => all.get(name)!
const some = [...all.values()]
after(() => house.store.close())

test('nothing of the cast is refused', () => assert.deepEqual(loaded.refused, []))

test('some sixty disputes show every dialect, phase, state and money family', () => {
  assert.ok(scenarios.length >= 40 && scenarios.length <= 60, String(scenarios.length))
  assert.deepEqual(new Set(some.map(each => each.dialect)), new Set(dialects))
  assert.deepEqual(new Set([...some.map(each => each.phase), ...scenarios.map(each => each.phase)]), new Set(phases))
  assert.deepEqual(new Set(some.map(each => each.state)), new Set(states))
  const families = new Set<MoneyFamily>(['debited_at_opening', 'held_at_opening', 'debited_by_conceding', 'no_money_yet'])
  assert.deepEqual(new Set(some.map(each => termsOf(each.dialect).family[each.phase])), families)
})

/** What each provider's own words can tell apart; how an act on its way looks is shown once. */
const statesOf: Record<Exclude<DialectName, 'native'>, State[]> = {
  alipay: ['needs_response', 'under_review', 'accepted', 'won', 'lost', 'expired', 'withdrawn', 'prevented'],
  afterpay: ['needs_response', 'under_review', 'accepted', 'won', 'lost', 'expired', 'withdrawn', 'refunded'],
  omise: ['needs_response', 'under_review', 'accepted', 'won', 'lost', 'expired'],
  moov: ['needs_response', 'under_review', 'accepted', 'won', 'lost', 'expired', 'withdrawn', 'prevented'],
  ahrvo: ['needs_response', 'under_review', 'accepted', 'won', 'lost', 'expired'],
}

test('every provider has a sample in every state that it can tell', () => {
  for (const [dialect, can] of Object.entries(statesOf)) {
    const seen = new Set(some.filter(each => each.dialect === dialect).map(each => each.state))
    assert.deepEqual(can.filter(state => !seen.has(state)), [], dialect)
  }
})

test('currencies have no, two, three and four digits after the point', () => {
  assert.deepEqual(new Set(some.map(each => exponentOf(each.money.currency))), new Set([0, 2, 3, 4]))
})

test('customers write in English, Thai, Japanese, Arabic, German and Spanish', () => {
  assert.deepEqual(new Set(some.flatMap(each => each.story?.language ?? [])), new Set(['en', 'th', 'ja', 'ar', 'de', 'es']))
  assert.match(of('kiln-broken-bowls').story!.text, /[\u0e00-\u0e7f]/)
  assert.match(of('tea-stale-matcha').story!.text, /[\u3040-\u30ff]/)
  assert.match(of('dates-melted').story!.text, /[\u0600-\u06ff]/)
})

test('one is due within hours and has been warned about, one is due in thirty days, one has expired at its deadline', () => {
  const tonight = of('kiln-due-tonight')
  assert.equal(tonight.respondBy!.at, base + 5 * 3_600_000)
  assert.equal(tonight.warnedFor, tonight.respondBy!.at)
  assert.equal(of('stream-second-round').respondBy!.at, base + 30 * 86_400_000)
  const forgotten = of('tea-forgotten')
  assert.equal(forgotten.state === 'expired' && forgotten.expiredAt, forgotten.respondBy!.at + 1)
})

test('when the base comes nothing is overdue: what time brings has been brought', async () => {
  assert.deepEqual(await house.engine.reads.due(base, 10), [])
})

test('a pending acceptance can still be undone, and one has been taken back', () => {
  const pending = of('kiln-second-thoughts')
  assert.ok(pending.state === 'needs_response' && pending.pending && pending.pending.dueAt === base + 30 * 60_000)
  const back = of('kiln-taken-back')
  assert.ok(back.state === 'needs_response' && !back.pending && back.evidence.length === 2)
})

test('a win is provisional, another was reversed, a third went into a second cycle', () => {
  const won = of('stream-provisional-win')
  assert.ok(won.state === 'won' && !won.resolution.final)
  assert.equal(of('stream-win-reversed').state, 'lost')
  assert.deepEqual([of('stream-second-round').phase, of('stream-second-round').cycle], ['pre_arbitration', 2])
})

test('money stands where each family puts it', () => {
  assert.deepEqual(of('kiln-celadon-vase').books, { held: 142_040n, gone: 0n }, 'held at opening')
  assert.deepEqual(of('kiln-dinner-set').books, { held: 0n, gone: 3_071_661n }, 'debited at opening, in the settlement currency')
  assert.deepEqual(of('kiln-teapot').books, { held: 0n, gone: 0n }, 'nothing before Afterpay has decided')
  assert.deepEqual(of('bikes-wrong-size').books, { held: 0n, gone: 12_000n }, 'debited by conceding')
  assert.deepEqual(of('stream-amex-inquiry').books, { held: 0n, gone: 0n }, 'an inquiry costs nothing yet')
  assert.deepEqual(of('dates-half-right').books, { held: 0n, gone: 20_000n }, 'only the judged half')
  assert.deepEqual(of('cabins-deposit').books, { held: 493_750n, gone: 0n }, 'CLF settled in CLP')
})

test('a buyer whose alert was paid is not paid again for the same payment', async () => {
  const again = scenarios.find(each => each.name === 'stream-same-payment')!
  const result = await house.engine.perform({
    merchant: memberIdOf(again), dispute: disputeIdOf(again.name),
    command: { kind: 'accept', by: { kind: 'user', id: 'u', surface: 'desk', request: null }, act: 'act_00000000000000000000000001', reason: 'real_fraud', note: null, holdMs: 0, expect: {}, override: null },
  })
  assert.equal(result.kind === 'done' && 'refused' in result.value && result.value.refused, 'payment_already_returned')
})

test('what happened is stamped when it happened, and never after the base', async () => {
  const events = await house.engine.reads.events(memberOf('tea').id, disputeIdOf('tea-hinoki-box'), 0, 10)
  assert.deepEqual(events.map(event => [event.kind, (event.at - base) / 86_400_000]), [
    ['opened', -30], ['evidence_staged', -27], ['submitted', -27], ['resolved', -5 - 2 / 24],
  ])
  for (const each of some) assert.ok(each.updatedAt <= base, each.id)
})

test('the clock goes forward only and ends at the base', () => {
  assert.deepEqual(house.moved, [...house.moved].sort((a, b) => a - b))
  assert.equal(house.moved.at(-1), base)
})

test('files of the evidence can be downloaded and are what their digest says', async () => {
  const { evidence } = of('kiln-taken-back')
  const file = await house.engine.reads.file(memberOf('kiln').id, evidence[0]!.id)
  assert.deepEqual(Buffer.from(file!.bytes), Buffer.from(samplePdf))
  assert.equal(file!.digest, evidence[0]!.digest)
  assert.equal(sniff(samplePdf), evidence[0]!.type)
  assert.equal(evidence[0]!.digest, Buffer.from(await crypto.subtle.digest('SHA-256', samplePdf)).toString('hex'))
})

test('each merchant is let in by its sample keys, in every dialect', async () => {
  const keys = sampleKeys.kiln
  const presented: Record<DialectName, string> = {
    native: keys.native.key!, alipay: keys.alipay.client_id!, afterpay: `${keys.afterpay.merchant_id}:${keys.afterpay.secret_key}`,
    omise: keys.omise.secret_key!, moov: `${keys.moov.public_key}:${keys.moov.secret_key}`, ahrvo: `${keys.ahrvo.username}:${keys.ahrvo.password}`,
  }
  for (const name of dialects) assert.equal((await house.accounts.authenticate(name, presented[name]))?.merchant, memberOf('kiln').id, name)
})

test('the first merchant has a dispute to try in every dialect', () => {
  const open = some.filter(each => each.merchant === memberOf('kiln').id && each.state === 'needs_response' && !each.pending)
  assert.deepEqual(new Set(open.map(each => each.dialect)), new Set(dialects))
})

test('the loaded cast is sound: rows are the fold of their events, chains whole, books balanced, nothing untold', async () => {
  await house.store.queue.sequence(10_000, base, () => house.engine.world.ids.next('dlv'))
  const { problems, counts } = await check(house.store, { now: base })
  // Nobody carries anything upstream here, and check says so of what waits there.
  const waiting = some.filter(({ state }) => state === 'accepting' || state === 'submitting')
  assert.deepEqual(problems.map(({ code, dispute }) => [code, dispute]).sort(), waiting.map(({ id }) => ['errand_late', id]).sort())
  assert.equal(counts.disputes, scenarios.length)
})

test('the balances of each currency add up to nothing', async () => {
  for (const { merchant } of await house.engine.reads.merchants('', 10)) {
    const sums = new Map<string, bigint>()
    for (const { currency, amount } of await house.engine.reads.balances(merchant as never)) sums.set(currency, (sums.get(currency) ?? 0n) + amount)
    assert.ok(sums.size > 0 && [...sums.values()].every(sum => sum === 0n), merchant)
  }
})

test('ids are unique, theirs too, the same on every run, and dates move with the base', async () => {
  const other = await emptyHouse()
  const later = base + 1_234_567_000
  assert.deepEqual((await other.load(later)).refused, [])
  const again = await everything(other)
  await other.store.close()
  for (const [name, dispute] of all) {
    const twin = again.get(name)!
    assert.deepEqual([twin.id, twin.theirs, twin.evidence.map(e => e.id), twin.revision], [dispute.id, dispute.theirs, dispute.evidence.map(e => e.id), dispute.revision])
    assert.equal(twin.openedAt - dispute.openedAt, 1_234_567_000)
  }
  assert.equal(new Set(some.map(each => each.id)).size, scenarios.length)
  assert.equal(new Set(some.map(each => each.theirs.id)).size, scenarios.length)
  assert.equal(of('kiln-gift-never-came').id, 'dsp_01kdvdna0024sqzx3d2qtgybsy')
})

test('their ids look as each provider writes them', () => {
  const shapes: Record<DialectName, RegExp> = {
    native: /^nd_[0-9A-Za-z]{17}$/, alipay: /^\d{28}$/, afterpay: /^dp_[1-9A-HJ-NP-Za-km-z]{22}$/, omise: /^dspt_test_[0-9a-z]{19}$/,
    moov: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, ahrvo: /^DP[1-9A-HJ-NP-Za-km-z]{22}$/,
  }
  for (const each of some) assert.match(each.theirs.id, shapes[each.dialect])
})

test('loading again changes nothing, and a load that was cut off is finished', async () => {
  const other = await emptyHouse()
  const perform = other.engine.perform
  let left = 30
  other.engine.perform = performance => (left-- > 0 ? perform(performance) : Promise.reject(new Error('cut off')))
  await assert.rejects(other.load(), /cut off/)
  await other.engine.idle()
  other.engine.perform = perform
  assert.deepEqual((await other.load()).refused, [])
  const finished = await everything(other)
  assert.deepEqual([...finished].map(([name, each]) => [name, each.state, each.revision]), [...all].map(([name, each]) => [name, each.state, each.revision]))
  assert.deepEqual(await other.load(), { performed: 0, refused: [] })
  assert.deepEqual(await everything(other), finished)
  await other.store.close()
})

test('the whole cast is there with less than 300 milliseconds of work', async () => {
  const times: number[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    const other = await emptyHouse()
    const from = process.threadCpuUsage()
    await other.load()
    times.push(spentSince(from))
    await other.store.close()
  }
  assert.ok(Math.min(...times) < 300 || Math.min(...times) < allowedMs(300), `it took ${times.join(', ')} ms`)
})
