import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DialectName } from '../core/dispute.ts'
import type { MerchantId } from '../core/ids.ts'
import { createWireLog, type WireLog } from './wire-log.ts'

const [mill, tea] = ['mch_mill', 'mch_tea'] as MerchantId[] as [MerchantId, MerchantId]
const any = (): boolean => true
const side = (body: string | null = null) => ({ headers: [], body, size: 0, sha256: null, kept: 'whole' }) as const

function record(log: WireLog, merchant: MerchantId, id: string, { dialect = 'native' as DialectName, body = '' } = {}): void {
  log.record(merchant, { id, at: 1, dialect, operation: 'x', route: 'GET /x', method: 'GET', path: '/x', status: 200, tookMs: 1, request: side(), response: side(body) })
}
const ids = (log: WireLog, merchant: MerchantId, limit = 1000): string[] => log.list(merchant, any, null, limit).items.map(({ id }) => id)

test('a merchant\'s exchanges come newest first, in pages that miss and repeat none, and nobody sees another\'s', () => {
  const log = createWireLog()
  for (let turn = 1; turn <= 7; turn++) record(log, turn === 4 ? tea : mill, `r${turn}`, { dialect: turn % 2 ? 'omise' : 'native' })
  const pages: string[][] = []
  for (let before: number | null = null; ;) {
    const { items, next } = log.list(mill, any, before, 2)
    pages.push(items.map(({ id }) => id))
    if (next === null) break
    before = next
  }
  assert.deepEqual(pages, [['r7', 'r6'], ['r5', 'r3'], ['r2', 'r1']])
  assert.deepEqual(log.list(mill, ({ dialect }) => dialect === 'omise', null, 9).items.map(({ id }) => id), ['r7', 'r5', 'r3', 'r1'])
  assert.deepEqual([ids(log, tea), log.find(mill, 'r4'), log.find(tea, 'r4')?.id, ids(log, 'mch_nobody' as MerchantId)], [['r4'], null, 'r4', []])
})

test('of each merchant only so many are kept, the newest', () => {
  const log = createWireLog({ exchanges: 5, bytes: 1e9 })
  for (let turn = 0; turn < 100; turn++) record(log, mill, `m${turn}`)
  record(log, tea, 't')
  assert.deepEqual([ids(log, mill), ids(log, tea)], [['m99', 'm98', 'm97', 'm96', 'm95'], ['t']])
})

test('all together never take more than their bytes, and who takes most gives up first', () => {
  const log = createWireLog({ exchanges: 500, bytes: 100_000 })
  record(log, tea, 't', { body: 'x'.repeat(10_000) })
  for (let turn = 0; turn < 300; turn++) record(log, mill, `m${turn}`, { body: 'x'.repeat(10_000) })
  const bytes = (...merchants: MerchantId[]): number => merchants.flatMap(each => log.list(each, any, null, 999).items).reduce((sum, { response }) => sum + 2 * response.body!.length, 0)
  assert.ok(bytes(mill, tea) <= 100_000)
  assert.deepEqual([ids(log, tea), ids(log, mill)[0]], [['t'], 'm299'])
  const late = ['mch_a', 'mch_b', 'mch_c'] as MerchantId[]
  for (const each of late) record(log, each, each, { body: 'x'.repeat(10_000) })
  assert.ok(bytes(mill, tea, ...late) <= 100_000)
  assert.deepEqual(late.map(each => ids(log, each)), late.map(each => [each]))
  record(log, mill, 'huge', { body: 'x'.repeat(60_000) })
  assert.equal(log.find(mill, 'huge'), null, 'what alone is too much is not kept')
})

test('what goes and comes for long is always the newest, in any mixture of merchants and sizes', () => {
  const bounds = { exchanges: 7, bytes: 30_000 }
  const log = createWireLog(bounds)
  const merchants = Array.from({ length: 5 }, (_, index) => `mch_${index}` as MerchantId)
  const sent = new Map<MerchantId, string[]>(merchants.map(merchant => [merchant, []]))
  for (let turn = 0; turn < 3000; turn++) {
    const merchant = merchants[(turn * 7919 + (turn >> 3)) % merchants.length]!
    record(log, merchant, `r${turn}`, { body: 'x'.repeat((turn * 104729) % 3000) })
    sent.get(merchant)!.unshift(`r${turn}`)
    if (turn % 50 !== 0) continue
    for (const each of merchants) {
      const kept = ids(log, each)
      assert.ok(kept.length <= bounds.exchanges)
      assert.deepEqual(kept, sent.get(each)!.slice(0, kept.length), `turn ${turn}`)
    }
  }
})
