// What is told while a follower reads is not missed: it reads again, however long nothing else happens. Nobody waits for what cannot come.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStream } from '../../../engine/stream-hub.ts'
import type { Tables } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { newsText } from './stream.ts'

const mill = 'mch_a'
/** Only so that a follower who sleeps for ever is told of: it takes some milliseconds. */
const patient = { timeout: 20_000 }
const never = new Promise<void>(() => {})
/** Nothing ends by time here: who is not woken sleeps for ever. */
const asleep = (_: number, signal: AbortSignal) => new Promise<void>(done => signal.addEventListener('abort', () => done()))

/** `meanwhile` happens once, while the look that it interrupts still sees nothing. */
function followed(part: 'notices' | 'preparing') {
  const stream = createStream({ pause: asleep, lookEveryMs: null })
  let [rows, told, over] = [[] as Partial<Tables['notice']>[], [] as object[], false]
  const meanwhile = (): void => {
    if (over) return
    over = true
    if (part === 'notices') rows = [{ id: 'ntc_1', kind: 'dispute.opened', at: 0, dispute: 'dsp_1', position: 1n }]
    else told = [{ dispute: 'dsp_1', person: 'usr_1', name: 'Mina', kind: 'accept', since: 0 }]
    stream.tell(mill)
  }
  const services = {
    stream, closing: new AbortController().signal, pause: () => never, accounts: { authenticate: async () => ({}) },
    preparing: { followed: async () => { const seen = told; if (part === 'preparing') meanwhile(); return { rows: seen, endsInMs: Infinity } } },
    engine: { world: { now: () => 0 }, reads: { stream: async (_: string, after: bigint) => { const seen = rows.filter(({ position }) => position! > after); if (part === 'notices') meanwhile(); return seen } } },
  } as unknown as Services
  const call = { principal: { merchant: mill, presented: 'pk_x' }, request: { signal: new AbortController().signal }, headers: {}, query: { after: 0n } }
  return newsText(services, call as unknown as Parameters<typeof newsText>[1])
}

test('a notice that is told while notices are read is heard', patient, async () => {
  const parts = followed('notices')
  await parts.next()
  assert.match((await parts.next()).value as string, /^id: 1\nevent: dispute\.opened\n/)
})

test('what begins to be prepared while that is looked at is heard', patient, async () => {
  const parts = followed('preparing')
  await parts.next()
  assert.match((await parts.next()).value as string, /^event: preparing\n/)
})

/** The stream of a merchant as the store has it, to be replaced under whoever follows. Who would have to wait hears a sign of life at once. */
function replaceable(ids: readonly string[]) {
  const stream = createStream({ pause: async () => {}, lookEveryMs: null })
  const gone = new AbortController()
  let rows = ids
  const noticeAt = (id: string, at: number) => ({ id, kind: 'dispute.opened', at: 0, dispute: 'dsp_1', position: BigInt(at + 1) })
  const all = () => rows.map(noticeAt)
  const services = {
    stream, closing: gone.signal, pause: async () => {}, accounts: { authenticate: async () => ({}) }, preparing: { followed: async () => ({ rows: [], endsInMs: Infinity }) },
    engine: { world: { now: () => 0 }, reads: { stream: async (_: string, after: bigint) => all().filter(({ position }) => position > after), notices: async () => all().slice(-1) } },
  } as unknown as Services
  const follow = async (after?: bigint) => {
    const call = { principal: { merchant: mill, presented: 'pk_x' }, request: { signal: gone.signal }, headers: {}, query: { after } }
    const parts = newsText(services, call as unknown as Parameters<typeof newsText>[1])
    await parts.next()
    return async () => (await parts.next()).value as string
  }
  return { follow, replace: (next: readonly string[]) => { rows = next; stream.turned() }, stop: () => gone.abort() }
}

const reset = (position: number) => `id: ${position}\nevent: reset\ndata: {"position":${position}}\n\n`

test('who comes back from beyond the end is told so at once, and goes on from the end', patient, async t => {
  const { follow, replace, stop } = replaceable(['ntc_1', 'ntc_2'])
  t.after(stop)
  const [beyond, empty] = [await follow(7n), await follow(2n)]
  assert.equal(await beyond(), reset(2))
  replace(['ntc_1', 'ntc_2', 'ntc_3'])
  assert.match(await beyond(), /^id: 3\nevent: dispute\.opened\n/)
  assert.match(await empty(), /^id: 3\nevent: dispute\.opened\n/)
})

for (const [to, now] of [['shorter', ['ntc_a']], ['as long', ['ntc_a', 'ntc_b']], ['longer', ['ntc_a', 'ntc_b', 'ntc_c', 'ntc_d']], ['empty', []]] as const) {
  test(`a follower under whom the stream begins anew is told so, also where the new one is ${to}`, patient, async t => {
    const { follow, replace, stop } = replaceable(['ntc_1', 'ntc_2'])
    t.after(stop)
    const next = await follow()
    replace(now)
    assert.equal(await next(), reset(now.length))
    replace([...now, 'ntc_z'])
    assert.match(await next(), new RegExp(`^id: ${now.length + 1}\\n.*\\n.*"ntc_z"`))
  })
}
