// What followers are told of who prepares what: at once in this process, within seconds from others, by one look for all of them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { id, mill } from '../../test/kit/builders.ts'
import { handClock } from '../../test/kit/world.ts'
import { createPreparing } from './preparing.ts'
import type { PreparingRow } from './store-desk.ts'
import type { Store } from './store.ts'

const dispute = id('dsp', 1)
const mina = { id: 'usr_1', name: 'Mina' }

/** A store as far as it matters here, with as many processes over it as are wanted. */
function shared() {
  const clock = handClock(1_000_000)
  const rows: PreparingRow[] = []
  const counted = { looks: 0, told: 0, fails: false }
  const store = {
    reads: {
      preparing: async (_: string, now: number) => {
        counted.looks++
        if (counted.fails) throw new Error('The store is away')
        return rows.filter(({ until }) => until > now)
      },
    },
    desk: { prepare: async (row: PreparingRow) => void rows.push(row), stopPreparing: async () => void rows.splice(0) },
  } as unknown as Pick<Store, 'reads' | 'desk'>
  const process = () => createPreparing({ store, now: clock.now, stream: { tell: () => void counted.told++ } })
  return { clock, counted, process }
}

test('what was said in this process is followed at once, and whoever follows is woken', async () => {
  const { counted, process } = shared()
  const here = process()
  assert.deepEqual((await here.followed(mill)).rows, [])
  await here.say(mill, dispute, mina, 'accept')
  assert.deepEqual((await here.followed(mill)).rows.map(({ name }) => name), ['Mina'])
  await here.stop(mill, dispute, mina.id)
  assert.deepEqual([(await here.followed(mill)).rows, counted.told], [[], 2])
})

test('what was said in another process is followed within four seconds', async () => {
  const { clock, process } = shared()
  const [here, there] = [process(), process()]
  await here.followed(mill)
  await there.say(mill, dispute, mina, 'accept')
  clock.advance(4_000)
  assert.equal((await here.followed(mill)).rows.length, 1)
})

test('however many follow, the store is looked at once in four seconds', async () => {
  const { clock, counted, process } = shared()
  const here = process()
  const all = () => Promise.all(Array.from({ length: 100 }, () => here.followed(mill)))
  await all()
  clock.advance(3_999)
  await all()
  assert.equal(counted.looks, 1)
})

test('it is over at its end, also for whoever looked before, and when that will be is known', async () => {
  const { clock, process } = shared()
  const here = process()
  await here.say(mill, dispute, mina, 'accept')
  clock.advance(42_000)
  assert.deepEqual([(await here.followed(mill)).endsInMs, (await here.followed(mill)).rows.length], [3_000, 1])
  clock.advance(3_000)
  assert.deepEqual(await here.followed(mill), { rows: [], endsInMs: Infinity })
})

test('a look that failed is not remembered', async () => {
  const { counted, process } = shared()
  const here = process()
  counted.fails = true
  await assert.rejects(here.followed(mill), /away/)
  counted.fails = false
  assert.deepEqual((await here.followed(mill)).rows, [])
})
