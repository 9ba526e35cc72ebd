// A batch is written whole or not at all, only upon what was loaded, and is read back as it was written.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyOf, Taken, TryAgain } from '../engine/store.ts'
import type { Ask, Store, TableName, Write } from '../engine/store.ts'
import type { Suite } from './conformance.ts'
import {
  askOf, credentialRow, disputeOf, eventRow, holderRow, idOf, keyRow, merchantA, merchantB, oneOfEach, opened, paymentRow, postingRow, rowFor,
} from './sample.ts'
import { tableNames, tables } from './tables.ts'

const write = (store: Store, writes: Write[], over: Partial<Ask> = {}): Promise<void> => store.transact([askOf(merchantA, over)], () => writes)

/** Everything there is but the marks, which differ with every batch. */
async function everything(store: Store): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {}
  for (const table of tableNames) if (table !== 'batch') all[table] = await Array.fromAsync(store.scan(table) as AsyncIterable<unknown>)
  return all
}

export const batches: Suite = (store) => {
  test('every field of every table is read back as it was written', async () => {
    const writes = oneOfEach()
    await write(store(), writes)
    const all = await everything(store())
    for (const each of writes) {
      if (!('table' in each)) continue
      const row = each.rows[0] as Record<string, unknown>
      const [found] = (all[each.table] as Record<string, unknown>[]).filter((other) => tables[each.table].key.every((field) => other[field] === row[field]))
      assert.deepEqual({ ...found, bytes: [...((found?.bytes as Uint8Array) ?? [])] }, { ...row, bytes: [...((row.bytes as Uint8Array) ?? [])] }, each.table)
    }
  })

  test('a dispute comes back from its row as it was', async () => {
    await write(store(), opened(rowFor('1')))
    assert.deepEqual(await store().reads.dispute(merchantA, idOf('1')), { dispute: disputeOf('1'), chain: 'chain_1', paymentId: 'pay_1' })
    assert.deepEqual((await store().reads.disputeByTheirs(merchantA, 'omise', 'their_1'))?.dispute, disputeOf('1'))
  })

  test('a batch sees the disputes, payments, answers and revoked credentials that it asks for, and no others', async () => {
    await write(store(), [...opened(rowFor('1'), rowFor('2')), { table: 'payment', rows: [paymentRow('pay_x')] },
      { table: 'idempotency', rows: [keyRow('k1'), keyRow('k2')] },
      { table: 'credential', rows: [credentialRow('live'), credentialRow('gone', { revokedAt: 5 }), credentialRow('old', { expiresAt: 900 })] }])
    let seen: unknown[] = []
    const ask = askOf(merchantA, {
      disputes: [idOf('1'), idOf('9')], payments: ['pay_x', 'pay_y'], keys: [{ principal: 'key_1', key: 'k1' }, { principal: 'key_2', key: 'k2' }],
      credentials: ['live', 'gone', 'old'],
    })
    await store().transact([ask], (loaded) => {
      const { disputes, payments, keys, revoked } = loaded.get(merchantA)!
      seen = [[...disputes.keys()], [...payments.keys()].sort(), [...keys.keys()], [...revoked].sort()]
      return []
    })
    assert.deepEqual(seen, [[idOf('1')], ['pay_1', 'pay_x'], [keyOf('key_1', 'k1')], ['gone', 'old']])
  })

  test('another merchant sees nothing of it', async () => {
    await write(store(), oneOfEach())
    const { reads } = store()
    const empty = [await reads.events(merchantB, idOf('1'), 0, 9), await reads.postings(merchantB, null, null, 9), await reads.postings(merchantB, idOf('1'), null, 9),
      await reads.balances(merchantB), await reads.raws(merchantB, idOf('1'), 9), await reads.credentials(merchantB), await reads.endpoints(merchantB),
      (await reads.disputes(merchantB, {}, 'opened_newest', null, 9)).items]
    assert.deepEqual(empty, empty.map(() => []))
    assert.deepEqual([await reads.dispute(merchantB, idOf('1')), await reads.disputeByTheirs(merchantB, 'omise', 'their_1'), await reads.file(merchantB, 'evd_1'),
      await reads.payment(merchantB, 'pay_1'), await reads.notice(merchantB, 'ntc_1'), await reads.idempotency(merchantB, 'key_1', 'k1')], [null, null, null, null, null, null])
    await store().transact([askOf(merchantB, { disputes: [idOf('1')], payments: ['pay_1'] })], (loaded) => {
      assert.equal(loaded.get(merchantB)!.disputes.size + loaded.get(merchantB)!.payments.size, 0)
      return []
    })
  })

  test('in one transaction each merchant sees its own and nothing of the other', async () => {
    const ofB = { merchant: merchantB, theirId: 'b' }
    await store().transact([askOf(merchantA), askOf(merchantB)], () => [
      ...opened(rowFor('1')), ...opened(rowFor('2', ofB)), { table: 'idempotency', rows: [keyRow('k1'), keyRow('k2', { merchant: merchantB })] },
      { table: 'credential', rows: [credentialRow('c1', { revokedAt: 5 }), credentialRow('c2', { merchant: merchantB, revokedAt: 5 })] }])
    const both = { disputes: [idOf('2'), idOf('1')], payments: ['pay_1', 'pay_2'], keys: ['k1', 'k2'].map((key) => ({ principal: 'key_1', key })), credentials: ['c2', 'c1'] }
    const seen: unknown[] = []
    await store().transact([askOf(merchantB, both), askOf(merchantA, both)], (loaded) => {
      for (const merchant of [merchantA, merchantB]) {
        const { disputes, payments, keys, revoked } = loaded.get(merchant)!
        seen.push([[...disputes.values()].map(({ dispute }) => `${dispute.merchant} ${dispute.id}`), [...payments.keys()], [...keys.keys()], [...revoked]])
      }
      return []
    })
    assert.deepEqual(seen, [
      [['mch_a dsp_1'], ['pay_1'], [keyOf('key_1', 'k1')], ['c1']], [['mch_b dsp_2'], ['pay_2'], [keyOf('key_1', 'k2')], ['c2']],
    ])
  })

  test('balances are added up, within a batch and from batch to batch', async () => {
    const add = (amount: bigint) => ({ merchant: merchantA, dialect: 'omise' as const, account: 'held', currency: 'THB', amount })
    await write(store(), [{ table: 'balance', rows: [add(9007199254740993n), add(-3n)] }, { table: 'balance', rows: [add(1n)] }])
    await write(store(), [{ table: 'balance', rows: [add(10n)] }])
    assert.deepEqual((await store().reads.balances(merchantA)).map(({ amount }) => amount), [9007199254741001n])
  })

  for (const table of tableNames.filter((name) => !['delivery', 'attempt', 'batch'].includes(name))) {
    test(`when the write to ${table} fails, nothing of the batch is there`, async () => {
      const before = await everything(store())
      await assert.rejects(write(store(), oneOfEach().map((each) => broken(each, table))))
      assert.deepEqual(await everything(store()), before)
      await write(store(), oneOfEach())
    })
  }

  test('when the mark of a batch is there already, nothing of the batch is written', async () => {
    const ask = askOf(merchantA)
    assert.equal(await store().settled([ask]), false)
    const before = await everything(store())
    await assert.rejects(store().transact([ask], () => oneOfEach()), TryAgain)
    assert.deepEqual(await everything(store()), before)
  })

  test('a batch that committed is known to have, and one that did not never will', async () => {
    const [done, undone] = [askOf(merchantA), askOf(merchantA)]
    await store().transact([done], () => opened(rowFor('1')))
    assert.deepEqual([await store().settled([done]), await store().settled([undone])], [true, false])
    await assert.rejects(store().transact([undone], () => opened(rowFor('2'))), TryAgain)
  })

  test('a decision that throws writes nothing and hurts nobody after it', async () => {
    await assert.rejects(store().transact([askOf(merchantA)], () => { throw new RangeError('a bug') }), RangeError)
    await write(store(), opened(rowFor('1')))
    assert.notEqual(await store().reads.dispute(merchantA, idOf('1')), null)
  })

  test('a dispute that is no longer at the revision decided upon is not written', async () => {
    await write(store(), opened(rowFor('1')))
    const before = await everything(store())
    await assert.rejects(store().transact([askOf(merchantA, { disputes: [idOf('1')] })], (loaded) => {
      loaded.get(merchantA)!.disputes.get(idOf('1'))!.dispute.revision = 7
      return [{ table: 'dispute', rows: [rowFor('1', { revision: 8 })] }, { table: 'event', rows: [eventRow('dsp_1', 8)] }]
    }), TryAgain)
    assert.deepEqual(await everything(store()), before)
  })

  test('a dispute or payment that was not loaded is only ever written when it is new', async () => {
    await write(store(), opened(rowFor('1')))
    await assert.rejects(write(store(), [{ table: 'dispute', rows: [rowFor('1', { revision: 2, theirId: 'other' })] }]), TryAgain)
    await assert.rejects(write(store(), [{ table: 'payment', rows: [paymentRow('pay_1', { returned: 5n })] }]), TryAgain)
    await store().transact([askOf(merchantA, { disputes: [idOf('1')] })], () => [
      { table: 'dispute', rows: [rowFor('1', { revision: 2 })] }, { table: 'payment', rows: [paymentRow('pay_1', { returned: 5n })] }])
    assert.deepEqual([(await store().reads.dispute(merchantA, idOf('1')))?.dispute.revision, (await store().reads.payment(merchantA, 'pay_1'))?.returned], [2, 5n])
  })

  const twice: [string, Write[]][] = [
    ['an event at a place in the chain', [{ table: 'event', rows: [eventRow('dsp_1', 1, { id: 'evt_other' })] }]],
    ['an answer under a key', [{ table: 'idempotency', rows: [keyRow('k1', { fingerprint: 'other' })] }]],
    ['a posting', [{ table: 'posting', rows: [postingRow('dsp_1', 1, 0)] }]],
  ]
  for (const [what, writes] of twice) {
    test(`${what} is written once`, async () => {
      await write(store(), oneOfEach())
      await assert.rejects(write(store(), writes), TryAgain)
    })
  }

  const once: [string, () => Write[]][] = [
    ['a dispute of a provider\'s', () => opened(rowFor('2', { theirId: 'their_1' }))],
    ['what a caller presents', () => [{ table: 'holder', rows: [holderRow('lookup_1', merchantB)] }]],
  ]
  for (const [what, writes] of once) {
    test(`${what} is there once, and whoever comes later hears that it is taken`, async () => {
      await write(store(), oneOfEach())
      await assert.rejects(write(store(), writes()), Taken)
    })
  }

  test('what was revoked stays revoked, whatever is written over it', async () => {
    const revokedAt = async (): Promise<number | null> => (await store().reads.credentials(merchantA))[0]!.revokedAt
    await write(store(), [{ table: 'credential', rows: [credentialRow('key_1', { revokedAt: 7 })] }])
    await write(store(), [{ table: 'credential', rows: [credentialRow('key_1', { expiresAt: 9 })] }])
    assert.equal(await revokedAt(), 7)
    await write(store(), [{ table: 'credential', rows: [credentialRow('key_1', { revokedAt: 8 }), credentialRow('key_1')] }])
    assert.equal(await revokedAt(), 7)
  })

  test('what is revoked and turned in one batch is revoked', async () => {
    await write(store(), [{ table: 'credential', rows: [credentialRow('key_1'), credentialRow('key_1', { revokedAt: 7 }), credentialRow('key_1', { expiresAt: 9 })] }])
    assert.deepEqual((await store().reads.credentials(merchantA)).map((row) => [row.revokedAt, row.expiresAt]), [[7, 9]])
  })

  test('there is one acceptance per dispute and cycle', async () => {
    await write(store(), [{ table: 'event', rows: [eventRow('dsp_1', 1, { kind: 'accepted' }), eventRow('dsp_1', 2, { kind: 'accepted', cycle: 1 })] }])
    await assert.rejects(write(store(), [{ table: 'event', rows: [eventRow('dsp_1', 3, { kind: 'accepted' })] }]), TryAgain)
  })

  test('two merchants may hold disputes with the same provider\'s id', async () => {
    await write(store(), opened(rowFor('1')))
    await store().transact([askOf(merchantB)], () => opened(rowFor('1', { merchant: merchantB })))
    assert.equal((await store().reads.disputeByTheirs(merchantB, 'omise', 'their_1'))?.dispute.merchant, merchantB)
  })

  const refused: [string, Write[]][] = [
    ['more returned than was captured', [{ table: 'payment', rows: [paymentRow('p', { captured: 10n, refunded: 6n, returned: 5n })] }]],
    ['a posting of nothing', [{ table: 'posting', rows: [postingRow('dsp_1', 1, 0, { amount: 0n })] }]],
    ['a posting from an account to itself', [{ table: 'posting', rows: [postingRow('dsp_1', 1, 0, { toAccount: 'available' })] }]],
    ['an unknown state', opened({ ...rowFor('1'), state: 'done' as never })],
    ['a closed dispute that wakes', opened({ ...rowFor('1'), state: 'won' })],
    ['a deadline that wakes nobody', opened({ ...rowFor('1'), wakeAt: null })],
    ['a dispute without its payment', [{ table: 'dispute', rows: [rowFor('1')] }]],
    ['an event chained to itself', [{ table: 'event', rows: [eventRow('dsp_1', 1, { hash: 'h0' })] }]],
  ]
  for (const [what, writes] of refused) {
    test(`the database itself refuses ${what}`, async () => {
      await assert.rejects(write(store(), writes), (error: Error) => !(error instanceof TryAgain) && /constraint/i.test(error.message))
    })
  }

  test('an override lets a payment give back more than was captured', async () => {
    await write(store(), [{ table: 'payment', rows: [paymentRow('p', { captured: 10n, returned: 11n, overridden: 1 })] }])
    assert.equal((await store().reads.payment(merchantA, 'p'))?.returned, 11n)
  })

  test('of two batches that load one dispute at once, the second sees what the first wrote', async () => {
    await write(store(), opened(rowFor('1')))
    const seen: number[] = []
    const next = () => store().transact([askOf(merchantA, { disputes: [idOf('1')] })], (loaded) => {
      const { revision } = loaded.get(merchantA)!.disputes.get(idOf('1'))!.dispute
      seen.push(revision)
      return [{ table: 'dispute', rows: [rowFor('1', { revision: revision + 1 })] }]
    })
    await Promise.all(Array.from({ length: 8 }, next))
    assert.deepEqual(seen, [1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('what is removed is gone, and only that', async () => {
    await write(store(), oneOfEach())
    await write(store(), [{ table: 'setting', rows: [{ merchant: '', name: 'size', value: 'm' }] }, { remove: 'setting', rows: [{ merchant: '', name: 'colour' }] },
      { remove: 'file', rows: [{ merchant: merchantA, id: 'evd_1' }] }])
    assert.deepEqual([await store().reads.setting('colour'), await store().reads.setting('size'), await store().reads.file(merchantA, 'evd_1')], [null, 'm', null])
  })

  test('events, postings and merchants come in pages', async () => {
    const seqs = [1, 2, 3, 4, 5]
    await write(store(), [{ table: 'event', rows: seqs.map((seq) => eventRow('dsp_1', seq, { act: seq > 3 ? 'act_1' : null })) },
      { table: 'posting', rows: seqs.map((seq) => postingRow('dsp_1', seq, 0)) }])
    const { reads } = store()
    assert.deepEqual((await reads.events(merchantA, idOf('1'), 2, 2)).map(({ seq }) => seq), [3, 4])
    assert.deepEqual((await reads.eventsOfAct(merchantA, 'act_1')).map(({ seq }) => seq), [4, 5])
    const after = { at: 1002, dispute: 'dsp_1', seq: 2, leg: 0 }
    for (const whose of [null, idOf('1')]) assert.deepEqual((await reads.postings(merchantA, whose, after, 2)).map(({ seq }) => seq), [3, 4])
    assert.deepEqual((await reads.merchants(merchantA, 9)).map(({ merchant }) => merchant), [merchantB])
  })

  test('a scan gives every row once, over many pages', async () => {
    await write(store(), [{ table: 'event', rows: Array.from({ length: 2500 }, (_, index) => eventRow(`dsp_${index % 3}`, 1 + Math.floor(index / 3))) }])
    const keys: string[] = []
    for await (const { dispute, seq } of store().scan('event')) keys.push(`${dispute} ${String(seq).padStart(5, '0')}`)
    assert.equal(new Set(keys).size, 2500)
    assert.deepEqual(keys, keys.toSorted())
  })
}

// A row that no table takes: its statement fails, whichever place it has among the others.
function broken(each: Write, table: TableName): Write {
  if (!('table' in each) || each.table !== table) return each
  return { ...each, rows: each.rows.map((row) => ({ ...row, merchant: null })) } as unknown as Write
}
