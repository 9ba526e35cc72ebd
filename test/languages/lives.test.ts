/** The same life of a dispute, told in each provider's own calls, ends in the same books and in the same history. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { items, textOf } from '../kit/native.ts'
import { speakers, startHouse, type Case, type House, type Voice } from '../kit/speakers/index.ts'
import type { Answer } from '../kit/speaker.ts'

type Life = { title: string; live(scene: Scene): Promise<void>; ends: { available: number; clearing: number; state: string } }
type Scene = {
  house: House; voice: Voice; dispute: Case
  accept(): Promise<Answer>
  defend(): Promise<Answer>
  judge(verdict: string): Promise<void>
  pass(duration: string): Promise<void>
}

const lives: Life[] = [
  {
    title: 'the merchant concedes, twice',
    async live({ voice, accept }) {
      assert.ok(voice.speaker.done(await accept()))
      assert.ok(!voice.speaker.done(await accept()))
    },
    ends: { available: -12_000, clearing: 12_000, state: 'accepted' },
  },
  {
    title: 'the merchant contests and wins',
    async live({ voice, defend, judge }) {
      assert.ok(voice.speaker.done(await defend()))
      await judge('won')
    },
    ends: { available: 0, clearing: 0, state: 'won' },
  },
  {
    title: 'the merchant contests and loses',
    async live({ voice, defend, judge, accept }) {
      assert.ok(voice.speaker.done(await defend()))
      await judge('lost')
      assert.ok(!voice.speaker.done(await accept()))
    },
    ends: { available: -12_000, clearing: 12_000, state: 'lost' },
  },
  {
    title: 'nobody answers in time, and then it is too late to accept',
    async live({ voice, pass, accept }) {
      await pass('P8D')
      assert.ok(!voice.speaker.done(await accept()))
    },
    ends: { available: -12_000, clearing: 12_000, state: 'expired' },
  },
  {
    title: 'the customer takes it back',
    live: ({ judge }) => judge('withdrawn'),
    ends: { available: 0, clearing: 0, state: 'withdrawn' },
  },
]

for (const { title, live, ends } of lives) {
  describe(title, () => {
    for (const speaker of speakers) {
      test(`told in ${speaker.dialect}'s calls`, async () => {
        const house = await startHouse()
        const [voice, dispute] = [await house.voice(speaker), await house.open(speaker.dialect)]
        await live(sceneOf(house, voice, dispute))
        const shown = await house.dispute(dispute)
        assert.deepEqual({ ...await sumsOf(house), state: textOf(shown.state) }, ends)
        if (speaker.look) assert.equal(speaker.view((await voice.say(speaker.look(dispute.theirs, voice.shown))).body).open, false)
        await house.kit.close()
      })
    }
  })
}

function sceneOf(house: House, voice: Voice, dispute: Case): Scene {
  const { speaker, shown, say } = voice
  return {
    house, voice, dispute,
    accept: () => say(speaker.accept(dispute.theirs, shown)),
    async defend() {
      const [last, ...before] = speaker.defend(dispute.theirs, shown).reverse()
      for (const request of before.reverse()) assert.ok(speaker.done(await say(request)), speaker.dialect)
      return say(last!)
    },
    judge: verdict => house.judge(dispute, verdict),
    pass: house.pass,
  }
}

/** What is held is the merchant's still: all of it is somewhere else when a dispute has ended. */
async function sumsOf({ merchant }: House): Promise<{ available: number; clearing: number }> {
  const { body } = await merchant.call('GET', '/v1/balances')
  const sum = (account: string): number => items(body.data).filter(one => textOf(one.account) === account).reduce((total, one) => total + Number(one.amount?.value), 0)
  assert.equal(sum('held'), 0)
  return { available: sum('available'), clearing: sum('clearing') }
}
