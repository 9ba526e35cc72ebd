import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blind, readsBack, silence, withBridge, type AtBridge } from '../../test/kit/at-bridge.ts'
import { deadline, hour, mill, minute } from '../../test/kit/builders.ts'
import type { DisputeId } from '../core/ids.ts'
import { mostMsOf } from '../engine/connection.ts'
import { errandLeaseMs } from '../engine/errand.ts'
import type { Outcome, Told } from '../engine/upstream.ts'

const second = 1000
const refusal: Outcome<Told> = { kind: 'refused', code: 'not_now', text: 'Not like this', final: true }

test('an act is confirmed by what the provider answers, at once and without another look at the queue', () => withBridge(async kit => {
  kit.provider.accept = ({ dispute }) => ({ kind: 'done', value: kit.told(dispute, 'accepted') })
  const id = await kit.bridged()
  const act = await kit.ask(id)
  const dispute = await kit.dispute(id)
  assert.ok(dispute.state === 'accepted')
  assert.deepEqual([dispute.acceptance.act, kit.provider.heard, await kit.errand(act)], [act, ['find', 'accept 1'], null])
  assert.deepEqual((await kit.engine.reads.askings(mill, act)).map(({ part, outcome }) => [part, outcome]), [['began', null], ['ended', 'done']])
}))

test('an attempt is on record before the provider hears of it', () => withBridge(async kit => {
  let onRecord: number[] = []
  kit.provider.accept = async ({ act }) => {
    onRecord = (await kit.engine.reads.askings(mill, act.id)).filter(({ part }) => part === 'began').map(({ number }) => number)
    return silence
  }
  const act = await kit.ask(await kit.bridged())
  assert.deepEqual(onRecord, [1])
  kit.clock.advance(2 * second)
  await kit.round()
  assert.deepEqual([onRecord, (await kit.errand(act))!.attempts], [[1, 2], 2])
}))

test('what nobody knows is never called refused, and stays with the act until it is known', () => withBridge(async kit => {
  kit.provider.accept = () => silence
  kit.provider.find = () => ({ kind: 'unknown', cause: 'answer_timeout' })
  const id = await kit.bridged()
  kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, 'needs_response') })
  const act = await kit.ask(id)
  kit.provider.find = () => ({ kind: 'unknown', cause: 'answer_timeout' })
  for (let minutes = 0; minutes < 10; minutes++) {
    kit.clock.advance(minute)
    await kit.round()
    assert.equal((await kit.dispute(id)).state, 'accepting')
  }
  const errand = await kit.errand(act)
  assert.deepEqual([errand!.stage, kit.provider.heard.filter(asked => asked.startsWith('accept')).length], ['unknown', 1])
}))

test('after an unknown outcome nothing is sent again before the provider was asked', () => withBridge(async kit => {
  const id = await kit.bridged()
  kit.provider.accept = () => {
    kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, 'accepted') })
    return silence
  }
  await kit.ask(id)
  kit.clock.advance(2 * second)
  await kit.round()
  assert.deepEqual([kit.provider.heard, (await kit.dispute(id)).state], [['find', 'accept 1', 'find'], 'accepted'])
}))

test('an answer that says yes and shows the old state confirms nothing', () => withBridge(async kit => {
  for (const state of ['needs_response', 'lost', null] as const) {
    kit.provider.accept = ({ dispute }) => ({ kind: 'done', value: kit.told(dispute, state) })
    const id = await kit.bridged()
    const act = await kit.ask(id)
    assert.deepEqual([(await kit.dispute(id)).state, (await kit.errand(act))!.stage], ['accepting', 'unknown'])
  }
  kit.provider.accept = () => ({ kind: 'done', value: kit.told('another', 'accepted') })
  const id = await kit.bridged()
  await kit.ask(id)
  assert.equal((await kit.dispute(id)).state, 'accepting')
}))

test('a worker that was paused beyond its lease tells what it saw and decides nothing', () => withBridge(async kit => {
  const id = await kit.bridged()
  let answer: (outcome: Outcome<Told>) => void = () => {}
  kit.provider.accept = () => new Promise(resolve => { answer = resolve })
  const asking = kit.ask(id)
  while (kit.provider.heard.length < 2) await new Promise(resolve => setImmediate(resolve))
  kit.clock.advance(61 * second)
  kit.provider.find = () => ({ kind: 'unknown', cause: 'not there' })
  await kit.courier.runOnce(kit.clock.now())
  while (kit.provider.heard.length < 3) await new Promise(resolve => setImmediate(resolve))
  answer(refusal)
  const act = await asking
  assert.deepEqual([(await kit.dispute(id)).state, (await kit.errand(act))!.fence, kit.counted.includes('errands lease_lost')], ['accepting', 2, true])
}))

test('what a paused worker heard still counts as news', () => withBridge(async kit => {
  const id = await kit.bridged()
  let answer: (outcome: Outcome<Told>) => void = () => {}
  kit.provider.accept = () => new Promise(resolve => { answer = resolve })
  const asking = kit.ask(id)
  while (kit.provider.heard.length < 2) await new Promise(resolve => setImmediate(resolve))
  kit.clock.advance(61 * second)
  kit.provider.find = () => ({ kind: 'unknown', cause: 'not there' })
  await kit.courier.runOnce(kit.clock.now())
  answer({ kind: 'done', value: kit.told((await kit.dispute(id)).theirs.id, 'accepted') })
  const act = await asking
  const dispute = await kit.dispute(id)
  assert.deepEqual([dispute.state, dispute.state === 'accepted' && dispute.acceptance.act, await kit.errand(act)], ['accepted', act, null])
}))

test('a refusal is told with the provider\'s words; one of a repeat is looked into first', () => withBridge(async kit => {
  kit.provider.accept = () => refusal
  const first = await kit.bridged()
  await kit.ask(first)
  const refused = await kit.dispute(first)
  assert.deepEqual([refused.state, refused.turnedDown?.code, refused.turnedDown?.text], ['needs_response', 'not_now', 'Not like this'])
  kit.provider.accept = ({ attempt }) => (attempt === 1 ? silence : refusal)
  const second_ = await kit.bridged()
  await kit.ask(second_)
  kit.clock.advance(2 * second)
  await kit.round()
  assert.equal((await kit.dispute(second_)).state, 'accepting')
  kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, 'accepted') })
  kit.clock.advance(2 * second)
  await kit.round()
  assert.equal((await kit.dispute(second_)).state, 'accepted')
}))

test('what ended at the provider meanwhile is not sent, and is told as done elsewhere; the opposite is a conflict', () => withBridge(async kit => {
  for (const [state, code, after] of [['accepted', 'done_elsewhere', 'accepted'], ['lost', 'done_elsewhere', 'lost'], ['under_review', 'conflict', 'under_review']] as const) {
    kit.provider.heard.length = 0
    kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, state) })
    const id = await kit.bridged()
    const act = await kit.ask(id)
    const dispute = await kit.dispute(id)
    assert.deepEqual([kit.provider.heard, dispute.state, dispute.turnedDown?.code], [['find'], after, code])
    if (dispute.state === 'accepted') assert.notEqual(dispute.acceptance.act, act)
  }
}))

test('a dispute of another amount than the one decided about is not accepted', () => withBridge(async kit => {
  const id = await kit.bridged()
  const { money } = await kit.dispute(id)
  kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, 'needs_response', { facts: { money: { ...money, amount: money.amount + 1n } } as Told['facts'] }) })
  await kit.ask(id)
  assert.deepEqual([kit.provider.heard, (await kit.dispute(id)).turnedDown?.code], [['find'], 'amount_changed_upstream'])
}))

test('what did not leave is tried again, as late as the provider asks, and counts as no attempt that may have happened', () => withBridge(async kit => {
  kit.provider.accept = () => ({ kind: 'unsent', cause: 'rate_limited', retryAfterMs: 90 * second })
  const id = await kit.bridged()
  const act = await kit.ask(id)
  const errand = await kit.errand(act)
  assert.deepEqual([errand!.stage, errand!.dueAt - kit.clock.now(), errand!.unknownAt], ['queued', 90 * second, null])
  kit.provider.accept = ({ dispute }) => ({ kind: 'done', value: kit.told(dispute, 'accepted') })
  kit.clock.advance(90 * second)
  await kit.round()
  assert.equal((await kit.dispute(id)).state, 'accepted')
}))

test('while a connection is paused nothing is sent and what was decided waits', () => withBridge(async kit => {
  kit.connected.state = 'paused'
  const id = await kit.bridged()
  const act = await kit.ask(id)
  assert.deepEqual([kit.provider.heard, (await kit.errand(act))!.stage], [[], 'queued'])
  kit.connected.state = 'active'
  kit.provider.accept = ({ dispute }) => ({ kind: 'done', value: kit.told(dispute, 'accepted') })
  kit.clock.advance(2 * minute)
  await kit.round()
  assert.equal((await kit.dispute(id)).state, 'accepted')
}))

test('after the provider\'s time nothing is sent without an override', () => withBridge(async kit => {
  kit.connected.state = 'paused'
  const id = await kit.bridged()
  await kit.ask(id)
  kit.connected.state = 'active'
  kit.clock.set(deadline + 1)
  await kit.round()
  assert.deepEqual([kit.provider.heard, (await kit.dispute(id)).turnedDown?.code], [['find'], 'deadline_passed'])
}))

test('an unknown outcome that does not settle raises one alarm, in the log, in the figures and in the dispute\'s history', () => withBridge(async kit => {
  const id = await kit.bridged()
  kit.provider.accept = () => {
    kit.provider.find = () => ({ kind: 'done', value: kit.told('odd', null) })
    return silence
  }
  const act = await kit.ask(id)
  for (let round = 0; round < 8; round++) {
    kit.clock.advance(61 * second)
    await kit.round()
  }
  assert.ok((await kit.errand(act))!.alarmedAt)
  assert.equal((await kit.events(id)).filter(kind => kind === 'annotated').length, 1)
  assert.equal(kit.counted.filter(name => name.startsWith('alarms')).length, 1)
}))

test('where nothing can be asked the same is repeated once, and then only a notification or a person says what happened', () => withBridge(async kit => {
  const id = await kit.bridged({ respondBy: { at: kit.clock.now() + 90 * 24 * hour, zone: null, source: 'provider' } })
  kit.provider.accept = ({ attempt }) => (attempt === 1 ? silence : { kind: 'refused', code: 'REPEAT_REQUEST', text: 'Repeated', final: true })
  const act = await kit.ask(id)
  for (let round = 0; round < 50; round++) {
    kit.clock.advance(hour)
    await kit.round()
    assert.equal((await kit.dispute(id)).state, 'accepting')
  }
  const errand = await kit.errand(act)
  assert.deepEqual([kit.provider.heard, errand!.stage, errand!.alarmedAt !== null], [['accept 1', 'accept 2'], 'person', true])
}, { capabilities: blind }))

test('an errand that another process left behind may have been sent: it is looked after before anything else', () => withBridge(async kit => {
  const id = await kit.bridged()
  const act = await kit.ask(id)
  assert.deepEqual([kit.provider.heard, (await kit.errand(act))!.stage], [[], 'asked'])
  kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, 'accepted') })
  kit.clock.advance(61 * second)
  await kit.round()
  assert.deepEqual([kit.provider.heard, (await kit.dispute(id)).state], [['find'], 'accepted'])
}, { taking: false }))

test('what a process that is gone had sent is looked at at once, and nothing goes after it while it may still arrive', () => withBridge(async kit => {
  const id = await kit.bridged()
  const act = await kit.ask(id)
  await kit.store.inherit(kit.clock.now())
  const left = kit.clock.now()
  kit.provider.accept = ({ dispute }) => ({ kind: 'done', value: kit.told(dispute, 'accepted') })
  for (let heard = 1; kit.clock.now() + 20 * second < left + errandLeaseMs; heard++) {
    await kit.round()
    assert.deepEqual([kit.provider.heard, (await kit.errand(act))!.stage], [Array(heard).fill('find'), 'unknown'])
    kit.clock.set((await kit.errand(act))!.dueAt)
  }
  kit.clock.set(left + errandLeaseMs)
  await kit.round()
  assert.deepEqual([kit.provider.heard.slice(-2), (await kit.dispute(id)).state], [['find', 'accept 2'], 'accepted'])
}, { taking: false }))

test('what a process that is gone had done there is known at the first look', () => withBridge(async kit => {
  const id = await kit.bridged()
  await kit.ask(id)
  kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, 'accepted') })
  await kit.store.inherit(kit.clock.now())
  await kit.round()
  assert.deepEqual([kit.provider.heard, (await kit.dispute(id)).state], [['find'], 'accepted'])
}, { taking: false }))

test('however long a provider may take, its answer comes while the act is leased', () => withBridge(async kit => {
  Object.assign(kit.settings, { connectMs: minute, answerMs: 5 * minute })
  const left: number[] = []
  const slow = async () => {
    left.push((await kit.store.reads.nextErrand())! - kit.clock.now())
    kit.clock.advance(5 * minute)
  }
  const { find } = kit.provider
  kit.provider.find = async theirId => { await slow(); return find(theirId) }
  kit.provider.submit = async ({ dispute, progress }) => {
    await slow()
    await progress.keep('one', 'there')
    await slow()
    return { kind: 'done', value: kit.told(dispute, 'under_review') }
  }
  const id = await kit.bridged()
  await kit.ask(id, 'submit')
  assert.equal((await kit.dispute(id)).state, 'under_review')
  assert.ok(left.length === 3 && left.every(ms => ms > mostMsOf(kit.settings)), `${left}`)
}))

test('a defense is carried alike', () => withBridge(async kit => {
  kit.provider.submit = ({ dispute }) => ({ kind: 'done', value: kit.told(dispute, 'under_review') })
  const id = await kit.bridged()
  await kit.ask(id, 'submit')
  assert.deepEqual([kit.provider.heard, (await kit.dispute(id)).state], [['find', 'submit 1'], 'under_review'])
}))

test('a repeat that is refused for good ends the act as refused, once the provider has said for a while that it is still open', () => withBridge(async kit => {
  const { id, act, refusedAt } = await refusedOnRepeat(kit)
  const looks = await untilEnded(kit, act)
  const tookMs = kit.clock.now() - refusedAt
  const dispute = await kit.dispute(id)
  assert.deepEqual([dispute.state, dispute.turnedDown?.code, dispute.turnedDown?.text], ['needs_response', 'not_now', 'Not like this'])
  assert.deepEqual(kit.provider.heard, ['find', 'accept 1', 'find', 'accept 2', ...Array<string>(looks).fill('find')])
  assert.ok(looks >= 4 && tookMs >= 15 * second && tookMs <= 17 * second, `${looks} looks in ${tookMs} ms`)
}))

test('a reading that lags behind what a refused repeat met does not make a refusal of what was done', () => withBridge(async kit => {
  const { id, act, refusedAt } = await refusedOnRepeat(kit)
  while ((await kit.errand(act))!.dueAt < refusedAt + 15 * second) await lookedAt(kit, act, 1)
  kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, 'accepted') })
  await lookedAt(kit, act, 1)
  const dispute = await kit.dispute(id)
  assert.equal(kit.provider.heard.filter(asked => asked.startsWith('accept')).length, 2)
  assert.equal(dispute.state === 'accepted' && dispute.acceptance.act, act)
}))

test('a process that died after a refused repeat does not begin anew to look for a while; one look alone ends nothing', () => withBridge(async kit => {
  const { id, act } = await refusedOnRepeat(kit)
  kit.clock.advance(40 * second)
  await kit.round()
  assert.equal((await kit.dispute(id)).state, 'accepting')
  kit.clock.advance(second)
  await kit.round()
  assert.deepEqual([(await kit.dispute(id)).state, await kit.errand(act)], ['needs_response', null])
}))

/** Its first attempt was lost, and its second refused for good. */
async function refusedOnRepeat(kit: AtBridge): Promise<{ id: DisputeId; act: string; refusedAt: number }> {
  kit.provider.accept = ({ attempt }) => (attempt === 1 ? silence : refusal)
  const id = await kit.bridged()
  const act = await kit.ask(id)
  await lookedAt(kit, act, 1)
  return { id, act, refusedAt: kit.clock.now() }
}

/** So many times when it is due. */
async function lookedAt(kit: AtBridge, act: string, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    kit.clock.set((await kit.errand(act))!.dueAt)
    await kit.round()
  }
}

/** Answers how often it was looked at. */
async function untilEnded(kit: AtBridge, act: string): Promise<number> {
  let looks = 0
  for (; looks < 20 && await kit.errand(act); looks++) await lookedAt(kit, act, 1)
  return looks
}

test('a refusal for good outlives looks that fail, and one that the provider may give for its own acceptance ends nothing', async () => {
  for (const [closedUnproven, sent, state] of [[[], 2, 'needs_response'], [['not_now'], 3, 'accepting']] as const) {
    await withBridge(async kit => {
      kit.provider.accept = ({ attempt }) => (attempt === 1 ? silence : refusal)
      const id = await kit.bridged()
      const act = await kit.ask(id)
      await lookedAt(kit, act, 1)
      const { find } = kit.provider
      kit.provider.find = () => ({ kind: 'unknown', cause: 'answer_timeout' })
      await lookedAt(kit, act, 1)
      kit.provider.find = find
      await lookedAt(kit, act, 1)
      if (!closedUnproven.length) await untilEnded(kit, act)
      assert.deepEqual([kit.provider.heard.filter(asked => asked.startsWith('accept')).length, (await kit.dispute(id)).state], [sent, state])
    }, { capabilities: { ...readsBack, closedUnproven } })
  }
})

test('an acceptance of another amount than the one decided about is never ours, whoever tells of it', () => withBridge(async kit => {
  for (const by of ['answer', 'read_back', 'notification', 'poll'] as const) {
    const id = await kit.bridged()
    const { money, theirs, home } = await kit.dispute(id)
    const other = kit.told(theirs.id, 'accepted', { changedAt: kit.clock.now(), facts: { money: { ...money, amount: money.amount - 1n } } as Told['facts'] })
    kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, 'needs_response') })
    kit.provider.accept = () => (by === 'answer' ? { kind: 'done', value: other } : silence)
    const act = await kit.ask(id)
    assert.equal((await kit.dispute(id)).state, 'accepting', by)
    kit.provider.find = () => ({ kind: 'done', value: other })
    kit.provider.read = () => ({ kind: 'news', id: null, told: [other], thin: [] })
    kit.provider.list = () => ({ kind: 'done', value: { items: [other], next: null } })
    if (by === 'notification') await kit.inbound(home, notification(kit))
    if (by === 'poll') await kit.poll()
    assert.equal((await kit.dispute(id)).state, 'accepting', by)
    kit.clock.advance(3 * second)
    await kit.round()
    const dispute = await kit.dispute(id)
    assert.ok(dispute.state === 'accepted')
    assert.deepEqual([dispute.turnedDown?.code, dispute.acceptance.act === act], ['conflict', false], by)
  }
}))

test('what a paused worker read of another amount is no confirmation either', () => withBridge(async kit => {
  const id = await kit.bridged()
  const act = await kit.ask(id)
  const { money, theirs } = await kit.dispute(id)
  let answer: (outcome: Outcome<Told | null>) => void = () => {}
  kit.provider.find = () => new Promise(resolve => { answer = resolve })
  kit.clock.advance(3 * second)
  await kit.courier.runOnce(kit.clock.now())
  while (kit.provider.heard.length < 3) await new Promise(resolve => setImmediate(resolve))
  kit.clock.advance(61 * second)
  kit.provider.find = () => ({ kind: 'unknown', cause: 'not there' })
  await kit.courier.runOnce(kit.clock.now())
  while (kit.provider.heard.length < 4) await new Promise(resolve => setImmediate(resolve))
  answer({ kind: 'done', value: kit.told(theirs.id, 'accepted', { facts: { money: { ...money, amount: 1n } } as Told['facts'] }) })
  await kit.courier.drain()
  assert.deepEqual([(await kit.dispute(id)).state, (await kit.errand(act))!.fence], ['accepting', 3])
}))

test('a notification of another amount confirms nothing where nothing can be asked', () => withBridge(async kit => {
  const id = await kit.bridged()
  const { money, theirs, home } = await kit.dispute(id)
  const act = await kit.ask(id)
  const other = kit.told(theirs.id, 'accepted', { changedAt: kit.clock.now(), facts: { money: { ...money, currency: 'USD' } } as Told['facts'] })
  kit.provider.read = () => ({ kind: 'news', id: null, told: [other], thin: [] })
  await kit.inbound(home, notification(kit))
  assert.deepEqual([(await kit.dispute(id)).state, (await kit.errand(act))!.stage], ['accepting', 'unknown'])
}, { capabilities: blind }))

test('an acceptance of a dispute under review is sent when it has come back to be answered', () => withBridge(async kit => {
  const id = await kit.bridged()
  kit.provider.submit = ({ dispute }) => ({ kind: 'done', value: kit.told(dispute, 'under_review') })
  await kit.ask(id, 'submit')
  kit.provider.heard.length = 0
  kit.provider.accept = ({ dispute }) => ({ kind: 'done', value: kit.told(dispute, 'accepted') })
  await kit.ask(id)
  assert.deepEqual([kit.provider.heard, (await kit.dispute(id)).state], [['find', 'accept 1'], 'accepted'])
}))

test('what a connector notes of a success stays with the attempt', () => withBridge(async kit => {
  kit.provider.accept = ({ dispute }) => ({ kind: 'done', value: kit.told(dispute, 'accepted'), note: 'already accepted there' })
  const act = await kit.ask(await kit.bridged())
  assert.deepEqual((await kit.engine.reads.askings(mill, act)).map(({ outcome, code }) => [outcome, code]), [[null, null], ['done', 'already accepted there']])
}))

function notification(kit: AtBridge): Parameters<AtBridge['inbound']>[1] {
  return { method: 'POST', target: '/', headers: { get: () => undefined }, raw: new Uint8Array(), receivedAt: kit.clock.now() }
}
