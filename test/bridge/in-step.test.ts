// What happened at a provider is known here in the end, however its notices come: shuffled, repeated, lost. With all of them lost each
// reading of its list finds every change, also those of one instant and those at the end of a page.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dialects as names, type DialectName } from '../../src/core/dispute.ts'
import { dialects } from '../../src/dialects/index.ts'
import type { Post } from '../../src/work/send.ts'
import { mill } from '../kit/builders.ts'
import { randomOf, type Random } from '../kit/crash-random.ts'
import { calmLife, heard, polled, simSide, type Side } from '../kit/sim-bridge.ts'

const capable = (what: 'list' | 'readBack'): DialectName[] => names.filter(name => dialects[name].connector!.capabilities[what])
/** What may become of a dispute, in its order; Alipay takes documents only, which is another test's. */
const lives = [['accept'], ['submit', 'won'], ['submit', 'lost'], ['won'], ['lost']] as const
type Step = (typeof lives)[number][number]
const livesOf = (dialect: DialectName): (readonly Step[])[] => lives.filter((life: readonly Step[]) => dialect !== 'alipay' || !life.includes('submit'))

for (const dialect of names) {
  test(`notices of ${dialect}, shuffled and repeated, end as what happened there`, async () => {
    const random = randomOf(`notices ${dialect}`)
    const side = await simSide(dialect, 'notices')
    const posts: Post[] = []
    const keep = (post: Post) => { posts.push(post); return Promise.resolve({ status: 200, error: null, answer: Buffer.from(acknowledged[dialect] ?? '') }) }
    const all = await Promise.all(livesOf(dialect).map(async life => ({ life, ...await side.far.open() })))
    await side.far.tell(keep)
    for (const step of [0, 1]) {
      side.clock.advance(60_000)
      for (const { life, id } of all) if (life[step]) await happens(side, id, life[step])
      await side.far.tell(keep)
    }
    assert.ok(posts.length >= all.length * 2, `${posts.length} notices`)
    const near = calmLife(side)
    for (const post of shuffled([...posts, ...posts.filter(() => random.chance(0.5))], random)) await heard(near, post, side.clock)
    // What could only be opened from the first of its notices heard the others too early.
    for (const post of shuffled(posts, random)) await heard(near, post, side.clock)
    for (const { life, id, theirs } of all) assert.equal(await here(side, theirs), await there(side, id), `${dialect} ${life.join(', ')}`)
    await side.close()
  })
}

for (const dialect of capable('list')) {
  test(`with every notice of ${dialect} lost, each reading of the list finds all that changed since the one before`, async () => {
    const random = randomOf(`list ${dialect}`)
    const side = await simSide(dialect, 'list')
    const near = calmLife(side)
    const all = new Map<string, { theirs: string; life: readonly Step[]; done: number }>()
    const open = async (count: number): Promise<void> => {
      for (const { id, theirs } of await Promise.all(Array.from({ length: count }, () => side.far.open()))) all.set(id, { theirs, life: random.pick(livesOf(dialect)), done: 0 })
    }
    // More than two pages of one instant, and then some at the edges of seconds and readings.
    await open(210)
    for (let round = 0; round < 3; round++) {
      await polled(side, near)
      for (const [id, { theirs }] of all) assert.equal(await here(side, theirs), await there(side, id), `${dialect} in reading ${round}: ${id}`)
      for (const [id, one] of all) {
        if (one.done === one.life.length || !random.chance(0.1)) continue
        await happens(side, id, one.life[one.done++]!)
        side.clock.advance(random.pick([0, 0, 1, 999]))
      }
      await open(5)
    }
    await side.close()
  })
}

for (const dialect of capable('list')) {
  test(`with every notice of ${dialect} lost, the next reading of the list finds what had ended long ago and is corrected`, async () => {
    const side = await simSide(dialect, 'corrected')
    const near = calmLife(side)
    const { id, theirs } = await side.far.open()
    await side.far.judge(id, 'won', false)
    await polled(side, near)
    assert.equal(await here(side, theirs), 'won')
    side.clock.advance(90 * 86_400_000)
    await polled(side, near)
    await side.far.reverse(id)
    await polled(side, near)
    assert.equal(await here(side, theirs), 'lost')
    await side.close()
  })
}

const acknowledged: Partial<Record<DialectName, string>> = { alipay: '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"Success"}}' }

async function happens({ far }: Side, id: string, step: Step): Promise<void> {
  if (step === 'accept') await far.ask(`/v1/disputes/${id}/accept`, { reason: 'customer_is_right' })
  else if (step === 'submit') await far.ask(`/v1/disputes/${id}/submit`, { statement: 'It was delivered.' })
  else await far.judge(id, step)
}

const there = async ({ far }: Side, id: string): Promise<string> => (await far.ask(`/v1/disputes/${id}`)).state
const here = async ({ store, dialect }: Side, theirs: string): Promise<string | undefined> => (await store.reads.disputeByTheirs(mill, dialect, theirs))?.dispute.state

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const left = [...list]
  return list.map(() => left.splice(random.whole(left.length), 1)[0]!)
}
