// The last exchanges of each merchant, in memory and nowhere else. What is kept has been masked before it comes here; how much is
// kept has two bounds, a number per merchant and bytes in all, and whoever takes more than their part of the bytes gives up theirs first.

import type { Exchange, Exchanges } from '../dialects/dialect.ts'

export type WireLog = Exchanges & { record(merchant: string, exchange: Omit<Exchange, 'place'>): void }

export const mostExchanges = 500
export const mostBytes = 20_000_000

type Kept = Exchange & { merchant: string; bytes: number; gone: boolean }
type Lane = { kept: Kept[]; from: number; bytes: number }

export function createWireLog(bounds = { exchanges: mostExchanges, bytes: mostBytes }): WireLog {
  const lanes = new Map<string, Lane>()
  let all: Kept[] = []
  let first = 0
  let [place, bytes] = [0, 0]

  const drop = (lane: Lane): void => {
    const oldest = lane.kept[lane.from]!
    oldest.gone = true
    lane.from++
    lane.bytes -= oldest.bytes
    bytes -= oldest.bytes
    if (lane.from === lane.kept.length) lanes.delete(oldest.merchant)
    else if (lane.from > bounds.exchanges) [lane.kept, lane.from] = [lane.kept.slice(lane.from), 0]
  }
  const dropOldest = (): void => {
    while (all[first]!.gone) first++
    drop(lanes.get(all[first]!.merchant)!)
    first++
  }
  const settle = (lane: Lane): void => {
    while (lane.kept.length - lane.from > bounds.exchanges) drop(lane)
    while (bytes > bounds.bytes && lane.bytes > bounds.bytes / lanes.size) drop(lane)
    while (bytes > bounds.bytes) dropOldest()
    if (first * 2 > all.length) [all, first] = [all.slice(first).filter(({ gone }) => !gone), 0]
  }
  const newestFirst = function* (merchant: string): Generator<Kept> {
    const lane = lanes.get(merchant)
    if (lane) for (let at = lane.kept.length - 1; at >= lane.from; at--) yield lane.kept[at]!
  }
  return {
    record(merchant, exchange) {
      const kept: Kept = { ...exchange, merchant, place: ++place, bytes: bytesOf(exchange), gone: false }
      const lane = lanes.get(merchant) ?? { kept: [], from: 0, bytes: 0 }
      lanes.set(merchant, lane)
      lane.kept.push(kept)
      all.push(kept)
      lane.bytes += kept.bytes
      bytes += kept.bytes
      settle(lane)
    },
    list(merchant, fits, before, limit) {
      const found: Exchange[] = []
      for (const kept of newestFirst(merchant)) {
        if ((before !== null && kept.place >= before) || !fits(kept)) continue
        if (found.length === limit) return { items: found, next: found.at(-1)!.place }
        found.push(kept)
      }
      return { items: found, next: null }
    },
    find: (merchant, id) => newestFirst(merchant).find(kept => kept.id === id) ?? null,
  }
}

const overhead = 500

/** Two bytes a character, which is the most that a text takes. */
function bytesOf({ path, request, response }: Omit<Exchange, 'place'>): number {
  const ofSide = ({ headers, body }: Exchange['request']): number => headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0) + (body?.length ?? 0)
  return overhead + 2 * (path.length + ofSide(request) + ofSide(response))
}
