// Errands and polls are leased to one holder at a time; a fence that moved keeps the old holder from changing anything, in the
// transaction that would have.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FencedOff, Taken, TryAgain, type Store, type Tables } from '../engine/store.ts'
import type { AttemptRow, ErrandChange } from '../engine/store-bridge.ts'
import type { Suite } from './conformance.ts'
import { askOf, askingRow, connectionRow, errandRow, merchantA, merchantB, opened, pollRow, rowFor } from './sample.ts'

async function put(store: Store, errands: Tables['errand'][]): Promise<void> {
  const disputes = errands.map(({ merchant, dispute }) => rowFor(dispute.slice(4), { merchant: merchant as typeof merchantA, theirId: dispute }))
  await store.transact([askOf(merchantA), askOf(merchantB)], () => [...opened(...disputes), { table: 'errand', rows: errands }])
}
const many = (count: number, connection: string, over: Partial<Tables['errand']> = {}): Tables['errand'][] =>
  Array.from({ length: count }, (_, n) => errandRow(`act_${connection}${n}`, { dispute: `dsp_${connection}${n}`, connection, dueAt: 1000 + n, madeAt: n, ...over }))
const each = (perConnection: number, perProvider = 100) => ({ perConnection, perProvider })
type Move = [errand: Tables['errand'], change: ErrandChange, attempts: AttemptRow[]]
/** Several in one transaction. */
async function move(store: Store, ...moves: Move[]): Promise<void> {
  await store.transact([askOf(merchantA), askOf(merchantB)], () => moves.flatMap(([{ merchant, act, fence }, change, attempts]) =>
    [{ hold: 'errand', rows: [{ merchant, act, fence, ...change }] }, { table: 'asking', rows: attempts }]))
}

export const bridges: Suite = (store) => {
  test('an errand that is leased is not leased again before its time, and then to one who fences the first off', async () => {
    await put(store(), many(1, 'c'))
    const claim = (now: number) => store().bridge.claimErrands(now, now + 100, 10, each(10))
    assert.deepEqual(await claim(999), [])
    const [first] = await claim(1000)
    assert.deepEqual([first!.fence, first!.leaseUntil, await claim(1099), await store().reads.nextErrand()], [1, 1100, [], 1100])
    const [second] = await claim(1100)
    await assert.rejects(move(store(), [first!, { stage: 'person' }, [askingRow(first!.act, 1)]]), FencedOff)
    assert.deepEqual([(await store().reads.errand(merchantA, first!.act))!.stage, await store().reads.askings(merchantA, first!.act)], ['queued', []])
    await move(store(), [second!, { stage: 'unknown', askedAt: 7, dueAt: 9, leaseUntil: 0 }, [askingRow(second!.act, 1)]])
    const now = await store().reads.errand(merchantA, first!.act)
    assert.deepEqual([now!.stage, now!.askedAt, now!.dueAt, (await store().reads.askings(merchantA, first!.act)).length], ['unknown', 7, 9, 1])
  })

  test('errands that move together each move as their own fence allows; where one is another\'s none moves, and it is said so', async () => {
    await put(store(), [...many(3, 'c'), errandRow('act_b', { merchant: merchantB, dispute: 'dsp_b', fence: 4 })])
    const [first, second, third] = await Promise.all([0, 1, 2].map((n) => store().reads.errand(merchantA, `act_c${n}`)))
    const other = (await store().reads.errand(merchantB, 'act_b'))!
    const moves: Move[] = [
      [third!, { stage: 'asked', askedAt: 7, attempts: 1, dueAt: 30 }, [askingRow('act_c2', 1)]], [first!, { stage: 'asked', askedAt: 7, attempts: 1, dueAt: 10 }, [askingRow('act_c0', 1)]],
      [second!, { alarmedAt: 5, unknownAt: null, last: '{"cause":"é"}' }, []], [other, { leaseUntil: 77, progress: '{"a":"b"}' }, [askingRow('act_b', 9, { merchant: merchantB })]],
    ]
    await assert.rejects(move(store(), ...moves.slice(0, 3), [{ ...other, fence: 3 }, { leaseUntil: 77 }, []]), FencedOff)
    const now = async () => Promise.all([['act_c0', merchantA], ['act_c1', merchantA], ['act_c2', merchantA], ['act_b', merchantB]].map(([act, merchant]) => store().reads.errand(merchant as typeof merchantA, act!)))
    assert.deepEqual([await now(), await store().reads.askings(merchantA, 'act_c0')], [[first, second, third, other], []])
    await move(store(), ...moves)
    assert.deepEqual(await now(), [{ ...first, ...moves[1]![1] }, { ...second, ...moves[2]![1] }, { ...third, ...moves[0]![1] }, { ...other, ...moves[3]![1] }])
    assert.deepEqual((await store().reads.askings(merchantB, 'act_b')).map(({ number }) => number), [9])
  })

  test('under one id of a provider\'s there is one dispute that lives upstream, whichever connection it came over', async () => {
    const twin = (dispute: string) => store().transact([askOf(merchantA)], () => [{ table: 'twin', rows: [{ merchant: merchantA, dialect: 'omise', theirId: 'x', dispute }] }])
    await twin('dsp_1')
    await assert.rejects(twin('dsp_2'), Taken)
    assert.deepEqual([await store().reads.twin(merchantA, 'omise', 'x'), await store().reads.twin(merchantB, 'omise', 'x'), await store().reads.twin(merchantA, 'moov', 'x')], ['dsp_1', null, null])
  })

  test('what is open at a connection is told oldest first, without what has ended or lives elsewhere', async () => {
    const living = [['con_1', 5, 'won'], ['con_1', 6, 'lost'], ['con_1', 9, 'needs_response'], ['con_1', 7, 'accepting'], ['con_2', 1, 'needs_response'], ['con_1', 9, 'under_review']] as const
    const rows = living.map(([home, openedAt, state], at) => ({ ...rowFor(String(at), { theirId: `t${at}` }), home, openedAt, state, ...(state === 'needs_response' ? {} : { wakeAt: null }) }))
    await store().transact([askOf(merchantA)], () => opened(...rows))
    const { openAt } = store().reads
    const ids = async (after: Parameters<typeof openAt>[2], limit: number) => (await openAt(merchantA, 'con_1', after, limit)).map(({ id }) => id)
    assert.deepEqual([await ids(null, 9), await ids(null, 1), await ids({ value: 7, id: 'dsp_3' }, 9), await ids({ value: 9, id: 'dsp_2' }, 9), await openAt(merchantB, 'con_1', null, 9)], [['dsp_3', 'dsp_2', 'dsp_5'], ['dsp_3'], ['dsp_2', 'dsp_5'], ['dsp_5'], []])
  })

  test('what is sealed is replaced only where it is as it was read, and nothing beside it changes', async () => {
    await store().transact([askOf(merchantA)], () => [{ table: 'connection', rows: [connectionRow('con_1')] }])
    const before = (await store().reads.connectionById('con_1'))!
    const write = (was: string) => store().transact([askOf(merchantA)], () => [{ reseal: 'connection', rows: [{ merchant: merchantA, id: 'con_1', sealed: 'anew', was }] }])
    await assert.rejects(write('other'), TryAgain)
    assert.deepEqual(await store().reads.connectionById('con_1'), before)
    await write(before.sealed)
    assert.deepEqual(await store().reads.connectionById('con_1'), { ...before, sealed: 'anew' })
  })

  test('one connection has only so many places, and however many of its errands are due they never stand before another\'s', async () => {
    await put(store(), [...many(20, 'dead'), ...many(3, 'live', { dueAt: 5000 })])
    const of = (rows: Tables['errand'][]) => Object.entries(Object.groupBy(rows, ({ connection }) => connection)).map(([name, rows]) => [name, rows!.length])
    assert.deepEqual(of(await store().bridge.claimErrands(6000, 9000, 10, each(4))).sort(), [['dead', 4], ['live', 3]])
    assert.deepEqual(await store().bridge.claimErrands(6001, 9000, 10, each(4)), [])
    assert.equal((await store().bridge.claimErrands(9000, 9900, 2, each(4))).length, 2)
  })

  test('one address has only so many places, over however many connections, and what goes out where it was decided takes none of them', async () => {
    const connections = (name: string, url: string) => Array.from({ length: 20 }, (_, n) => connectionRow(`${name}${n}`, { url }))
    await store().transact([askOf(merchantA)], () => [{ table: 'connection', rows: [...connections('dead', 'https://dead.example'), ...connections('live', 'https://live.example')] }])
    const due = connections('dead', '').flatMap(({ id }) => many(1, id, { fence: 1 }))
    const live = many(3, 'live1', { dueAt: 5000, fence: 1 })
    const fresh = connections('live', '').map(({ id }) => errandRow(`act_fresh_${id}`, { dispute: `dsp_fresh_${id}`, connection: id, dueAt: 9000, leaseUntil: 9000, fence: 1 }))
    await put(store(), [...due, ...live, ...fresh])
    const of = (rows: Tables['errand'][]) => Object.entries(Object.groupBy(rows, ({ connection }) => connection.slice(0, 4))).map(([name, rows]) => [name, rows!.length]).sort()
    assert.deepEqual(of(await store().bridge.claimErrands(6000, 9000, 20, each(10, 8))), [['dead', 8], ['live', 3]])
    assert.deepEqual(await store().bridge.claimErrands(6001, 9000, 20, each(10, 8)), [])
    assert.deepEqual(of(await store().bridge.claimErrands(6001, 9000, 20, each(10, 9))), [['dead', 1]])
  })

  test('polls of one address have only so many places, over however many connections', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `dead${n}`)
    await store().transact([askOf(merchantA)], () => [
      { table: 'connection', rows: [...names.map(name => connectionRow(name, { url: 'https://dead.example' })), connectionRow('live', { url: 'https://live.example' })] },
      { table: 'poll', rows: [...names.map(name => pollRow(name)), pollRow('live', { dueAt: 5900 })] },
    ])
    const claimed = (await store().bridge.claimPolls(6000, 9000, 10, 4)).map(({ connection }) => connection)
    assert.deepEqual([claimed.length, claimed.includes('live')], [5, true])
    assert.deepEqual(await store().bridge.claimPolls(6001, 9000, 10, 4), [])
    assert.equal((await store().bridge.claimPolls(9000, 9900, 3, 4)).length, 3)
  })

  test('what hurries is due now unless somebody holds it', async () => {
    await put(store(), many(1, 'c', { dueAt: 9000 }))
    assert.equal(await store().bridge.hurryErrand(merchantA, 'act_c0', 500), true)
    assert.equal((await store().bridge.claimErrands(500, 600, 10, each(10))).length, 1)
    assert.equal(await store().bridge.hurryErrand(merchantA, 'act_c0', 550), false)
    assert.equal(await store().bridge.hurryErrand(merchantB, 'act_c0', 700), false)
  })

  test('a batch that holds an errand happens whole under its fence, and not at all under another', async () => {
    await put(store(), many(1, 'c'))
    const write = (fence: number) => store().transact([askOf(merchantA)], () => [
      { hold: 'errand', rows: [{ merchant: merchantA, act: 'act_c0', fence, leaseUntil: 0 }] }, { remove: 'errand', rows: [{ merchant: merchantA, act: 'act_c0' }] },
      { table: 'setting', rows: [{ merchant: '', name: 'colour', value: 'green' }] },
    ])
    await assert.rejects(write(7), FencedOff)
    assert.deepEqual([await store().reads.setting('colour'), (await store().reads.errand(merchantA, 'act_c0'))?.act], [null, 'act_c0'])
    await write(0)
    assert.deepEqual([await store().reads.setting('colour'), await store().reads.errand(merchantA, 'act_c0')], ['green', null])
    await assert.rejects(write(0), FencedOff)
  })

  test('a dispute has one errand at a time', async () => {
    await put(store(), many(1, 'c'))
    await assert.rejects(store().transact([askOf(merchantA)], () => [{ table: 'errand', rows: [errandRow('act_other', { dispute: 'dsp_c0' })] }]))
  })

  test('polls are leased alike, and only their holder moves the cursor', async () => {
    await store().transact([askOf(merchantA)], () => [{ table: 'connection', rows: [connectionRow('con_1')] }, { table: 'poll', rows: [pollRow('con_1')] }])
    assert.deepEqual(await store().bridge.claimPolls(4999, 6000, 10, 10), [])
    const [first] = await store().bridge.claimPolls(5000, 6000, 10, 10)
    const [second] = await store().bridge.claimPolls(6000, 7000, 10, 10)
    assert.equal(await store().bridge.movePoll(first!, { cursor: 'late' }), false)
    assert.equal(await store().bridge.movePoll({ merchant: merchantA, connection: 'con_1', fence: second!.fence }, { cursor: null, since: 8, dueAt: 9000, leaseUntil: 0 }), true)
    const now = await store().reads.poll(merchantA, 'con_1')
    assert.deepEqual([now!.cursor, now!.since, await store().reads.nextPoll()], [null, 8, 9000])
    await store().transact([askOf(merchantA)], () => [{ table: 'poll', rows: [pollRow('con_1', { cursor: 'again' })] }])
    assert.equal((await store().reads.poll(merchantA, 'con_1'))!.cursor, null)
    await store().bridge.hurryPoll(merchantA, 'con_1', 100)
    assert.equal(await store().reads.nextPoll(), 100)
  })

  test('a lease is lengthened for who holds it, and never where it ended, was given back or is another\'s', async () => {
    const names = ['kept', 'mine', 'theirs', 'back']
    await store().transact([askOf(merchantA)], () => [{ table: 'poll', rows: names.map(name => pollRow(name)) }])
    const first = await store().bridge.claimPolls(5000, 6000, 10, 10)
    await store().bridge.movePoll(first.find(({ connection }) => connection === 'back')!, { leaseUntil: 0, dueAt: 9500 })
    await store().bridge.movePoll(first.find(({ connection }) => connection === 'theirs')!, { leaseUntil: 0, dueAt: 5001 })
    assert.deepEqual((await store().bridge.claimPolls(5001, 6001, 10, 10)).map(({ connection }) => connection), ['theirs'])
    await store().bridge.keepPolls(first.filter(({ connection }) => connection !== 'mine'), 5999, 8000)
    const leases = async () => Promise.all(names.map(async (name) => { const { leaseUntil, dueAt } = (await store().reads.poll(merchantA, name))!; return [leaseUntil, dueAt] }))
    assert.deepEqual(await leases(), [[8000, 8000], [6000, 6000], [6001, 6001], [0, 9500]])
    await store().bridge.keepPolls(first, 6000, 9000)
    assert.deepEqual(await leases(), [[9000, 9000], [6000, 6000], [6001, 6001], [0, 9500]])
  })

  test('what was leased is due at once where nobody else can have the database, keeps its fence, and stays leased where others may live', async () => {
    await put(store(), [...many(2, 'c'), ...many(1, 'd', { dueAt: 9000 })])
    await store().transact([askOf(merchantA)], () => [{ table: 'poll', rows: [pollRow('con_1'), pollRow('con_2', { dueAt: 9000 })] }])
    const claim = (now: number) => store().bridge.claimErrands(now, now + 3000, 10, each(10))
    const [first] = await claim(5000)
    await store().bridge.claimPolls(5000, 8000, 10, 10)
    await store().inherit(6000)
    const isAlone = store().kind === 'sqlite'
    assert.deepEqual([await store().reads.nextErrand(), await store().reads.nextPoll()], isAlone ? [6000, 6000] : [8000, 8000])
    assert.deepEqual((await claim(6000)).map(({ act, fence }) => [act, fence]), isAlone ? [['act_c0', 2], ['act_c1', 2]] : [])
    assert.deepEqual((await store().bridge.claimPolls(6000, 7000, 10, 10)).map(({ connection, fence }) => [connection, fence]), isAlone ? [['con_1', 2]] : [])
    const late = move(store(), [first!, { dueAt: 1 }, []])
    await (isAlone ? assert.rejects(late, FencedOff) : late)
  })

  test('where a connection has disputes is known, and a connection by its id alone', async () => {
    const home = (name: string, state: 'won' | 'needs_response') => ({ ...rowFor(name, { state, theirId: name }), home: 'con_1' })
    assert.equal(await store().reads.livesAt(merchantA, 'con_1', false), null)
    await store().transact([askOf(merchantA)], () => [...opened(home('w', 'won')), { table: 'connection', rows: [connectionRow('con_1')] }])
    assert.deepEqual([await store().reads.livesAt(merchantA, 'con_1', false), await store().reads.livesAt(merchantA, 'con_1', true)], ['dsp_w', null])
    await store().transact([askOf(merchantA)], () => opened(home('n', 'needs_response')))
    assert.equal(await store().reads.livesAt(merchantA, 'con_1', true), 'dsp_n')
    assert.deepEqual([(await store().reads.connectionById('con_1'))?.merchant, await store().reads.connectionById('con_2')], [merchantA, null])
  })

  test('the figures count what is on its way by its stage', async () => {
    await put(store(), [...many(2, 'c'), ...many(1, 'd', { stage: 'unknown', askedAt: 5, unknownAt: 6 })])
    assert.deepEqual(await store().reads.bridgeFigures(), { stages: { queued: 2, unknown: 1 }, oldestUnknown: 6 })
  })
}
