import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atBridge, type AtBridge } from '../../test/kit/at-bridge.ts'
import { connection, day, hour, mill, minute, noon } from '../../test/kit/builders.ts'
import type { ActId } from '../core/ids.ts'
import { connectionRow, firstPoll } from '../engine/connection.ts'
import type { Told, Wanted } from '../engine/upstream.ts'
import { StoreDown } from '../engine/store.ts'

async function withPolling(work: (kit: AtBridge) => Promise<void>): Promise<void> {
  const kit = await atBridge()
  try {
    const row = connectionRow({ merchant: mill, id: connection, dialect: 'native', name: 'Far', url: 'https://far.example', state: 'active', credentials: {}, settings: kit.settings, createdAt: 0, updatedAt: 0 }, kit.vault)
    await kit.engine.write({ merchant: mill, writes: [{ table: 'connection', rows: [row] }, { table: 'poll', rows: [firstPoll(mill, connection, kit.clock.now())] }] })
    await work(kit)
  } finally {
    await kit.close()
  }
}
const facts = (paid: string): Told['facts'] => ({
  money: { amount: 12_000n, currency: 'THB' }, settlement: null, fees: [], reason: { category: 'fraud', code: null, network: null, networkCode: null },
  payment: { id: paid, order: null, paidAt: null, network: null, references: {}, captured: null, refunded: null }, story: null, metadata: {}, tags: [], openedAt: noon - hour,
})
const open = (kit: AtBridge, id: string, state: Parameters<AtBridge['told']>[1] = 'needs_response'): Told => kit.told(id, state, { facts: facts(id) })
const theirs = async (kit: AtBridge, id: string) => (await kit.engine.reads.disputeByTheirs(mill, 'native', id))?.dispute ?? null
const place = async (kit: AtBridge) => (await kit.engine.reads.poll(mill, connection))!
const rawsOf = async (kit: AtBridge, id: string) => kit.engine.reads.raws(mill, (await theirs(kit, id))!.id, 100)

test('what a list holds is opened and kept in step, page by page, and what did not change is no news', () => withPolling(async kit => {
  let second: Told['reading']['state'] = 'needs_response'
  kit.provider.list = ({ cursor }) => ({ kind: 'done', value: cursor === null ? { items: [open(kit, 'a')], next: '2' } : { items: [open(kit, 'b', second)], next: null } })
  await kit.poll()
  assert.deepEqual([(await theirs(kit, 'a'))?.state, (await theirs(kit, 'b'))?.state, kit.provider.heard], ['needs_response', 'needs_response', ['list null', 'list 2']])
  const revision = (await theirs(kit, 'a'))!.revision
  second = 'won'
  kit.clock.advance(6 * minute)
  await kit.poll()
  assert.deepEqual([(await theirs(kit, 'b'))?.state, (await theirs(kit, 'a'))!.revision, (await rawsOf(kit, 'a')).length, (await rawsOf(kit, 'b')).length], ['won', revision, 1, 2])
}))

test('where a list was read up to is kept only once what was read is', () => withPolling(async kit => {
  kit.provider.list = ({ cursor }) => ({ kind: 'done', value: cursor === null ? { items: [open(kit, 'a')], next: '2' } : { items: [open(kit, 'b')], next: '3' } })
  const { transact } = kit.store
  const seen: (string | null)[] = []
  kit.store.transact = async (asks, decide) => {
    seen.push((await place(kit)).cursor)
    if (asks.some(({ payments }) => payments.some(id => id.endsWith('b')))) throw new StoreDown('gone')
    return transact(asks, decide)
  }
  await assert.rejects(kit.poll())
  assert.deepEqual([(await place(kit)).cursor, (await theirs(kit, 'b')), new Set(seen).has('3')], ['2', null, false])
  kit.store.transact = transact
  kit.provider.list = ({ cursor }) => ({ kind: 'done', value: { items: [open(kit, cursor === '2' ? 'b' : 'x')], next: null } })
  kit.clock.advance(10 * minute)
  await kit.poll()
  assert.deepEqual([(await theirs(kit, 'b'))?.state, (await place(kit)).cursor, await theirs(kit, 'x')], ['needs_response', null, null])
}))

test('each round looks back behind the beginning of the one before', () => withPolling(async kit => {
  const asked: (number | null)[] = []
  kit.provider.list = ({ since }) => { asked.push(since); return { kind: 'done', value: { items: [], next: null } } }
  const first = kit.clock.now()
  await kit.poll()
  kit.clock.advance(10 * minute)
  await kit.poll()
  assert.deepEqual(asked, [null, first - kit.settings.overlapMs])
}))

/** A list of so many pages, of which some hold something; `asked` is whatever was asked of it. */
const listOf = (pages: number, on: (page: number) => Told[], asked: Wanted[] = []): AtBridge['provider']['list'] => wanted => {
  const page = Number(wanted.cursor ?? 0)
  asked.push(wanted)
  return { kind: 'done', value: { items: on(page), next: page < pages - 1 ? `${page + 1}` : null } }
}

test('what ended forty days ago and changes after all is found within one interval, on whichever page of a long list it is', () => withPolling(async kit => {
  const pages = 150
  const asked: Wanted[] = []
  const at = new Map([[0, ['first']], [7, ['last of seven']], [8, ['first of eight']], [pages - 1, ['before the last', 'last']]])
  let state: Told['reading']['state'] = 'won'
  kit.provider.list = listOf(pages, page => (at.get(page) ?? []).map(id => open(kit, id, state)), asked)
  await kit.poll()
  kit.clock.advance(40 * day)
  await kit.poll()
  kit.clock.advance(kit.settings.pollMs)
  state = 'lost'
  await kit.poll()
  const ids = [...at.values()].flat()
  assert.deepEqual(await Promise.all(ids.map(async id => (await theirs(kit, id))!.state)), ids.map(() => 'lost'))
  assert.deepEqual([asked.length, new Set(asked.map(({ cursor }) => cursor)).size], [3 * pages, pages])
  assert.ok(asked.every(wanted => Object.keys(wanted).every(name => ['cursor', 'since'].includes(name))), 'nothing narrows it')
}))

test('what changes behind a reading that is under way is found an interval later, however long readings take', () => withPolling(async kit => {
  const { pollMs } = kit.settings
  let state: Told['reading']['state'] = 'won'
  const pages = listOf(3, page => (page === 0 ? [open(kit, 'a', state)] : []))
  kit.provider.list = wanted => {
    const page = pages(wanted)
    kit.clock.advance(pollMs / 4)
    if (wanted.cursor !== null) state = 'lost'
    return page
  }
  const first = kit.clock.now()
  await kit.poll()
  assert.deepEqual([(await theirs(kit, 'a'))!.state, await place(kit).then(({ dueAt }) => dueAt <= first + pollMs && dueAt >= first + pollMs * 0.9)], ['won', true])
  kit.clock.set(first + pollMs)
  await kit.poll()
  assert.equal((await theirs(kit, 'a'))!.state, 'lost')
}))

test('a reading that takes longer than its interval is followed by the next at once', () => withPolling(async kit => {
  const pages = listOf(3, () => [])
  kit.provider.list = wanted => { kit.clock.advance(kit.settings.pollMs); return pages(wanted) }
  await kit.poll()
  const { cursor, dueAt } = await place(kit)
  assert.deepEqual([cursor, dueAt], [null, kit.clock.now()])
}))

test('a connection that is paused while its list is read is left alone from the next page on, and read on from there', () => withPolling(async kit => {
  const pages = listOf(4, () => [])
  kit.provider.list = wanted => { if (wanted.cursor === '1') kit.connected.state = 'paused'; return pages(wanted) }
  await kit.poll()
  assert.deepEqual([kit.provider.heard, (await place(kit)).cursor], [['list null', 'list 1'], '2'])
  kit.connected.state = 'active'
  kit.clock.advance(2 * minute)
  await kit.poll()
  assert.deepEqual([kit.provider.heard.slice(2), (await place(kit)).cursor], [['list 2', 'list 3'], null])
}))

test('a dispute that is listed as open after its deadline does not expire, and one that is not told of does', () => withPolling(async kit => {
  const due = { at: noon + day, zone: null, source: 'provider' as const }
  let told = ['a', 'gone'].map(id => { const one = open(kit, id); return { ...one, reading: { ...one.reading, respondBy: due } } })
  kit.provider.list = () => ({ kind: 'done', value: { items: told, next: null } })
  await kit.poll()
  const { revision } = (await theirs(kit, 'a'))!
  kit.clock.set(due.at + 14 * day)
  await kit.poll()
  assert.equal((await theirs(kit, 'a'))!.revision, revision, 'there is time, and no news of what did not change')
  told = told.slice(0, 1)
  kit.clock.set(due.at + 29 * day)
  await kit.poll()
  kit.clock.advance(6 * minute)
  await kit.poll()
  assert.equal((await theirs(kit, 'a'))!.revision, revision + 1, 'once, and then there is time again')
  kit.clock.set(due.at + 30 * day + 1)
  while (await kit.timekeep() > 0);
  assert.deepEqual([(await theirs(kit, 'a'))!.state, (await theirs(kit, 'gone'))!.state], ['needs_response', 'expired'])
  kit.clock.set(due.at + 59 * day)
  while (await kit.timekeep() > 0);
  assert.equal((await theirs(kit, 'a'))!.state, 'needs_response')
  kit.clock.advance(1)
  while (await kit.timekeep() > 0);
  assert.equal((await theirs(kit, 'a'))!.state, 'expired')
}))

test('when a connection\'s buffer is changed its open disputes are warned about by the new one', () => withPolling(async kit => {
  const due = { at: noon + 10 * day, zone: null, source: 'provider' as const }
  const told = Array.from({ length: 120 }, (_, n) => { const one = open(kit, `${n}`, n === 0 ? 'won' : 'needs_response'); return { ...one, reading: { ...one.reading, respondBy: due } } })
  kit.provider.list = () => ({ kind: 'done', value: { items: told, next: null } })
  await kit.poll()
  kit.settings.bufferMs = 3 * day
  kit.connected.state = 'paused'
  kit.clock.advance(10 * minute)
  await kit.poll()
  const buffers = await Promise.all(told.map(async ({ theirId }) => (await theirs(kit, theirId))!.bufferMs))
  assert.deepEqual([buffers[0], new Set(buffers.slice(1))], [day, new Set([3 * day])])
  const { id, revision } = (await theirs(kit, '1'))!
  kit.clock.advance(2 * minute)
  await kit.poll()
  assert.equal((await theirs(kit, '1'))!.revision, revision, 'told once')
  kit.clock.set(due.at - 3 * day - 1)
  await kit.timekeep()
  assert.equal((await kit.events(id)).includes('deadline_near'), false)
  kit.clock.advance(1)
  await kit.timekeep()
  assert.equal((await kit.events(id)).at(-1), 'deadline_near')
}))

test('what had ended when its connection\'s buffer was changed, and opens again, is warned about by the new one', () => withPolling(async kit => {
  const due = { at: noon + 10 * day, zone: null, source: 'provider' as const }
  let state: Told['reading']['state'] = 'won'
  kit.provider.list = () => { const one = open(kit, 'a', state); return { kind: 'done', value: { items: [{ ...one, reading: { ...one.reading, respondBy: due } }], next: null } } }
  await kit.poll()
  kit.settings.bufferMs = 3 * day
  kit.clock.advance(10 * minute)
  await kit.poll()
  const { id, bufferMs } = (await theirs(kit, 'a'))!
  assert.equal(bufferMs, day, 'what has ended is not warned about')
  state = 'needs_response'
  kit.clock.advance(10 * minute)
  await kit.poll()
  kit.clock.set(due.at - 3 * day - 1)
  await kit.timekeep()
  assert.deepEqual([(await theirs(kit, 'a'))!.bufferMs, (await kit.events(id)).at(-1)], [3 * day, 'observed'])
  kit.clock.advance(1)
  await kit.timekeep()
  assert.equal((await kit.events(id)).at(-1), 'deadline_near')
}))

test('a reading that was broken off goes on where it was, and says what broke it', () => withPolling(async kit => {
  let breaks = true
  const pages = listOf(4, () => [])
  kit.provider.list = wanted => (breaks && wanted.cursor === '2' ? { kind: 'unknown', cause: 'answer_timeout' } : pages(wanted))
  const error = async () => (JSON.parse((await place(kit)).body) as { error?: string }).error
  const began = kit.clock.now()
  await kit.poll()
  assert.deepEqual([await error(), (await place(kit)).cursor], ['answer_timeout', '2'])
  breaks = false
  kit.clock.advance(minute)
  await kit.poll()
  const { since, failures } = await place(kit)
  assert.deepEqual([kit.provider.heard.slice(2), since, failures, await error()], [['list 2', 'list 2', 'list 3'], began, 0, undefined])
}))

test('a reading that goes on counts its failures anew', () => withPolling(async kit => {
  let breaks = true
  const pages = listOf(4, () => [])
  kit.provider.list = wanted => (breaks || wanted.cursor === '2' ? { kind: 'unknown', cause: 'answer_timeout' } : pages(wanted))
  for (let tries = 0; tries < 3; tries++) {
    await kit.poll()
    kit.clock.advance(minute)
  }
  assert.equal((await place(kit)).failures, 3)
  breaks = false
  await kit.poll()
  assert.deepEqual([(await place(kit)).cursor, (await place(kit)).failures], ['2', 1])
}))

test('a list that fails is read again where it failed, and later each time', () => withPolling(async kit => {
  kit.provider.list = ({ cursor }) => (cursor === null ? { kind: 'done', value: { items: [open(kit, 'a')], next: '2' } } : { kind: 'unknown', cause: 'answer_timeout' })
  await kit.poll()
  const { cursor, failures, dueAt } = await place(kit)
  assert.deepEqual([cursor, failures, dueAt > kit.clock.now()], ['2', 1, true])
  kit.clock.advance(minute)
  await kit.poll()
  assert.deepEqual([(await place(kit)).failures, kit.provider.heard.at(-1)], [2, 'list 2'])
}))

test('a document too thin to open a dispute from is asked for, and a word that nobody knows is kept, counted and never guessed', () => withPolling(async kit => {
  kit.provider.list = () => ({ kind: 'done', value: { items: [kit.told('a', 'needs_response')], next: null } })
  kit.provider.find = id => ({ kind: 'done', value: { ...open(kit, id, null), words: [{ field: 'status', word: 'odd' }], theirs: { status: 'odd', reasonCode: null, reasonText: null } } })
  await kit.poll()
  const dispute = (await theirs(kit, 'a'))!
  assert.deepEqual([dispute.state, dispute.theirs.status, (await kit.engine.reads.words(mill, connection, 9)).map(({ word, amount }) => [word, amount])], ['needs_response', 'odd', [['odd', 1n]]])
}))

test('what says too little even when it is asked for by itself is left out, and the reading says how much', () => withPolling(async kit => {
  kit.provider.list = ({ cursor }) => ({ kind: 'done', value: cursor === null ? { items: [kit.told('a', 'needs_response'), open(kit, 'b')], next: '2' } : { items: [kit.told('c', 'needs_response')], next: null } })
  const read = async () => {
    kit.clock.advance(6 * minute)
    await kit.poll()
    const { failures, endedAt, body } = await place(kit)
    return [await theirs(kit, 'a'), (await theirs(kit, 'b'))?.state, failures, endedAt === kit.clock.now(), (JSON.parse(body) as { error?: string }).error]
  }
  const found = [null, 'needs_response', 0, true, 'left out, since money or time of it cannot be read: 2']
  assert.deepEqual([await read(), await read()], [found, found])
  kit.provider.find = id => ({ kind: 'done', value: open(kit, id) })
  await kit.poll()
  assert.deepEqual((await read()).slice(1), ['needs_response', 0, true, undefined])
}))

test('after a connection was given another account its list is read from its beginning, whatever changed there when', () => withPolling(async kit => {
  const asked: unknown[] = []
  kit.provider.list = ({ cursor, since }) => { asked.push([cursor, since === null]); return { kind: 'done', value: { items: [], next: asked.length === 3 ? '2' : null } } }
  const read = async () => {
    kit.clock.advance(6 * minute)
    await kit.poll()
  }
  await read()
  await read()
  kit.provider.list = (list => wanted => { if (wanted.cursor === '2') kit.settings.anewAt = kit.clock.now(); return list(wanted) })(kit.provider.list)
  await read()
  await read()
  await read()
  assert.deepEqual(asked, [[null, true], [null, false], [null, false], ['2', false], [null, true], [null, false]])
}))

test('what a list tells still of a dispute that a person called accepted opens it again after a quarter of an hour, though the document is as it was', () => withPolling(async kit => {
  kit.provider.list = () => ({ kind: 'done', value: { items: [open(kit, 'a')], next: null } })
  await kit.poll()
  const { id } = (await theirs(kit, 'a'))!
  const act = await kit.ask(id)
  await kit.engine.perform({ merchant: mill, dispute: id, command: { kind: 'confirm', by: { kind: 'user', id: 'usr_1', surface: 'desk', request: null }, act: act as ActId } })
  const stateAfter = async (ms: number) => {
    kit.clock.advance(ms)
    await kit.store.bridge.hurryPoll(mill, connection, kit.clock.now())
    await kit.poll()
    return (await theirs(kit, 'a'))!.state
  }
  assert.deepEqual([await stateAfter(minute), await stateAfter(15 * minute), await stateAfter(minute)], ['accepted', 'needs_response', 'needs_response'])
  const events = await kit.events(id)
  assert.deepEqual(events, ['opened', 'observed', 'acceptance_asked', 'accepted', 'observed'])
}))

test('a judgement in other money than the dispute\'s is kept as a word, and moves no part', () => withPolling(async kit => {
  const lost = open(kit, 'a', 'lost')
  kit.provider.list = () => ({ kind: 'done', value: { items: [{ ...lost, reading: { ...lost.reading, judged: { amount: 5_000n, currency: 'USD' } } }], next: null } })
  await kit.poll()
  assert.deepEqual([(await theirs(kit, 'a'))!.books.gone, (await kit.engine.reads.words(mill, connection, 9)).map(({ field, word }) => [field, word])], [12_000n, [['judged', '5000 USD']]])
}))

test('a dispute of the house is not changed by a list that names its id', () => withPolling(async kit => {
  await kit.open({ theirs: { id: 'a', status: 'open', reasonCode: null, reasonText: null } })
  kit.provider.list = () => ({ kind: 'done', value: { items: [open(kit, 'a', 'lost')], next: null } })
  await kit.poll()
  assert.deepEqual([(await theirs(kit, 'a'))!.state, kit.counted.includes('news foreign')], ['needs_response', true])
}))

const news = (kit: AtBridge, ...told: Told[]) => { kit.provider.read = () => ({ kind: 'news', id: null, told, thin: [] }) }
const incoming = (kit: AtBridge) => ({ method: 'POST', target: '/in/x', headers: { get: () => undefined }, raw: new Uint8Array(), receivedAt: kit.clock.now() })

test('a notification is acknowledged once its news is durable; a forged one changes nothing and is counted', () => withPolling(async kit => {
  assert.equal((await kit.inbound(connection, incoming(kit)))!.status, 400)
  assert.ok(kit.counted.includes('notifications forged'))
  news(kit, { ...open(kit, 'a'), changedAt: noon })
  assert.deepEqual([(await kit.inbound(connection, incoming(kit)))!.status, (await theirs(kit, 'a'))!.state], [200, 'needs_response'])
  assert.equal(await kit.inbound('con_other', incoming(kit)), null)
}))

test('older news never undoes newer, in any order and any number of times; news without a time is asked for', () => withPolling(async kit => {
  const told = (state: 'needs_response' | 'under_review' | 'won', at: number): Told => ({ ...open(kit, 'a', state), changedAt: noon + at })
  for (const [state, at] of [['under_review', 20], ['won', 30], ['needs_response', 10], ['won', 30], ['under_review', 20]] as const) {
    kit.clock.advance(minute)
    news(kit, told(state, at))
    await kit.inbound(connection, incoming(kit))
  }
  assert.equal((await theirs(kit, 'a'))!.state, 'won')
  news(kit, open(kit, 'a', 'needs_response'))
  kit.provider.find = id => ({ kind: 'done', value: open(kit, id, 'won') })
  await kit.inbound(connection, incoming(kit))
  assert.deepEqual([(await theirs(kit, 'a'))!.state, kit.provider.heard], ['won', ['find']])
  kit.provider.find = () => ({ kind: 'unknown', cause: 'gone' })
  assert.equal((await kit.inbound(connection, incoming(kit)))!.status, 503)
}))
