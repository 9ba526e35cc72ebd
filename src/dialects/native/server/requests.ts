// What went over the wire lately, and how the server is.

import type { Exchange, KeptSide, Services, SystemState } from '../../dialect.ts'
import type { WireExchange, WireExchangeWhole, WireSide, WireSystem } from '../contract/desk-requests.ts'
import { instantText } from '../translate.ts'
import { merchantOf, type Call, type Part } from './call.ts'
import { cursorOf, page, placeOf } from './cursor.ts'
import { failure, json } from './reply.ts'

export function requestCalls(services: Services): Part<'listRequests' | 'getRequest' | 'getSystem'> {
  const { exchanges, engine } = services
  return {
    async listRequests(call) {
      const { query, request } = call
      const place = placeOf('requests', 'n', query.cursor)
      if (place === 'invalid') return failure('invalid_cursor')
      const merchant = merchantOf(call)
      const held = query.dispute ? await engine.reads.dispute(merchant, query.dispute) : null
      const names = query.dispute ? [query.dispute, ...(held ? [encodeURIComponent(held.dispute.theirs.id)] : [])] : []
      const { items, next } = exchanges.list(merchant, fitting(query, names), place && Number(place[0]), query.limit)
      return page(services, request, items.map(toWireExchange), next === null ? null : cursorOf('requests', [next]))
    },
    getRequest(call) {
      const exchange = exchanges.find(merchantOf(call), call.params.id)
      return exchange ? json(200, { ...toWireExchange(exchange), request: toWireSide(exchange.request), response: toWireSide(exchange.response) } satisfies WireExchangeWhole) : failure('request_not_found')
    },
    getSystem: async () => json(200, toWireSystem(await services.system())),
  }
}

/** `names`: any of them stands in the path. */
function fitting({ dialect, status, method, path }: Call<'listRequests'>['query'], names: readonly string[]): (exchange: Exchange) => boolean {
  const part = path?.toLowerCase()
  return one => (!dialect || one.dialect === dialect) && (!status || `${one.status}`[0] === status[0]) && (!method || one.method === method)
    && (part === undefined || one.path.toLowerCase().includes(part)) && (names.length === 0 || names.some(name => partsOf(one.path).includes(name)))
}

const partsOf = (path: string): string[] => path.split(/[/?&=]/)

const toWireExchange = ({ id, at, dialect, operation, route, method, path, status, tookMs }: Exchange): WireExchange =>
  ({ id, at: instantText(at), dialect, operation, route, method, path, status, took_ms: hundredths(tookMs) })

const toWireSide = ({ headers, body, size, sha256, kept }: KeptSide): WireSide => ({ headers: headers.map(([name, value]) => ({ name, value })), body, size, sha256, kept })

const hundredths = (ms: number): number => Math.round(ms * 100) / 100

const backups: Record<SystemState['store']['kind'], string> = {
  sqlite: 'Copy the file with `parley backup`, while the server runs; a plain copy of the file may be torn.',
  postgres: 'Use the database\'s own tools: base backups with archived logs, or pg_dump.',
}

function toWireSystem(state: SystemState): WireSystem {
  const { version, mode, node, startedAt, realNow, now, jumpedMs, store, loopDelayMs, waiting, memoryBytes, workers } = state
  const age = (since: number | null): number => (since === null ? 0 : Math.max(0, Math.round((now - since) / 1000)))
  return {
    version, mode, node, started_at: instantText(startedAt), uptime_seconds: Math.max(0, Math.round((realNow - startedAt) / 1000)), store,
    clock: { now: instantText(now), real: instantText(realNow), jumped_seconds: Math.round(jumpedMs / 1000) },
    outbox: { oldest_unsequenced_seconds: age(state.oldestUnsequenced), oldest_delivery_seconds: age(state.oldestDelivery) },
    bridge: { oldest_unknown_seconds: age(state.oldestUnknown) }, loop: { delay_ms: hundredths(loopDelayMs), commands_waiting: waiting }, memory_bytes: memoryBytes, workers, backup: backups[store.kind],
  }
}
