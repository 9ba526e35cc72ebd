/** One dispute, five languages: who may see it in which, and that all of them tell the same of it. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import type { Command, Opening, Verdict } from '../../src/core/command.ts'
import { dialects, isOpen, type Dispute, type Home, type State } from '../../src/core/dispute.ts'
import type { DisputeId, MerchantId } from '../../src/core/ids.ts'
import { dialects as all } from '../../src/dialects/index.ts'
import { anOpening, bank, connection, owner, respondBy } from '../kit/builders.ts'
import { speakers, startHouse, type Case, type Voice } from '../kit/speakers/index.ts'

const house = await startHouse()
const { kit, merchant } = house
after(() => kit.close())
const narrow = await Promise.all(speakers.map(speaker => house.voice(speaker)))
const wide = await Promise.all(speakers.map(speaker => house.voice(speaker, { see_all: true })))
const readers = wide.filter(({ speaker }) => speaker.look)
const amounts = { alipay: 1, afterpay: 2, omise: 3, moov: 4, ahrvo: 5, native: 6 }

test('a credential sees the disputes of its own dialect, and any other as one that there is not', async () => {
  for (const dialect of dialects) {
    const dispute = await house.open(dialect)
    for (const voice of narrow) {
      const answer = await voice.say(lookOrAccept(voice, dispute.theirs))
      if (voice.speaker.dialect === dialect) assert.ok(voice.speaker.done(answer), `${dialect}: ${answer.text}`)
      else assert.ok(!voice.speaker.done(answer), `${voice.speaker.dialect} sees a dispute of ${dialect}`)
    }
    const state = String((await house.dispute(dispute)).state)
    assert.equal(state, dialect === 'alipay' ? 'accepted' : 'needs_response', 'a dispute that is not seen cannot be accepted')
  }
})

/** Alipay has nothing to look with. */
const lookOrAccept = ({ speaker, shown }: Voice, theirs: string) => speaker.look?.(theirs, shown) ?? speaker.accept(theirs, shown)

test('a credential that may see all accepts a dispute of any dialect in its own language, once', async () => {
  for (const dialect of dialects) {
    for (const voice of wide) {
      const dispute = await house.open(dialect, { amount: { value: 1000 + amounts[dialect], currency: 'USD' } })
      const { speaker, shown, say } = voice
      const answer = await say(speaker.accept(dispute.theirs, shown))
      assert.ok(speaker.done(answer), `${speaker.dialect} accepts a dispute of ${dialect}: ${answer.status} ${answer.text}`)
      assert.equal(String((await house.dispute(dispute)).state), 'accepted')
      for (const other of wide) assert.ok(!other.speaker.done(await other.say(other.speaker.accept(dispute.theirs, other.shown))), `${other.speaker.dialect} accepts it again`)
    }
  }
})

test('in every state all languages tell the same of whether it is open, of its money and of its deadline', async () => {
  for (const dialect of dialects) {
    for (const [state, { home, ways }] of Object.entries(roads)) {
      const found = await opened({ dialect, home })
      for (const way of ways) await perform(found.id, commandOf(way, 0, await storedAt(found.id)))
      if (state === 'expired') await house.pass('P8D')
      const stored = await storedAt(found.id)
      assert.equal(stored.state, state)
      await agree(found, stored)
    }
  }
})

type Way = Exclude<Command['kind'], 'open' | 'stage' | 'unstage' | 'annotate' | 'observe' | 'reverse'> | Verdict

const roads: Record<State, { home: Home; ways: Way[] }> = {
  needs_response: { home: 'house', ways: [] }, under_review: { home: 'house', ways: ['submit'] }, accepted: { home: 'house', ways: ['accept'] },
  accepting: { home: connection, ways: ['accept'] }, submitting: { home: connection, ways: ['submit'] }, expired: { home: 'house', ways: [] },
  won: { home: 'house', ways: ['won'] }, lost: { home: 'house', ways: ['submit', 'lost'] }, withdrawn: { home: 'house', ways: ['withdrawn'] },
  prevented: { home: 'house', ways: ['prevented'] }, refunded: { home: 'house', ways: ['refunded'] },
}

test('whatever happens to a dispute, after each step all languages tell the same of it', async () => {
  const step = fc.constantFrom<Way>('accept', 'submit', 'resolve', 'escalate', 'move_deadline', 'confirm', 'refuse', 'undo', 'elapse')
  const lives = fc.record({
    dialect: fc.constantFrom(...dialects), home: fc.constantFrom('house' as const, connection), amount: fc.bigInt({ min: 1n, max: 9_007_199_254_740_991n }),
    steps: fc.array(fc.record({ step, choice: fc.nat(5) }), { maxLength: 6 }),
  })
  await fc.assert(fc.asyncProperty(lives, async ({ dialect, home, amount, steps }) => {
    const found = await opened({ dialect, home, money: { amount, currency: 'USD' } })
    for (const { step, choice } of steps) {
      await perform(found.id, commandOf(step, choice, await storedAt(found.id)))
      await agree(found, await storedAt(found.id))
    }
  }), { numRuns: 60, seed: 20261121 })
})

async function agree({ theirs }: Case, { state, money, respondBy, dialect }: Dispute): Promise<void> {
  for (const { speaker, shown, say } of readers) {
    const answer = await say(speaker.look!(theirs, shown))
    const where = `${speaker.dialect} of a dispute of ${dialect} that is ${state}: ${answer.status} ${answer.text}`
    assert.ok(speaker.done(answer), where)
    const view = speaker.view(answer.body)
    const dueAt = view.dueAt === null ? null : respondBy && Math.floor(respondBy.at / 1000)
    assert.deepEqual([view.open, view.amount, view.currency, view.dueAt && Math.floor(view.dueAt / 1000)], [isOpen(state), money.amount, money.currency, dueAt], where)
  }
}

async function opened(changes: Partial<Opening>): Promise<Case & { id: DisputeId }> {
  const { ids, now } = kit.engine.world
  const id = ids.next('dsp')
  const theirs = all[changes.dialect ?? 'native'].theirId(kit.engine.world, now())
  const due = respondBy(now() + 7 * 86_400_000)
  await perform(id, { kind: 'open', by: bank, opening: anOpening({ id, merchant: merchant.id as MerchantId, theirs: { id: theirs, status: null, reasonCode: null, reasonText: null }, money: { amount: 12_000n, currency: 'USD' }, payment: unpaid, respondBy: due, openedAt: now(), ...changes }) })
  return { id, theirs }
}

const unpaid: Opening['payment'] = { id: null, order: null, paidAt: null, network: null, references: {}, captured: null, refunded: null }
const perform = (dispute: DisputeId, command: Command) => kit.engine.perform({ merchant: merchant.id as MerchantId, dispute, command })
const storedAt = async (id: DisputeId): Promise<Dispute> => (await kit.engine.reads.dispute(merchant.id as MerchantId, id))!.dispute

function commandOf(way: Way, choice: number, dispute: Dispute): Command {
  const { now, ids } = kit.engine.world
  const act = 'act' in dispute ? dispute.act.id : 'pending' in dispute && dispute.pending ? dispute.pending.id : ids.next('act')
  switch (way) {
    case 'accept': return { kind: 'accept', by: owner, act: ids.next('act'), reason: 'no_proof', note: null, holdMs: choice % 2 ? 60_000 : 0, expect: {}, override: null }
    case 'submit': return { kind: 'submit', by: owner, act: ids.next('act'), statement: null, expect: {}, items: [{ id: ids.next('evd'), kind: 'file', category: null, name: 'receipt.pdf', type: 'application/pdf', size: 1000, digest: 'x', text: null, addedAt: now() }] }
    case 'undo': case 'confirm': return { kind: way, by: bank, act }
    case 'refuse': return { kind: 'refuse', by: bank, act, code: null, text: null }
    case 'elapse': return { kind: 'elapse', by: bank }
    case 'escalate': return { kind: 'escalate', by: bank, phase: 'pre_arbitration', respondBy: respondBy(now() + 86_400_000), fees: [], note: null }
    case 'move_deadline': return { kind: 'move_deadline', by: bank, respondBy: respondBy(now() + (choice + 1) * 86_400_000) }
    case 'resolve': return judged((['won', 'lost', 'withdrawn', 'prevented', 'refunded'] as const)[choice % 5]!, choice !== 5)
    default: return judged(way, true)
  }
}

const judged = (verdict: Verdict, final: boolean): Command => ({ kind: 'resolve', by: bank, verdict, final, judged: null, note: null, fees: [] })
