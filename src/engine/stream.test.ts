// Followers of the stream are woken by news of their own merchant, and let go.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { realWorld } from '../app/world.ts'
import { createStream } from './stream-hub.ts'

const never = new AbortController().signal
const { pause, monotonic } = realWorld

test('news of a merchant wakes all who follow it, and nobody else', async () => {
  const stream = createStream({ pause, lookEveryMs: null })
  const woken: string[] = []
  const follow = (name: string, merchant: `mch_${string}`) => stream.news(merchant, 5_000, over.signal).then(() => woken.push(name))
  const over = new AbortController()
  const all = [follow('a1', 'mch_a'), follow('a2', 'mch_a'), follow('b', 'mch_b')]
  stream.tell('mch_a')
  await Promise.all(all.slice(0, 2))
  assert.deepEqual(woken, ['a1', 'a2'])
  over.abort()
  await all[2]
})

test('who follows is let go when the time is over, or when it goes away itself', async () => {
  const stream = createStream({ pause, lookEveryMs: null })
  await stream.news('mch_a', 1, never)
  const gone = new AbortController()
  const waiting = stream.news('mch_a', 60_000, gone.signal)
  gone.abort()
  await waiting
  await stream.news('mch_a', 60_000, gone.signal)
})

test('where other processes write too, a follower looks for itself', async () => {
  const stream = createStream({ pause, lookEveryMs: 5 })
  const started = monotonic()
  await stream.news('mch_a', 60_000, never)
  assert.ok(monotonic() - started < 30_000)
})

test('when the clock is turned all are woken, of whatever merchant, and each can tell that it was', async () => {
  const stream = createStream({ pause, lookEveryMs: null })
  const before = stream.turns()
  const all = (['mch_a', 'mch_b'] as const).map(merchant => stream.news(merchant, 60_000, never))
  stream.turned()
  await Promise.all(all)
  assert.notEqual(stream.turns(), before)
})
