// The one handle of an app: its pages and its dialects on one origin, each request counted and logged.

import type { WireHandle } from '../wire/http.ts'
import type { App } from './app.ts'
import { observed } from './observe.ts'
import { pagesOf } from './pages.ts'
import { originOf, routeTeller } from './routes.ts'
import { servicesOf } from './services.ts'

export function handleOf(app: App, closing: AbortSignal): WireHandle {
  const pages = pagesOf(app, closing)
  const { desk, dialects, figures, gate, log, engine, wireLog, world: { monotonic } } = app
  return observed(originOf(dialects, servicesOf(app, closing), pages, desk.handle, gate), { routeOf: routeTeller(dialects, pages), figures, log, monotonic, wireLog, now: engine.world.now })
}
