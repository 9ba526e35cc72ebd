import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atBridge, type AtBridge } from '../../test/kit/at-bridge.ts'
import { connection, day, hour, mill, minute, noon } from '../../test/kit/builders.ts'
import { connectionRow, firstPoll } from '../engine/connection.ts'
import type { Told } from '../engine/upstream.ts'
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

/** More pages than are read whole each time at such an interval, and what they hold on the first. */
const elevenPages = (kit: AtBridge, items: () => Told[], asked: (number | null | undefined)[]): AtBridge['provider']['list'] => {
  kit.settings.pollMs = minute / 2
  return listOf(11, items, asked)
}
const listOf = (pages: number, items: () => Told[], asked: (number | null | undefined)[]): AtBridge['provider']['list'] => ({ cursor, openedFrom }) => {
  const page = Number(cursor ?? 0)
  if (page === 0) asked.push(openedFrom)
  return { kind: 'done', value: { items: page === 0 ? items() : [], next: page < pages - 1 ? `${page + 1}` : null } }
}

test('a long list is read from where anything here is open or ended within a month, behind its overlap, and whole once an hour', () => withPolling(async kit => {
  const asked: (number | null | undefined)[] = []
  let told = [open(kit, 'old', 'won'), open(kit, 'new')].map((one, at) => ({ ...one, facts: { ...one.facts!, openedAt: noon - (2 - at) * hour } }))
  kit.provider.list = elevenPages(kit, () => told, asked)
  const later = async (ms: number) => { kit.clock.advance(ms); await kit.poll() }
  await kit.poll()
  await later(10 * minute)
  told = [told[0]!, { ...told[1]!, ...kit.told('new', 'lost'), facts: told[1]!.facts }]
  await later(10 * minute)
  await later(hour)
  await later(30 * day)
  const whole = kit.clock.now()
  await later(10 * minute)
  const back = kit.settings.overlapMs + 1_000
  assert.deepEqual(asked, [null, noon - 2 * hour - back, noon - 2 * hour - back, null, null, whole - back])
}))

test('a list of ten pages is read whole each time, and what had ended long ago and changed after all is found by it', () => withPolling(async kit => {
  const asked: (number | null | undefined)[] = []
  let told = open(kit, 'a', 'won')
  kit.settings.pollMs = minute / 2
  kit.provider.list = ({ cursor, openedFrom }) => {
    asked.push(openedFrom)
    const page = Number(cursor ?? 0)
    return { kind: 'done', value: { items: page === 9 ? [told] : [], next: page < 9 ? `${page + 1}` : null } }
  }
  await kit.poll()
  kit.clock.advance(100 * day)
  await kit.poll()
  told = open(kit, 'a', 'lost')
  kit.clock.advance(6 * minute)
  await kit.poll()
  assert.deepEqual([(await theirs(kit, 'a'))!.state, asked.length, new Set(asked)], ['lost', 30, new Set([null])])
}))

test('the longer the interval, the longer a list is read whole each time', () => withPolling(async kit => {
  for (const [pollMs, pages, whole] of [[minute / 2, 10, true], [minute / 2, 11, false], [1_000, 10, true], [2 * minute, 40, true], [2 * minute, 41, false]] as const) {
    kit.settings.pollMs = pollMs
    const asked: (number | null | undefined)[] = []
    kit.provider.list = listOf(pages, () => [], asked)
    kit.clock.advance(2 * hour)
    await kit.poll()
    kit.clock.advance(3 * minute)
    await kit.poll()
    assert.deepEqual(asked.map(from => from === null), [true, whole], `${pages} pages every ${pollMs} ms`)
  }
}))

test('what ended is found changed in the next reading of a long list, for a month after its end', () => withPolling(async kit => {
  let told = open(kit, 'a', 'won')
  const { openedAt } = told.facts!
  const from: (number | null | undefined)[] = []
  kit.provider.list = elevenPages(kit, () => [told].filter(() => openedAt >= (from.at(-1) ?? 0)), from)
  await kit.poll()
  for (let days = 0; days < 29; days++) {
    kit.clock.advance(day)
    await kit.poll()
  }
  told = open(kit, 'a', 'lost')
  kit.clock.advance(6 * minute)
  await kit.poll()
  assert.deepEqual([(await theirs(kit, 'a'))!.state, from.at(-1)], ['lost', openedAt - kit.settings.overlapMs - 1_000])
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

test('a round that was broken off goes on from the same opening, and says what broke it', () => withPolling(async kit => {
  const asked: [string | null, number | null | undefined][] = []
  let breaks = false
  kit.settings.pollMs = minute / 2
  kit.provider.list = ({ cursor, openedFrom }) => {
    asked.push([cursor, openedFrom])
    if (breaks && cursor === '2') return { kind: 'unknown', cause: 'answer_timeout' }
    const page = Number(cursor ?? 0)
    return { kind: 'done', value: { items: page === 0 ? [open(kit, 'a')] : [], next: page < 10 ? `${page + 1}` : null } }
  }
  await kit.poll()
  breaks = true
  kit.clock.advance(10 * minute)
  await kit.poll()
  assert.equal((JSON.parse((await place(kit)).body) as { error: string }).error, 'answer_timeout')
  breaks = false
  kit.clock.advance(10 * minute)
  await kit.poll()
  const from = noon - hour - kit.settings.overlapMs - 1_000
  const behind = Array.from({ length: 9 }, (_, page) => [`${page + 2}`, from])
  assert.deepEqual(asked.slice(11), [[null, from], ['1', from], ['2', from], ...behind])
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
