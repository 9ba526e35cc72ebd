import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { MerchantId } from '../../../core/ids.ts'
import { checkBehind } from '../../../engine/check-merchant.ts'
import type { OverviewReads } from '../../../engine/store-overview.ts'
import type { Tables } from '../../../engine/store.ts'
import { wireRequest } from '../../../wire/http.ts'
import { items, startNative, textOf, type Json } from '../../../../test/kit/native.ts'

const kit = await startNative()
after(() => kit.close())
const [mill, tea] = [await kit.merchant(), await kit.merchant('Tea House')]
const merchant = mill.id as MerchantId
const { reads } = kit.engine

const strange = '=cmd|\' /C calc\'!A0, "said"\r\nand went'
const ids: string[] = []
for (let turn = 0; turn < 12; turn++) {
  kit.clock.advance(1000)
  ids.push(textOf((await kit.open(mill, { amount: { value: 123456, currency: ['THB', 'JPY', 'KWD'][turn % 3]! }, payment: { order: turn === 0 ? '-1+1' : `A-${turn}` }, story: { text: turn === 0 ? '@SUM(A1)' : 'Never came', customer: 'Ayşe' }, tags: turn === 0 ? ['=1', 'vip'] : [] })).id))
  if (turn % 2) await mill.call('POST', `/v1/disputes/${ids.at(-1)}/accept`, { reason: 'no_proof', note: strange })
}
await kit.open(tea)

async function audited(query: string, limit: number): Promise<Json[]> {
  const found: Json[] = []
  let page = (await mill.call('GET', `/v1/audit?${query}&limit=${limit}`)).body
  for (found.push(...items(page.data)); page.next_cursor; found.push(...items(page.data))) page = (await mill.call('GET', `/v1/audit?${query}&limit=${limit}&cursor=${textOf(page.next_cursor)}`)).body
  return found
}
const names = (events: Json[]): string[] => events.map(({ dispute, seq }) => `${textOf(dispute)} ${String(seq)}`)

test('the record is that of all disputes together, newest first, each event once', async () => {
  const expected = (await Promise.all(ids.map(async id => items((await mill.call('GET', `/v1/disputes/${id}/events?limit=100`)).body.data).map(event => ({ ...event, dispute: id }) as unknown as Json)))).flat()
  const found = await audited('', 3)
  assert.deepEqual(names(found).sort(), names(expected).sort())
  const times = found.map(({ at }) => Date.parse(textOf(at)))
  assert.deepEqual(times, times.toSorted((a, b) => b - a))
  assert.equal((await audited('kind=accepted', 4)).length, 6)
  const actor = textOf((found[0]!.by as Json).id)
  assert.ok((await audited(`actor=${actor}`, 2)).every(({ by }) => textOf(by?.id) === actor))
  assert.deepEqual(await audited('actor=nobody', 2), [])
  const [from, until] = [textOf(found[9]!.at), textOf(found[3]!.at)]
  assert.deepEqual(names(await audited(`since=${from}&until=${until}`, 2)), names(found.filter(({ at }) => textOf(at) >= from && textOf(at) < until)))
})

test('a check goes over every dispute in parts and finds nothing wrong where nothing is', async () => {
  const { body } = await mill.call('GET', '/v1/audit/check')
  assert.deepEqual([body.disputes as unknown, body.events as unknown, items(body.problems), body.next_cursor as unknown], [12, 18, [], null])
  const parts = []
  for (let after: Parameters<typeof checkBehind>[2] = null; ;) {
    const part = await checkBehind(reads, merchant, after, kit.clock.now(), 5)
    parts.push(part.disputes)
    if (!part.next) break
    after = part.next
  }
  assert.deepEqual(parts, [5, 5, 2])
})

/** The store as it would be if somebody had changed rows by hand; each change is seen so many times. */
function changed<T extends 'event' | 'dispute' | 'posting'>(of: T, change: (row: Tables[T]) => Tables[T] | null, times = Infinity): Pick<OverviewReads, 'rowsBehind'> {
  let left = times
  return {
    async *rowsBehind(table, whose, behind) {
      const active = table as string === of && left-- > 0
      for await (const row of reads.rowsBehind(table, whose, behind)) {
        const shown = active ? change(row as unknown as Tables[T]) : row
        if (shown) yield shown as never
      }
    },
  }
}

test('a check finds an event that was changed or taken away, a posting and a row, and names the dispute', async () => {
  const dispute = ids[1]!
  const at = (row: { dispute?: string; id: string }): boolean => (row.dispute ?? row.id) === dispute
  const checks: [Pick<OverviewReads, 'rowsBehind'>, string][] = [
    [changed('event', row => (at(row) && row.seq === 2 ? { ...row, body: row.body.replace('no_proof', 'other') } : row)), 'chain_broken'],
    [changed('event', row => (at(row) && row.seq === 2 ? null : row)), 'chain_head_differs'],
    [changed('posting', row => (row.dispute === dispute ? { ...row, amount: row.amount + 1n } : row)), 'posting_differs'],
    [changed('dispute', row => (at(row) ? { ...row, state: 'won' } : row)), 'dispute_differs'],
  ]
  for (const [store, code] of checks) {
    const { problems } = await checkBehind(store, merchant, null, kit.clock.now(), 500)
    assert.ok(problems.some(problem => problem.code === code && problem.what.length > 0), code)
    assert.ok(problems.every(problem => problem.dispute === dispute && problem.merchant === merchant), code)
  }
})

test('what somebody decides between two reads of a check is no problem', async () => {
  const behind = changed('event', row => (row.dispute === ids[1] && row.seq === 2 ? null : row), 1)
  assert.deepEqual((await checkBehind(behind, merchant, null, kit.clock.now(), 500)).problems, [])
})

/** RFC 4180, read back by other means than it was written. */
function parsed(text: string): string[][] {
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)]
  return cells.reduce<string[][]>((rows, [, quoted, plain, end]) => {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!)
    return end === '\r\n' ? [...rows, []] : rows
  }, [[]]).slice(0, -1)
}

test('the table of disputes has each of a list, amounts with their own digits, and nothing that a spreadsheet runs', async () => {
  const { status, headers, text } = await mill.call('GET', '/v1/export/disputes?order=opened_oldest')
  assert.deepEqual([status, headers['content-type']], [200, 'text/csv; charset=utf-8'])
  assert.match(headers['content-disposition']!, /^attachment; filename="disputes-\d{4}-\d\d-\d\d\.csv"$/)
  const [header, ...rows] = parsed(text)
  const cell = (row: string[], name: string): string => row[header!.indexOf(name)]!
  assert.deepEqual(rows.map(row => cell(row, 'id')), ids)
  assert.deepEqual(rows.slice(0, 3).map(row => `${cell(row, 'amount')} ${cell(row, 'currency')}`), ['1234.56 THB', '123456 JPY', '123.456 KWD'])
  assert.deepEqual([cell(rows[0]!, 'order'), cell(rows[0]!, 'story'), cell(rows[0]!, 'tags'), cell(rows[1]!, 'customer')], ["'-1+1", "'@SUM(A1)", "'=1 vip", 'Ayşe'])
  assert.ok(rows.every(row => row.length === header!.length && row.every(text => !/^[=+@\t\r]/.test(text))))
  assert.equal(parsed((await mill.call('GET', '/v1/export/disputes?state=accepted')).text).length, 7)
})

test('the table of events has each of the record, with the text that was hashed, whole', async () => {
  const [header, ...rows] = parsed((await mill.call('GET', '/v1/export/events?kind=accepted')).text)
  const events = await audited('kind=accepted', 100)
  const cells = rows.map(row => Object.fromEntries(row.map((text, at) => [header![at]!, text])))
  assert.deepEqual(cells.map(({ dispute, seq, hash, stored }) => [dispute, seq, hash, stored]), events.map(({ dispute, seq, hash, stored }) => [dispute, String(seq), hash, stored]))
})

test('a table is read as it is taken: of many pages no more than one at a time', async () => {
  const many = await startNative()
  const whose = await many.merchant()
  const page = 500
  for (let turn = 0; turn < page * 2 + 10; turn++) await many.open(whose, { payment: { id: 'pay_1' } })
  let asked = 0
  const { disputes } = many.engine.reads
  many.engine.reads.disputes = (...args) => (asked++, disputes(...args))
  const answer = await many.handle(wireRequest({ target: '/v1/export/disputes', headers: { authorization: `Bearer ${whose.key}` } }))
  const pieces = (answer.body as AsyncIterable<string>)[Symbol.asyncIterator]()
  const seen: number[] = []
  let rows = -1
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    seen.push(asked)
    rows += next.value.split('\r\n').length - 1
  }
  assert.deepEqual([rows, seen], [page * 2 + 10, [0, 1, 2, 3]])
  await many.close()
})
