// Putting disputes aside, as the API has it: out of what needs a decision and of its counts, on record, and back by itself.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { check } from '../../../engine/check.ts'
import { items, startNative, textOf, type Json } from '../../../../test/kit/native.ts'
import { signedIn } from '../../../../test/kit/visitor.ts'

const kit = await startNative({ socket: true })
after(() => kit.close())
const hour = 3_600_000
const textAt = (ms: number) => new Date(kit.clock.now() + ms).toISOString()
const put = (call: typeof kit.admin, id: string, until: string | null) => call('PATCH', `/v1/disputes/${id}`, { snooze_until: until })
const idsOf = ({ body }: { body: Json }) => items(body.data).map(({ id }) => textOf(id))
const undecided = '/v1/disputes?state=needs_response'

async function town(name: string) {
  const mill = await kit.merchant(name)
  const [first, second] = [textOf((await kit.open(mill)).id), textOf((await kit.open(mill, { respond_in: 'P9D' })).id)]
  const counts = async () => {
    const { views, tiles } = (await mill.call('GET', '/v1/summary')).body
    const of = (list: Json | undefined, name: string, value: string) => items(list).find(each => textOf(each[name]) === value)!.count as unknown as number
    return { needs: of(views, 'view', 'needs_decision'), unassigned: of(tiles, 'tile', 'unassigned'), snoozed: of(tiles, 'tile', 'snoozed') }
  }
  return { mill, first, second, counts }
}

test('it leaves what needs a decision until its time, is counted apart, and comes back by itself when the clock says so', async () => {
  const { mill, first, second, counts } = await town('Back by itself')
  const { status, body } = await put(mill.call, first, textAt(2 * hour))
  assert.deepEqual([status, body.snoozed?.until, textOf(body.state)], [200, textAt(2 * hour).replace('.000', ''), 'needs_response'])
  const seen = async () => [idsOf(await mill.call('GET', `${undecided}&snoozed=no`)), idsOf(await mill.call('GET', `${undecided}&snoozed=yes`)), await counts()]
  const away = [[second], [first], { needs: 1, unassigned: 1, snoozed: 1 }]
  assert.deepEqual(await seen(), away)
  assert.deepEqual(idsOf(await mill.call('GET', undecided)), [first, second], 'whoever does not ask for it sees all')
  kit.clock.advance(2 * hour - 1)
  assert.deepEqual(await seen(), away)
  kit.clock.advance(1)
  assert.deepEqual(await seen(), [[first, second], [], { needs: 2, unassigned: 2, snoozed: 0 }])
})

test('it is put aside by a person or a key, woken by another, and the history says who', async () => {
  const { mill, first } = await town('On record')
  const mina = await signedIn(kit, mill.id, 'Mina of the record')
  const viewer = await signedIn(kit, mill.id, 'Vic of the record', 'viewer')
  const { body } = await mina.call('PATCH', `/v1/disputes/${first}`, { snooze_until: textAt(hour), note: 'The courier calls back.' })
  assert.deepEqual([body.snoozed?.by?.kind, body.snoozed?.by?.id, body.snoozed?.by?.name], ['user', mina.id, 'Mina of the record'])
  assert.equal((await viewer.call('PATCH', `/v1/disputes/${first}`, { snooze_until: null })).status, 403)
  assert.equal('snoozed' in (await put(mill.call, first, null)).body, false)
  const said = items((await mill.call('GET', `/v1/disputes/${first}/events`)).body.data).filter(({ kind }) => textOf(kind) === 'annotated')
  assert.deepEqual(said.map(({ by, data }) => [by?.kind, data?.snooze]), [['user', { until: textAt(hour).replace('.000', '') }], ['key', null]])
})

test('an instant that is too late, or past, is refused with the latest that is possible, and nothing happens', async () => {
  const { mill, first } = await town('Too late')
  const before = (await mill.call('GET', `/v1/disputes/${first}`)).body
  const latest = new Date(Date.parse(textOf(before.respond_by?.at)) - 48 * hour).toISOString().replace('.000', '')
  for (const until of [new Date(Date.parse(latest) + 1).toISOString(), textAt(-1), '2999-01-01T00:00:00Z']) {
    const { status, body } = await put(mill.call, first, until)
    assert.deepEqual([status, body.code, textOf(body.detail).includes(latest)], [422, 'snooze_invalid', true], until)
  }
  for (const strange of ['tomorrow', 5, true, '']) assert.equal((await mill.call('PATCH', `/v1/disputes/${first}`, { snooze_until: strange })).status, 400, `${strange}`)
  assert.equal((await mill.call('GET', `/v1/disputes/${first}`)).body.revision, before.revision)
  assert.equal((await put(mill.call, first, latest)).status, 200)
})

test('a decision that is taken back leaves it awake, and the whole store agrees with its events', async () => {
  const { mill, first, counts } = await town('Awake again')
  await put(mill.call, first, textAt(hour))
  const held = (await mill.call('POST', `/v1/disputes/${first}/accept`, { reason: 'no_proof', hold_seconds: 60 })).body
  await mill.call('POST', `/v1/acts/${textOf(held.act?.id)}/undo`)
  assert.equal('snoozed' in (await mill.call('GET', `/v1/disputes/${first}`)).body, false)
  assert.deepEqual(await counts(), { needs: 2, unassigned: 2, snoozed: 0 })
  assert.equal((await put(mill.call, first, textAt(hour))).status, 200)
  await kit.app.workers.runOnceAll(kit.clock.now())
  const { problems } = await check(kit.app.store, { now: kit.clock.now() })
  assert.deepEqual(problems, [])
})

test('whoever exports what needs a decision exports what the list shows', async () => {
  const { mill, first, second } = await town('Exported')
  await put(mill.call, first, textAt(hour))
  const lines = (await mill.call('GET', '/v1/export/disputes?state=needs_response&snoozed=no')).text
  assert.deepEqual([lines.includes(second), lines.includes(first)], [true, false])
})
