// People, sessions, and who prepares what: a change meets only what was read, and what has ended never comes back.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Taken, TryAgain } from '../engine/store.ts'
import type { Write } from '../engine/store.ts'
import type { Suite } from './conformance.ts'
import { askOf, holderRow, idOf, merchantA, merchantB, personRow, preparingRow, savedViewRow, sessionRow } from './sample.ts'

export const desks: Suite = (store) => {
  const write = (...writes: Write[]) => store().transact([askOf(merchantA)], () => writes)

  test('a person is changed only as it was read, and otherwise nothing of the batch happens', async () => {
    await write({ table: 'person', rows: [personRow('usr_1')] })
    const change = (was: number, name: string): Write[] => [
      { change: 'person', rows: [{ row: personRow('usr_1', { name, revision: was + 1, disabledAt: 7 }), was }] }, { table: 'setting', rows: [{ merchant: '', name: 'changed', value: name }] },
    ]
    await assert.rejects(write(...change(2, 'Jo')), TryAgain)
    assert.deepEqual([await store().reads.setting('changed'), (await store().reads.person(merchantA, 'usr_1'))!.name], [null, 'Mina'])
    await write(...change(1, 'Jo'))
    assert.deepEqual([await store().reads.setting('changed'), { ...await store().reads.person(merchantA, 'usr_1') }], ['Jo', personRow('usr_1', { name: 'Jo', revision: 2, disabledAt: 7 })])
    await assert.rejects(write(...change(1, 'Mina')), TryAgain)
  })

  test('a name is one person\'s, whoever asks for it, until that person is removed', async () => {
    const add = (merchant: typeof merchantA) => store().transact([askOf(merchant)], () => [{ table: 'person', rows: [personRow('usr_1', { merchant, lookup: 'mina' })] }, { table: 'holder', rows: [holderRow('mina', merchant)] }])
    await add(merchantA)
    await assert.rejects(add(merchantB), Taken)
    assert.deepEqual((await store().reads.personsByLookup('mina')).map(({ merchant }) => merchant), [merchantA])
    await write({ remove: 'person', rows: [{ merchant: merchantA, id: 'usr_1' }] }, { remove: 'holder', rows: [{ merchant: '', lookup: 'mina' }] })
    assert.deepEqual([await store().reads.person(merchantA, 'usr_1'), await store().reads.persons(merchantA), await store().reads.personsByLookup('mina')], [null, [], []])
    await add(merchantB)
  })

  test('a session is found by its hash alone, is seen forward only, and does not come back once it has ended', async () => {
    const { desk, reads } = store()
    await desk.begin(sessionRow('hash_1'))
    await desk.seen('hash_1', 2000)
    await desk.seen('hash_1', 1500)
    await desk.choose('hash_1', '{"merchant":"mch_b"}')
    assert.deepEqual({ ...await reads.session('hash_1') }, sessionRow('hash_1', { seenAt: 2000, body: '{"merchant":"mch_b"}' }))
    await desk.end('hash_1')
    await desk.seen('hash_1', 3000)
    await desk.choose('hash_1', '{}')
    assert.equal(await reads.session('hash_1'), null)
  })

  test('sessions that are over or idle are forgotten, a few at a time', async () => {
    const { desk, reads } = store()
    await desk.begin(sessionRow('over', { expiresAt: 5000, seenAt: 4900 }))
    await desk.begin(sessionRow('idle', { seenAt: 2000 }))
    await desk.begin(sessionRow('alive', { seenAt: 4900 }))
    assert.deepEqual([await desk.reap(5000, 2000, 1), await desk.reap(5000, 2000, 9), await desk.reap(5000, 2000, 9)], [1, 1, 0])
    assert.deepEqual([await reads.session('over'), await reads.session('idle'), (await reads.session('alive'))?.id], [null, null, 'alive'])
  })

  test('who prepares what is known until it ends, since they began, once per person and dispute, and to its merchant alone', async () => {
    const { desk, reads } = store()
    const seen = async (now: number) => (await reads.preparing(merchantA, now, 9)).map(({ dispute, person, kind, since }) => [dispute, person, kind, since])
    await desk.prepare(preparingRow('1', 'usr_1'))
    await desk.prepare(preparingRow('1', 'usr_2', { since: 2000 }))
    await desk.prepare(preparingRow('1', 'usr_1', { merchant: merchantB }))
    await desk.prepare(preparingRow('1', 'usr_1', { since: 16_000, until: 61_000 }))
    assert.deepEqual(await seen(45_999), [[idOf('1'), 'usr_1', 'accept', 1000], [idOf('1'), 'usr_2', 'accept', 2000]])
    assert.deepEqual([(await seen(60_999)).length, await seen(61_000), (await reads.preparing(merchantA, 0, 1)).length], [1, [], 1])
    await desk.prepare(preparingRow('1', 'usr_1', { since: 17_000, until: 62_000, kind: 'submit' }))
    assert.deepEqual((await seen(60_999))[0], [idOf('1'), 'usr_1', 'submit', 17_000])
    await desk.stopPreparing(merchantA, idOf('1'), 'usr_1')
    await desk.stopPreparing(merchantA, idOf('1'), 'usr_9')
    assert.deepEqual([(await seen(0)).map(([, person]) => person), (await reads.preparing(merchantB, 0, 9)).length], [['usr_2'], 1])
  })

  test('what somebody prepared long ago begins anew, and what else they had open then is forgotten', async () => {
    const { desk, reads } = store()
    await desk.prepare(preparingRow('1', 'usr_1'))
    await desk.prepare(preparingRow('2', 'usr_1'))
    await desk.prepare(preparingRow('2', 'usr_2'))
    await desk.prepare(preparingRow('1', 'usr_1', { since: 90_000, until: 135_000 }))
    assert.deepEqual((await reads.preparing(merchantA, 0, 9)).map(({ dispute, person, since }) => [dispute, person, since]), [[idOf('2'), 'usr_2', 1000], [idOf('1'), 'usr_1', 90_000]])
  })

  test('a person has each name and each place once, twenty at most, and nobody sees another\'s', async () => {
    const [view, seen] = [(row: ReturnType<typeof savedViewRow>) => write({ table: 'saved_view', rows: [row] }), async (merchant: typeof merchantA, person: string) => (await store().reads.savedViews(merchant, person)).map(({ id, name }) => [id, name])]
    await view(savedViewRow('viw_2', 2, { name: 'Large' }))
    await view(savedViewRow('viw_1', 1))
    await assert.rejects(view(savedViewRow('viw_3', 3, { name: 'Large' })), Taken)
    await assert.rejects(view(savedViewRow('viw_3', 2)), Taken)
    await assert.rejects(view(savedViewRow('viw_3', 21)))
    await view(savedViewRow('viw_4', 1, { person: 'usr_2', name: 'Large' }))
    await view(savedViewRow('viw_1', 1, { name: 'Small', filter: 'amount:<10usd' }))
    assert.deepEqual(await seen(merchantA, 'usr_1'), [['viw_1', 'Small'], ['viw_2', 'Large']])
    await write({ remove: 'saved_view', rows: [{ merchant: merchantA, id: 'viw_2' }] })
    assert.deepEqual([await seen(merchantA, 'usr_1'), await seen(merchantA, 'usr_2'), await seen(merchantB, 'usr_1')], [[['viw_1', 'Small']], [['viw_4', 'Large']], []])
  })
}
