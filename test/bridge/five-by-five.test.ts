// Any dialect in, any provider out: a client of each language accepts what lives at each provider, once, and both sides' books agree. While
// nobody knows whether it happened, each language says so in its own words, and nothing is sent again.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dialects } from '../../src/core/dispute.ts'
import { check } from '../../src/engine/check.ts'
import { until } from '../kit/bridge.ts'
import { parley } from '../kit/cli.ts'
import { startEveryWay, type EveryWay, type Ids } from '../kit/every-way.ts'
import { closed, closedWords, unknown, unknownWords } from '../kit/words-of-an-outcome.ts'

let ways: EveryWay
before(async () => void (ways = await startEveryWay({ poll_ms: 3_600_000, connect_ms: 5_000, answer_ms: 5_000 })))
after(() => ways.close())

const here = async ({ here }: Ids) => (await ways.near.ask(`/v1/disputes/${here}`)).body
const there = async ({ there }: Ids) => (await ways.far.ask(`/v1/disputes/${there}`)).body
const settled = (ids: Ids) => until(async () => { const dispute = await here(ids); return dispute.state !== 'accepting' && dispute }, 180_000, `${ids.here} settling`)
const acceptances = async ({ there }: Ids): Promise<number> => (await ways.far.ask(`/v1/disputes/${there}/events?limit=100`)).body.data.filter((event: { kind: string }) => event.kind === 'accepted').length
const postings = async (side: EveryWay['near'], id: string) => (await side.ask(`/v1/disputes/${id}/postings`)).body.data.map(({ code, amount }: Record<string, unknown>) => [code, amount])
const balances = async (side: EveryWay['near']): Promise<string[]> => (await side.ask('/v1/balances')).body.data.map(({ dialect, account, amount }: any) => `${dialect} ${account} ${amount.value} ${amount.currency}`).sort()

for (const back of dialects) {
  for (const front of dialects) {
    test(`a client of ${front} accepts what lives at ${back}, once`, async () => {
      const voice = ways.voices.find(({ dialect }) => dialect === front)!
      const ids = await ways.dispute(back)
      const answer = await voice.accept(ids)
      if (!voice.done(answer)) assert.deepEqual(unknown[front](answer), unknownWords[front], answer.text)
      const [ours, theirs] = [await settled(ids), await there(ids)]
      assert.deepEqual([ours.state, theirs.state, ours.acceptance.by.kind, ours.acceptance.by.surface, await acceptances(ids)], ['accepted', 'accepted', 'key', front, 1])
      const [near, far] = [await postings(ways.near, ids.here), await postings(ways.far, ids.there)]
      assert.deepEqual([near, near.length > 0], [far, true])
      const again = await voice.accept(ids)
      assert.ok(!voice.done(again), again.text)
      assert.deepEqual([closed[front](again), await acceptances(ids)], [closedWords[front], 1], again.text)
    })
  }
}

test('while nobody knows, each language says so in its own words, a repetition hears the same, and nothing is sent twice', async t => {
  t.after(() => ways.far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' }))
  const asked = await Promise.all(ways.voices.map(async voice => ({ voice, ids: await ways.dispute('native') })))
  const ofCli = await ways.dispute('native')
  await ways.fault('native', 'acceptDispute', 'timeout-after', asked.length + 1)
  const first = asked.map(({ voice, ids }) => voice.accept(ids))
  const cli = accepted(ofCli)
  for (const ids of [...asked.map(({ ids }) => ids), ofCli]) await until(async () => (await there(ids)).state === 'accepted', 180_000, `${ids.there} being accepted there`)
  await ways.fault('native', 'getDispute', 'error-before', 1_000)
  for (const [at, { voice }] of asked.entries()) {
    const answer = await first[at]!
    assert.deepEqual([voice.done(answer) && voice.dialect !== 'native', unknown[voice.dialect](answer)], [false, unknownWords[voice.dialect]], answer.text)
  }
  assert.equal((await cli).code, 8)
  for (const { voice, ids } of asked) {
    const again = await voice.accept(ids)
    if (voice.dialect === 'native') assert.equal((again.body.act as unknown as { id: string }).id, (await here(ids)).act.id)
    assert.deepEqual(unknown[voice.dialect](again), unknownWords[voice.dialect], again.text)
  }
  assert.deepEqual([(await accepted(ofCli)).code, (await accepted(ofCli, 'another key')).code], [8, 8])
  await ways.far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' })
  for (const { voice, ids } of asked) {
    assert.equal((await settled(ids)).state, 'accepted')
    assert.deepEqual([closed[voice.dialect](await voice.accept(ids)), await acceptances(ids), await sent(ids)], [closedWords[voice.dialect], 1, 1])
  }
  await settled(ofCli)
  assert.deepEqual([await acceptances(ofCli), await sent(ofCli)], [1, 1])
})

const accepted = ({ here }: Ids, key = here) => parley(['accept', here, '--reason', 'customer_is_right', '--yes', '--idempotency-key', key], { PARLEY_URL: ways.near.url, PARLEY_KEY: ways.near.credentials.native.key! })

/** How often it went out. */
async function sent(ids: Ids): Promise<number> {
  const { attempts } = (await ways.near.ask(`/v1/acts/${(await here(ids)).acceptance.act}`)).body.upstream
  return attempts.filter(({ request }: { request: string }) => request.startsWith('POST')).length
}

test('after all of that the books of both sides hold the same sums', async () => {
  const [ours, theirs] = [await balances(ways.near), await balances(ways.far)]
  assert.deepEqual([ours, ours.length > 0], [theirs, true])
  const { ok, problems } = await check(ways.near.app.store, { now: ways.near.app.engine.world.now() })
  assert.ok(ok, JSON.stringify(problems))
})
