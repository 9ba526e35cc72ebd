// Every query that a store can be asked, once: for the test that none of them walks a whole table.

import type { DisputeFilter, Store, TableName } from '../engine/store.ts'
import { makeBridgeQueue } from './bridge-queue.ts'
import { makeDeskQueue } from './desk.ts'
import { makeQueue } from './queue.ts'
import { makeReads } from './reads.ts'
import { idOf, merchantA, attemptRow, preparingRow } from './sample.ts'
import { scan } from './scan.ts'
import type { Query } from './sql.ts'
import { tableNames } from './tables.ts'

const filters: DisputeFilter[] = [
  {}, { open: true }, { open: false, text: 'x', currency: 'THB' }, { states: ['won'] }, { states: ['won', 'lost'], dueBefore: 5 }, { payment: 'pay_1' },
  { theirId: 'their_1' }, { theirId: 'their_1', dialects: ['omise'] }, { openedAfter: 1, openedBefore: 9 }, { evidence: true }, { unknown: true, open: true }, { dueAfter: 1, dueBefore: 9 }, { owner: 'usr_1' }, { owner: null }, { snoozed: { at: 5, is: true } }, { states: ['needs_response'], snoozed: { at: 5, is: false } },
]

export async function askEverything(query: Query): Promise<void> {
  const reads = makeReads(query)
  const queue = makeQueue({ transaction: (work) => work(query), alone: async () => undefined })
  await askForDisputes(reads)
  for (const table of tableNames) for await (const _ of scan(query, table)) break
  const { dispute, merchant, name } = { dispute: idOf('1'), merchant: merchantA, name: 'ntc_1' }
  await Promise.all([
    reads.dispute(merchant, dispute), reads.disputeByTheirs(merchant, 'omise', 'x'), reads.events(merchant, dispute, 0, 9), reads.eventsOfAct(merchant, 'a'),
    reads.postings(merchant, null, null, 9), reads.postings(merchant, null, { at: 1, dispute, seq: 1, leg: 0 }, 9), reads.postings(merchant, dispute, null, 9),
    reads.balances(merchant), reads.payment(merchant, 'p'), reads.raws(merchant, dispute, 9), reads.file(merchant, 'f'), reads.merchants('', 9),
    reads.merchant(merchant), reads.credentialsByLookup('x'), reads.credentials(merchant), reads.endpoints(merchant), reads.stream(merchant, 0n, 9),
    reads.notices(merchant, {}, null, 9), reads.notices(merchant, { dispute }, 9n, 9), reads.notices(merchant, { state: 'pending' }, null, 9),
    reads.notices(merchant, { state: 'delivered' }, null, 9), reads.notice(merchant, name), reads.deliveries(merchant, name), reads.idempotency(merchant, 'p', 'k'),
    reads.setting('x'), reads.due(5, 9), reads.nextWake(), reads.nextDelivery(), reads.figures(5),
  ])
  await Promise.all([
    reads.connections(merchant), reads.connectionById('con_1'), reads.poll(merchant, 'con_1'), reads.words(merchant, 'con_1', 9), reads.twin(merchant, 'omise', 'x'), reads.errand(merchant, 'act_1'),
    reads.errandsOf(merchant, 'con_1', 9), reads.askings(merchant, 'act_1'), reads.errandsOfActs(merchant, ['act_1', 'act_2']), reads.lastAskings(merchant, ['act_1', 'act_2']), reads.livesAt(merchant, 'con_1', true), reads.livesAt(merchant, 'con_1', false),
    reads.openAt(merchant, 'con_1', null, 9), reads.openAt(merchant, 'con_1', { value: 5, id: 'dsp_5' }, 9), reads.nextErrand(), reads.nextPoll(), reads.bridgeFigures(),
  ])
  await Promise.all([reads.persons(merchant), reads.person(merchant, 'usr_1'), reads.personsByLookup('x'), reads.session('x'), reads.preparing(merchant, 5, 9), reads.savedViews(merchant, 'usr_1')])
  const desk = makeDeskQueue({ transaction: (work) => work(query) })
  await desk.seen('x', 5)
  await desk.choose('x', '{}')
  await desk.end('x')
  await desk.reap(5, 4, 9)
  await desk.prepare(preparingRow('1', 'usr_1', { until: 2000 }))
  await desk.stopPreparing(merchant, dispute, 'usr_1')
  await Promise.all([
    reads.openTotals(merchant, { now: 4, today: 5, soon: 9 }, 9), reads.dueTotals(merchant, 9), reads.unknownTotals(merchant, 9), reads.endedTotals(merchant, 5, 9), reads.postedTotals(merchant, 5, 9, 9),
    ...[{}, { since: 1, until: 9 }, { kinds: ['accepted' as const], actor: 'key_1', since: 1 }]
      .flatMap((filter) => [null, { at: 5, dispute, seq: 1 }].map((after) => reads.audit(merchant, filter, after, 9))),
  ])
  for (const after of [null, dispute]) for (const table of ['dispute', 'event', 'posting'] as const) for await (const _ of reads.rowsBehind(table, merchant, after)) break
  const bridge = makeBridgeQueue({ transaction: (work) => work(query), alone: async () => undefined })
  await bridge.claimErrands(5000, 6000, 10, { perConnection: 2, perProvider: 4 })
  await bridge.hurryErrand(merchant, 'a', 5)
  await bridge.claimPolls(5000, 6000, 10, 4)
  await bridge.keepPolls([{ merchant, connection: 'con_1', fence: 9 }, { merchant, connection: 'con_2', fence: 9 }], 5000, 6000)
  await bridge.movePoll({ merchant, connection: 'con_1', fence: 9 }, { dueAt: 5 })
  await bridge.hurryPoll(merchant, 'con_1', 5)
  await queue.claim(5000, 6000, 10, 2, 5)
  await queue.resend(merchant, name, 5)
  await queue.reap(1, 1, 9)
  await queue.settle({ merchant, id: 'dlv', fence: 9 } as never, { state: 'pending', dueAt: 1, attempt: attemptRow('dlv', 1) })
}

async function askForDisputes(reads: Store['reads']): Promise<void> {
  for (const filter of filters) {
    await reads.countDisputes(merchantA, filter, 9)
    for (const order of ['deadline', 'opened_newest', 'opened_oldest'] as const) {
      for (const after of [null, { value: 5, id: 'dsp_5' }]) await reads.disputes(merchantA, filter, order, after, 3)
    }
  }
}

/** What is asked again and again of a connection that may have had very many disputes, and the indexes that answer it. */
export const atHome: [string, (reads: Store['reads'], merchant: typeof merchantA) => Promise<unknown>, string[]][] = [
  ['the first page of what is open at a connection', (reads, merchant) => reads.openAt(merchant, 'con_1', null, 3), ['dispute_open_at_home']],
  ['a later page of what is open at a connection', (reads, merchant) => reads.openAt(merchant, 'con_1', { value: 1_500, id: 'dsp_far1500' }, 3), ['dispute_open_at_home']],
  ['whether anything is open at a connection', (reads, merchant) => reads.livesAt(merchant, 'con_1', true), ['dispute_open_at_home']],
]

/** What a question to the store asks its database: the SQL and its parameters. */
export async function askedBy(question: (reads: Store['reads']) => Promise<unknown>): Promise<{ sql: string; params: readonly unknown[] }[]> {
  const asked: { sql: string; params: readonly unknown[] }[] = []
  await question(makeReads(async (sql, params = []) => { asked.push({ sql, params }); return [] }))
  return asked
}

/** Tables that grow with what merchants do; the others hold a handful of rows per merchant. */
export const growing: TableName[] = ['dispute', 'event', 'posting', 'notice', 'delivery', 'attempt', 'idempotency', 'payment', 'raw', 'file', 'batch']
