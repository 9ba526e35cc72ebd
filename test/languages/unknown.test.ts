/** A dispute that lives upstream, asked about in every language while nobody knows what came of it: no language says yes, none says no. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Command } from '../../src/core/command.ts'
import { dialects, type DialectName, type Dispute } from '../../src/core/dispute.ts'
import type { DisputeId, MerchantId } from '../../src/core/ids.ts'
import { dialects as all } from '../../src/dialects/index.ts'
import { anOpening, bank, connection, respondBy } from '../kit/builders.ts'
import type { Answer } from '../kit/speaker.ts'
import { speakers, startHouse } from '../kit/speakers/index.ts'
import { closed, closedWords, unknown, unknownWords } from '../kit/words-of-an-outcome.ts'

const house = await startHouse({ impatient: true })
const { kit, merchant } = house
after(() => kit.close())
const mill = merchant.id as MerchantId
const wide = await Promise.all(speakers.map(speaker => house.voice(speaker, { see_all: true })))

type Upstream = { id: DisputeId; theirs: string }
const fronts: Record<DialectName, (of: Upstream) => Promise<Answer>> = {
  native: async ({ id }) => merchant.call('POST', `/v1/disputes/${id}/accept`, { reason: 'no_proof' }) as unknown as Promise<Answer>,
  ...Object.fromEntries(wide.map(({ speaker, shown, say }) => [speaker.dialect, ({ theirs }: Upstream) => say(speaker.accept(theirs, shown))])),
} as Record<DialectName, (of: Upstream) => Promise<Answer>>

for (const front of dialects) {
  test(`in ${front} nobody hears yes or no of what is not known, however often they ask, and it is asked for once`, async () => {
    for (const back of dialects) {
      const of = await livesUpstream(back)
      const [first, again] = [await fronts[front](of), await fronts[front](of)]
      assert.deepEqual([unknown[front](first), unknown[front](again)], [unknownWords[front], unknownWords[front]], `${back}: ${first.text} ${again.text}`)
      const dispute = await stored(of)
      assert.ok(dispute.state === 'accepting')
      assert.equal((await kit.engine.reads.events(mill, of.id, 0, 100)).filter(({ kind }) => kind === 'acceptance_asked').length, 1)
      await perform(of.id, { kind: 'confirm', by: bank, act: dispute.act.id })
      assert.deepEqual(closed[front](await fronts[front](of)), closedWords[front], back)
    }
  })
}

async function livesUpstream(dialect: DialectName): Promise<Upstream> {
  const { ids, now } = kit.engine.world
  const [id, theirs] = [ids.next('dsp'), all[dialect].theirId(kit.engine.world, now())]
  const opening = anOpening({
    id, merchant: mill, home: connection, dialect, theirs: { id: theirs, status: null, reasonCode: null, reasonText: null }, money: { amount: 12_000n, currency: 'USD' },
    payment: { ...anOpening().payment, id: null, captured: null, refunded: null }, respondBy: respondBy(now() + 7 * 86_400_000), openedAt: now(),
  })
  await perform(id, { kind: 'open', by: bank, opening })
  return { id, theirs }
}
const perform = (dispute: DisputeId, command: Command) => kit.engine.perform({ merchant: mill, dispute, command })
const stored = async ({ id }: Upstream): Promise<Dispute> => (await kit.engine.reads.dispute(mill, id))!.dispute
