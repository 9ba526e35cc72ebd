// Acts on their way upstream, in a list and alone: the same words of the same act, and no look per row.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { MerchantId } from '../../../core/ids.ts'
import { bank, anOpening, accept, day } from '../../../../test/kit/builders.ts'
import { moveErrand } from '../../../work/moves.ts'
import { items, startNative, textOf } from '../../../../test/kit/native.ts'

const kit = await startNative()
after(() => kit.close())
const mill = await kit.merchant('Mill Ceramics')
const merchant = mill.id as MerchantId
const { ids, now } = kit.engine.world
const settings = { url: 'http://127.0.0.1:65535', credentials: { key: 'pk_0123456789abcdef' }, paused: true }
const home = textOf((await mill.call('POST', '/v1/connections', { dialect: 'native', name: 'Far', ...settings })).body.id) as `con_${string}`
const read = async (path: string) => (await mill.call('GET', path)).body

async function asked(): Promise<string> {
  const [dispute, act] = [ids.next('dsp'), ids.next('act')]
  const opening = anOpening({ id: dispute, merchant, home, theirs: { id: dispute, status: 'open', reasonCode: null, reasonText: null }, payment: { ...anOpening().payment, id: dispute }, openedAt: now(), respondBy: { at: now() + 7 * day, zone: null, source: 'provider' } })
  await kit.engine.perform({ merchant, dispute, command: { kind: 'open', by: bank, opening } })
  await kit.engine.perform({ merchant, dispute, command: { ...accept(), act } })
  return dispute
}

/** As the courier leaves an errand of which nobody knows what came. */
async function becomesUnknown(dispute: string): Promise<void> {
  const errand = (await kit.engine.reads.errandsOf(merchant, home, 100)).find(each => each.dispute === dispute)!
  const ended = { merchant, act: errand.act, number: 1, part: 'ended', fence: errand.fence, at: now(), outcome: 'unknown', code: 'reset', status: null, request: null, answer: null } as const
  assert.ok(await moveErrand(kit.engine, errand, { stage: 'unknown', unknownAt: now(), looks: 2, last: '{"cause":"reset"}' }, [ended]))
}

test('a list says of an act on its way what the dispute says alone, whatever became of it', async () => {
  const [sending, unknown, open] = [await asked(), await asked(), textOf((await kit.open(mill)).id)]
  await becomesUnknown(unknown)
  const listed = items((await read('/v1/disputes?open=true')).data)
  for (const id of [sending, unknown, open]) assert.deepEqual(listed.find(each => textOf(each.id) === id)!.act, (await read(`/v1/disputes/${id}`)).act, id)
  const acts = [sending, unknown].map(id => listed.find(each => textOf(each.id) === id)!.act!)
  assert.deepEqual(acts.map(({ state, upstream }) => [state, upstream?.stage]), [['asked', 'asked'], ['unknown', 'unknown']])
  assert.deepEqual(items(acts[1]!.upstream?.attempts).map(({ number, outcome }) => [number, outcome]), [[1, 'unknown']])
})

test('the tile and the filter count exactly the rows that say unknown', async () => {
  const rows = items((await read('/v1/disputes?open=true&limit=100')).data).filter(({ act }) => textOf(act?.state) === 'unknown')
  const filtered = items((await read('/v1/disputes?open=true&outcome=unknown')).data)
  const tile = items((await read('/v1/summary')).tiles).find(each => textOf(each.tile) === 'outcome_unknown')!
  assert.deepEqual([filtered.map(({ id }) => id), tile.count], [rows.map(({ id }) => id), rows.length])
  assert.equal(rows.length, 1)
})

test('a page asks once for all its acts, and not at all where none is on its way', async t => {
  for (let made = 0; made < 3; made++) await asked()
  const looks = (['errandsOfActs', 'lastAskings', 'errand', 'askings'] as const).map(name => t.mock.method(kit.engine.reads, name))
  await read('/v1/disputes?open=true')
  assert.deepEqual(looks.map(({ mock }) => mock.callCount()), [1, 1, 0, 0])
  await read('/v1/disputes?state=needs_response')
  assert.deepEqual(looks.map(({ mock }) => mock.callCount()), [1, 1, 0, 0])
})

test('what waits for a connection is due at once when it is resumed or changes its credentials or address, and so is its list; a name and a pause hurry nothing', async () => {
  const act = textOf((await read(`/v1/disputes/${await asked()}`)).act?.id)
  for (const [change, hurries] of [
    [{ state: 'active' }, true], [{ credentials: { key: 'pk_abcdef0123456789' } }, true], [{ url: 'http://127.0.0.1:65534' }, true], [{ name: 'Farther' }, false], [{ state: 'paused' }, false],
  ] as const) {
    kit.clock.advance(60_000)
    await moveErrand(kit.engine, (await kit.engine.reads.errand(merchant, act))!, { dueAt: now() + day, leaseUntil: 0 }, [])
    assert.equal((await mill.call('PATCH', `/v1/connections/${home}`, change)).status, 200)
    const [errand, poll] = [await kit.engine.reads.errand(merchant, act), await kit.engine.reads.poll(merchant, home)]
    assert.deepEqual([errand!.dueAt === now(), poll!.dueAt === now()], [hurries, hurries], JSON.stringify(change))
  }
})
