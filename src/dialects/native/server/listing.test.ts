import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { items, startNative, textOf, type Json } from '../../../../test/kit/native.ts'
import { cursorOf } from './cursor.ts'

const kit = await startNative()
after(() => kit.close())
const mill = await kit.merchant()
const baht = (value: number) => ({ amount: { value, currency: 'THB' } })
const day = 86_400_000

const ids: Record<string, string> = {}
for (const [name, more] of Object.entries({
  early: { ...baht(100), respond_in: 'P1D', reason: 'fraud', payment: { order: 'A-1', id: 'pay_a' } },
  late: { ...baht(300), respond_in: 'P9D', reason: 'duplicate', story: { text: 'Twice!', customer: 'Ayşe Demir' } },
  omise: { ...baht(200), dialect: 'omise', respond_in: 'P5D', theirs: { id: 'dspt_test_1' } },
  inquiry: { ...baht(50), phase: 'inquiry', respond_in: 'P3D', tags: ['vip'] },
  yen: { amount: { value: 12000, currency: 'JPY' }, respond_in: 'P7D' },
})) {
  kit.clock.advance(1000)
  ids[name] = textOf((await kit.open(mill, more)).id)
}
kit.clock.advance(1000)
await mill.call('POST', `/v1/disputes/${ids.late}/accept`, { reason: 'no_proof' })

const named = (rows: Json[]) => rows.map(row => Object.keys(ids).find(name => ids[name] === textOf(row.id)))
const list = async (query: string) => named(items((await mill.call('GET', `/v1/disputes${query}`)).body.data))
const code = async (path: string) => textOf((await mill.call('GET', path)).body.code)

test('without a filter all come, the newest first; the queue comes by deadline', async () => {
  assert.deepEqual(await list(''), ['yen', 'inquiry', 'omise', 'late', 'early'])
  assert.deepEqual(await list('?open=true'), ['early', 'inquiry', 'omise', 'yen'])
  assert.deepEqual(await list('?state=needs_response'), ['early', 'inquiry', 'omise', 'yen'])
  assert.deepEqual(await list('?open=false'), ['late'])
  assert.deepEqual(await list('?order=opened_oldest'), ['early', 'late', 'omise', 'inquiry', 'yen'])
})

test('each filter keeps what it says', async () => {
  assert.deepEqual(await list('?state=accepted,won'), ['late'])
  assert.deepEqual(await list('?dialect=omise'), ['omise'])
  assert.deepEqual(await list('?phase=inquiry'), ['inquiry'])
  assert.deepEqual(await list('?reason=fraud,duplicate'), ['late', 'early'])
  assert.deepEqual(await list('?currency=JPY'), ['yen'])
  assert.deepEqual(await list('?currency=THB&amount_min=100&amount_max=200'), ['omise', 'early'])
  assert.deepEqual(await list('?their_id=dspt_test_1'), ['omise'])
  const inFourDays = new Date(kit.clock.now() + 4 * day).toISOString()
  assert.deepEqual(await list(`?open=true&due_before=${inFourDays}`), ['early', 'inquiry'])
  assert.deepEqual(await list(`?open=true&due_after=${inFourDays}`), ['omise', 'yen'])
})

test('text is found in ids, orders, payments, customers and tags, whatever its case', async () => {
  assert.deepEqual(await list('?text=A-1'), ['early'])
  assert.deepEqual(await list('?text=PAY_A'), ['early'])
  assert.deepEqual(await list(`?text=${encodeURIComponent('ayşe')}`), ['late'])
  assert.deepEqual(await list('?text=vip'), ['inquiry'])
  assert.deepEqual(await list('?text=%25'), [])
  assert.deepEqual(await list('?text=_'.concat('zz')), [])
})

test('pages join without a gap or a repetition, by cursor and by link', async () => {
  const seen: Json[] = []
  for (let path: string | null = '/v1/disputes?limit=2&order=opened_newest'; path;) {
    const { body, headers } = await mill.call('GET', path)
    seen.push(...items(body.data))
    assert.equal(body.next_cursor === null, headers.link === undefined)
    path = headers.link ? /^<(\/v1\/disputes\?[^>]+)>; rel="next"$/.exec(headers.link)![1]! : null
  }
  assert.deepEqual(named(seen), await list('?order=opened_newest'))
})

test('every other list pages too', async () => {
  await kit.app.workers.runOnceAll(kit.clock.now())
  for (const path of ['/v1/postings', '/v1/notices', `/v1/disputes/${ids.late}/events`, `/v1/disputes/${ids.late}/postings`]) {
    const whole = items((await mill.call('GET', `${path}?limit=100`)).body.data)
    const paged: Json[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await mill.call('GET', `${path}?limit=1${cursor && `&cursor=${cursor}`}`)
      paged.push(...items(body.data))
      cursor = body.next_cursor as unknown as string | null
    }
    assert.ok(whole.length > 1)
    assert.deepEqual(paged, whole, path)
  }
})

test('postings are listed of a period too: from its first moment on, and before its end', async () => {
  const all = items((await mill.call('GET', '/v1/postings?limit=100')).body.data)
  const times = [...new Set(all.map(({ at }) => textOf(at)))]
  const [since, until] = [times[1]!, times.at(-1)!]
  assert.ok(times.length > 2)
  const within = all.filter(({ at }) => textOf(at) >= since && textOf(at) < until)
  const period = `since=${since}&until=${until}`
  const paged: Json[] = []
  for (let cursor = ''; ;) {
    const { body } = await mill.call('GET', `/v1/postings?limit=1&${period}${cursor}`)
    paged.push(...items(body.data))
    if (body.next_cursor === null) break
    cursor = `&cursor=${textOf(body.next_cursor)}`
  }
  assert.deepEqual(paged, within)
  assert.deepEqual(items((await mill.call('GET', `/v1/postings?since=${until}&until=${since}`)).body.data), [])
  assert.equal(await code('/v1/postings?since=yesterday'), 'invalid_query')
})

test('a cursor that another list made, or nobody, is refused', async () => {
  const events = cursorOf('events', [1])
  for (const cursor of ['nonsense', '%20', 'bnVsbA', 'e30', 'W10', events, cursorOf('disputes deadline', [1, 'x']), cursorOf('disputes opened_newest', ['1', 'x']), cursorOf('disputes opened_newest', [1.5, 'x']), 'x'.repeat(400)]) {
    assert.equal(await code(`/v1/disputes?order=opened_newest&cursor=${cursor}`), 'invalid_cursor', cursor)
  }
  assert.equal(await code(`/v1/notices?cursor=${cursorOf('notices', ['1; drop'])}`), 'invalid_cursor')
})

test('a query that does not fit is refused, and its fields are named', async () => {
  for (const query of ['limit=0', 'limit=101', 'limit=-1', 'limit=1e9', 'limit=NaN', 'limit=1.5', 'offset=1', 'state=open', 'state=', 'state=won,', 'open=yes', 'currency=XXX',
    'amount_min=1.5&currency=THB', 'amount_min=-1&currency=THB', 'amount_min=99999999999999999999&currency=THB', 'due_before=tomorrow', 'due_before=2025-02-30T00:00:00Z', 'due_before=2026-01-01T00:00:00',
    'limit=1&limit=2', 'state[]=won', 'text=', `text=${'x'.repeat(201)}`, 'text=%00', 'text=%ff', 'order=random']) {
    const { status, body } = await mill.call('GET', `/v1/disputes?${query}`)
    assert.deepEqual([status, textOf(body.code)], [400, 'invalid_query'], query)
  }
  assert.equal(await code('/v1/disputes?amount_min=1'), 'amount_not_filterable')
  assert.equal(await code(`/v1/disputes?${Array.from({ length: 10_000 }, (_, at) => `a${at}=1`).join('&')}`), 'invalid_query')
})

test('a balance beyond what a number keeps is printed exactly', async () => {
  const rich = await kit.merchant('Rich')
  for (const less of [0, 0, 2]) await kit.open(rich, baht(Number.MAX_SAFE_INTEGER - less))
  assert.match((await rich.call('GET', '/v1/balances')).text, /"value":27021597764222971,/)
})

test('currencies keep their own digits: minor units go in and come out as they are', async () => {
  for (const [currency, value] of [['JPY', 120], ['KWD', 120_000], ['CLF', 1_200_000], ['HUF', 12_000]] as const) {
    const { amount } = await kit.open(mill, { amount: { value, currency } })
    assert.deepEqual(amount, { value, currency })
  }
})

test('an event proves itself by its hash', async () => {
  const { createHash } = await import('node:crypto')
  const events = items((await mill.call('GET', `/v1/disputes/${ids.late}/events`)).body.data)
  events.forEach((event, at) => {
    assert.equal(textOf(event.prev), at === 0 ? '' : textOf(events[at - 1]!.hash))
    const text = [event.prev, mill.id, ids.late, event.seq, event.stored].join('\n')
    assert.equal(textOf(event.hash), createHash('sha256').update(text).digest('hex'))
  })
})
