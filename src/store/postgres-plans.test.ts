// What PostgreSQL chooses to do for a merchant that grew since statistics were last taken: its rows are found by the index made for the
// question, never by reading all that the merchant has.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { freshDatabase, postgresForTests } from '../../test/kit/postgres.ts'
import { askedBy, atHome } from './everything.ts'
import { openStore } from './open.ts'
import { askOf, merchantA, merchantB, merchantRow, opened, rowFor } from './sample.ts'

const server = await postgresForTests()

if ('absent' in server) test('plans of PostgreSQL', { skip: server.absent }, () => undefined)
else {
  const { url, drop } = await freshDatabase(server.url)
  const client = new pg.Client({ connectionString: url, options: '-c search_path=parley' })
  before(async () => {
    const store = await openStore(url, { sandbox: true })
    await store.transact([askOf(merchantA)], () => [{ table: 'merchant', rows: [merchantRow(merchantA), merchantRow(merchantB)] }, ...opened(rowFor('first'))])
    await store.close()
    await client.connect()
    await grow(merchantA)
    await client.query('analyze')
    await grow(merchantB)
  })
  after(async () => {
    await client.end()
    await drop()
    await server.stop()
  })

  const grow = async (merchant: string): Promise<void> => {
    await disputes(merchant, 5_000)
    await events(merchant, 5_000)
    await postings(merchant, 5_000)
    await upstream(merchant, 5_000)
  }
  const disputes = async (merchant: string, count: number): Promise<void> => {
    await client.query(`insert into payment select (jsonb_populate_record(p, jsonb_build_object('merchant', $1::text, 'id', 'pay_' || n))).* from payment p, generate_series(1, $2::int) n where p.id = 'pay_first'`, [merchant, count])
    await client.query(`insert into dispute select (jsonb_populate_record(d, jsonb_build_object('merchant', $1::text, 'id', 'dsp_' || n, 'payment', 'pay_' || n, 'their_id', repeat(md5(n || $1), 3)))).*
      from dispute d, generate_series(1, $2::int) n where d.id = 'dsp_first'`, [merchant, count])
  }
  const upstream = (merchant: string, count: number): Promise<unknown> => client.query(
    `insert into dispute select (jsonb_populate_record(d, jsonb_build_object('merchant', $1::text, 'id', 'dsp_far' || n, 'payment', 'pay_' || n, 'their_id', 'far' || n, 'home', 'con_1',
      'state', case n % 500 when 0 then 'under_review' else 'won' end, 'wake_at', null, 'opened_at', n, 'updated_at', n + 9))).* from dispute d, generate_series(1, $2::int) n where d.id = 'dsp_first' and d.merchant = $3`, [merchant, count, merchantA])
  const events = (merchant: string, count: number): Promise<unknown> => client.query(
    `insert into event (merchant, dispute, seq, id, kind, cycle, at, body, prev, hash) select $1, 'dsp_' || n / 2, 1 + n % 2, 'evt_' || n, 'opened', 0, n, '{}', 'h' || n, 'i' || n from generate_series(1, $2::int) n`, [merchant, count])
  const postings = (merchant: string, count: number): Promise<unknown> => client.query(
    `insert into posting (merchant, dispute, seq, leg, code, dialect, from_account, to_account, currency, amount, at) select $1, 'dsp_' || n / 2, 1 + n % 2, 1, 'hold', 'omise', 'available', 'held', 'THB', 1, n from generate_series(1, $2::int) n`, [merchant, count])

  const questions: [string, string, string][] = [
    ['a dispute by its id', `select * from dispute t where t.merchant = 'mch_b' and t.id = 'dsp_77'`, 'dispute_pkey'],
    ["a dispute by its provider's id", `select * from dispute t where t.merchant = 'mch_b' and t.dialect = 'omise' and t.their_id = repeat(md5('77mch_b'), 3)`, 'dispute_theirs_once'],
    ['the events of a dispute', `select * from event t where t.merchant = 'mch_b' and t.dispute = 'dsp_77' and t.seq > 0 order by t.seq limit 100`, 'event_pkey'],
    ['the postings of a dispute', `select * from posting t where t.merchant = 'mch_b' and t.dispute = 'dsp_77' order by t.seq, t.leg limit 100`, 'posting_pkey'],
    ['what happened at a merchant, by time', `select * from event t where t.merchant = 'mch_b' order by t.at desc, t.dispute desc, t.seq desc limit 50`, 'event_at'],
  ]
  for (const [what, sql, index] of questions) test(`${what}: its own index, also for a merchant that the statistics do not know`, () => finds(sql, [], [index]))
  for (const [what, question, indexes] of atHome) {
    test(`${what}: its own index, also for a merchant that the statistics do not know`, async () => {
      for (const { sql, params } of await askedBy(reads => question(reads, merchantB))) await finds(sql, params, indexes)
    })
  }

  async function finds(sql: string, params: readonly unknown[], indexes: string[]): Promise<void> {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: object }] }>(`explain (analyze, format json) ${sql}`, [...params])
    const plan = JSON.stringify(rows[0]!['QUERY PLAN'][0].Plan)
    assert.deepEqual([...plan.matchAll(/"Index Name":"(\w+)"/g)].map(([, name]) => name).sort(), indexes)
    assert.doesNotMatch(plan, /Seq Scan|Rows Removed by Filter/)
  }

  test('statistics of merchants are taken of no table', async () => {
    const { rows } = await client.query(`select attrelid::regclass::text as name from pg_attribute join pg_class on pg_class.oid = attrelid
      where relkind = 'r' and relnamespace = 'parley'::regnamespace and attname = 'merchant' and attstattarget is distinct from 0`)
    assert.deepEqual(rows, [])
  })
}
