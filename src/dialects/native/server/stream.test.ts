// What is told while a follower reads is not missed: it reads again, however long nothing else happens.
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
    engine: { reads: { stream: async (_: string, after: bigint) => { const seen = rows.filter(({ position }) => position! > after); if (part === 'notices') meanwhile(); return seen } } },
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
