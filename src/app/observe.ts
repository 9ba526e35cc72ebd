// Counts and logs every request once it is answered: the route's template, never the query, never a header, never a body.

import type { WireHandle } from '../wire/http.ts'
import { inContext, type Context } from './context.ts'
import type { Figures } from './figures.ts'
import type { Log } from './log.ts'

export type Known = { dialect: string; route: string }
export type Watching = {
  /** The template of a path, or a word for all the paths that are nobody's. */
  routeOf(method: string, path: string): Known
  figures: Pick<Figures, 'served'>
  log: Log
  monotonic(): number
}

export function observed(handle: WireHandle, { routeOf, figures, log, monotonic }: Watching): WireHandle {
  const watched: WireHandle = Object.assign(async (request: Parameters<WireHandle>[0]) => {
    const started = monotonic()
    const context: Context = { merchant: null }
    const answer = await inContext(context, () => handle(request))
    const { dialect, route } = routeOf(request.method, request.path)
    const ms = monotonic() - started
    figures.served(dialect, route, answer.status, ms)
    const tell = answer.status >= 500 ? log.warn : dialect === 'operations' ? log.debug : log.info
    tell({ status: answer.status, ms: Math.round(ms * 100) / 100, dialect, merchant: context.merchant, path: request.path, request: request.id }, route)
    return answer
  }, { bodyLimit: handle.bodyLimit })
  return watched
}
