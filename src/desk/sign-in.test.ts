import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersonRow } from '../engine/store-desk.ts'
import { createAttempts } from '../engine/attempts.ts'
import type { AttemptQueue } from '../engine/store-attempts.ts'
import { createSignIn } from './sign-in.ts'

const mina = { name: 'Mina' } as PersonRow

function place() {
  let now = 0
  let judged = 0
  const verified = async (_name: string, password: string): Promise<PersonRow | null> => (judged++, password === 'right' ? mina : null)
  const queue = inMemory()
  const process = () => {
    const shared = createAttempts({ queue, vault: { lookup: text => text }, now: () => now })
    return createSignIn({ users: { verified }, attempts: shared, monotonic: () => now })
  }
  return { signIn: process(), process, later: (ms: number) => void (now += ms), judged: () => judged }
}

function inMemory(): AttemptQueue {
  const known = new Map<string, { count: number; until: number }>()
  return {
    async attempted(place, now, until) {
      const before = known.get(place)
      const after = before && before.until > now ? { ...before, count: before.count + 1 } : { count: 1, until }
      known.set(place, after)
      return after
    },
    forgiven: async place => void known.get(place)!.count--,
  }
}

test('of one name ten attempts are judged in a quarter of an hour, wherever they come from, and the eleventh hears how long to wait', async () => {
  const { signIn, later, judged } = place()
  for (let at = 0; at < 10; at++) assert.equal(await signIn(at % 2 ? 'Mina' : ' MINA', 'wrong', `10.0.0.${at}`), null)
  later(60_000)
  assert.deepEqual(await signIn('mina', 'right', '10.0.1.1'), { waitSeconds: 840 })
  assert.equal(judged(), 10, 'no slow hash is spent on it')
  later(840_000)
  assert.deepEqual(await signIn('mina', 'right', '10.0.1.1'), { person: mina })
})

test('attempts that run at once count as they begin', async () => {
  const { signIn, judged } = place()
  const tried = await Promise.all(Array.from({ length: 40 }, (_, at) => signIn('Mina', 'wrong', `10.0.0.${at}`)))
  assert.deepEqual([judged(), tried.filter(each => each && 'waitSeconds' in each).length], [10, 30])
})

test('of one address a hundred are judged, whatever the names, and of one IPv6 network as well', async () => {
  for (const address of [() => '10.0.0.1', (at: number) => `2001:db8::${at.toString(16)}`]) {
    const { signIn, judged } = place()
    for (let at = 0; at < 150; at++) await signIn(`name ${at}`, 'wrong', address(at))
    assert.equal(judged(), 100)
  }
})

test('who comes in, and whom the store could not judge, is not counted', async () => {
  const { signIn } = place()
  for (let at = 0; at < 50; at++) assert.deepEqual(await signIn('Mina', 'right', '10.0.0.1'), { person: mina })
  const down = createSignIn({ users: { verified: () => Promise.reject(new Error('down')) }, attempts: createAttempts({ queue: inMemory(), vault: { lookup: text => text }, now: () => 0 }), monotonic: () => 0 })
  for (let at = 0; at < 50; at++) await assert.rejects(down('Mina', 'right', '10.0.0.1'), /down/)
})

test('what was tried at one process counts at every other, and a process that begins anew counts on', async () => {
  const { process, later, judged } = place()
  const [one, other] = [process(), process()]
  for (let at = 0; at < 10; at++) assert.equal(await (at % 2 ? one : other)('Mina', 'wrong', `10.0.0.${at}`), null)
  for (const signIn of [one, other, process()]) assert.deepEqual(await signIn('mina', 'right', '10.0.1.1'), { waitSeconds: 900 })
  assert.equal(judged(), 10)
  later(900_000)
  for (const signIn of [one, other]) assert.deepEqual(await signIn('mina', 'right', '10.0.1.1'), { person: mina })
})
