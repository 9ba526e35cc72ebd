// Counts and logs every request once it is answered: the route's template, never the query, never a header, never a body. What is kept of
// exchanges for their merchant to look at is masked here, and goes nowhere but into the wire log.

import type { DialectName } from '../core/dispute.ts'
import type { Instant } from '../core/time.ts'
import type { Endpoint } from '../wire/contract.ts'
import type { WireHandle, WireRequest, WireResponse } from '../wire/http.ts'
import { inContext, type Context } from './context.ts'
import type { Figures } from './figures.ts'
import type { Log } from './log.ts'
import type { WireLog } from './wire-log.ts'
import { keptBody, keptHeaders, keptPairs, maskedQuery } from './wire-mask.ts'

/** `endpoint` where a contract has it. */
export type Known = { dialect: string; route: string; endpoint?: Endpoint }
export type Watching = {
  /** The template of a path, or a word for all the paths that are nobody's. */
  routeOf(method: string, path: string): Known
  figures: Pick<Figures, 'served'>
  log: Log
  monotonic(): number
  now(): Instant
  wireLog: Pick<WireLog, 'record'>
}

export function observed(handle: WireHandle, { routeOf, figures, log, monotonic, now, wireLog }: Watching): WireHandle {
  const watched: WireHandle = Object.assign(async (request: Parameters<WireHandle>[0]) => {
    const started = monotonic()
    const context: Context = { merchant: null, concerns: null, desk: false }
    const answer = await inContext(context, () => handle(request))
    const known = routeOf(request.method, request.path)
    const { dialect, route } = known
    const ms = monotonic() - started
    figures.served(dialect, route, answer.status, ms)
    const tell = answer.status >= 500 ? log.warn : dialect === 'operations' ? log.debug : log.info
    tell({ status: answer.status, ms: Math.round(ms * 100) / 100, dialect, merchant: context.merchant, path: request.path, request: request.id }, route)
    if (context.concerns && known.endpoint && isShown(context, request, answer, known.endpoint)) wireLog.record(context.concerns, exchangeOf(request, answer, known, known.endpoint, { at: now(), tookMs: ms }))
    return answer
  }, { bodyLimit: handle.bodyLimit })
  return watched
}

/** A desk that is open reads all the time and says again and again who is preparing: that would push out what it is there to show. */
const isShown = ({ desk }: Context, { method }: WireRequest, { status }: WireResponse, { operation }: Endpoint): boolean =>
  !desk || (method !== 'GET' && method !== 'HEAD' && (status >= 400 || !heartbeats.includes(operation)))

const heartbeats = ['prepareDispute', 'stopPreparing']

function exchangeOf({ id, method, path, search, rawHeaders, headers, body }: WireRequest, answer: WireResponse, { dialect, route }: Known, endpoint: Endpoint, when: { at: Instant; tookMs: number }): Parameters<WireLog['record']>[1] {
  return {
    id, ...when, dialect: dialect as DialectName, operation: endpoint.operation, route, method, path: search === '' ? path : path + maskedQuery(search), status: answer.status,
    request: { headers: keptHeaders(rawHeaders), ...keptBody(body, headers.get('content-type'), endpoint.holdsFile === 'request') },
    response: { headers: keptPairs(answer.headers), ...keptBody(answer.body, answer.headers['content-type'], endpoint.holdsFile === 'answer') },
  }
}
