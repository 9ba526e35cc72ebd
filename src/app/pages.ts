// What operators and readers get beside the dialects: health, figures, OpenAPI and the documentation. Nothing here changes anything,
// and no page runs a script.

import { dialects } from '../dialects/index.ts'
import { jsonResponse, type WireRequest, type WireResponse } from '../wire/http.ts'
import type { App } from './app.ts'
import { healthOf } from './health.ts'
import type { Pages } from './routes.ts'
import { version } from './version.ts'

export function pagesOf(app: App, closing: AbortSignal): Pages {
  const { store, engine, world, config, figures } = app
  const health = healthOf({ store, engine, world, now: engine.world.now, mode: config.mode, version, isStopping: () => closing.aborted })
  const served = Object.values(dialects).flatMap(({ name, contract }) => (contract ? [{ name, contract }] : []))
  const printed = Object.fromEntries(served.map(({ name }) => [`/openapi/${name}.json`, (request: WireRequest) => openapi(name, request, config.publicUrl)]))
  return {
    '/healthz': health.alive,
    '/readyz': health.ready,
    '/metrics': async () => ({ status: 200, headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' }, body: await figures.metrics.text() }),
    '/openapi.json': request => openapi('native', request, config.publicUrl),
    ...printed,
    '/': () => text(`Parley ${version} (${config.mode})\n\nAPI            /v1\nDocumentation  /docs\nOpenAPI        /openapi.json\nHealth         /healthz /readyz /metrics\n`),
    '/docs': request => docs(request, config.publicUrl),
    '/docs/style.css': async () => ({ status: 200, headers: { 'content-type': 'text/css; charset=utf-8', ...safeHeaders }, body: (await documents()).referenceCss }),
    '/docs/problems': async () => html((await documents()).problemIndex()),
    '/docs/problems/*': async request => {
      const page = (await documents()).problemPage(request.path.slice('/docs/problems/'.length))
      return page === null ? { ...text('There is no such problem. All of them are listed at /docs/problems.\n'), status: 404 } : html(page)
    },
  }
}

/** Loaded when somebody reads, so that a start does not wait for it. */
const documents = () => import('./documents.ts')

async function openapi(name: keyof typeof dialects, request: WireRequest, publicUrl: string | null): Promise<WireResponse> {
  const { openapiText } = await documents()
  return { ...jsonResponse(200, null), body: openapiText(dialects[name].contract!, originOf(request, publicUrl)) }
}

async function docs(request: WireRequest, publicUrl: string | null): Promise<WireResponse> {
  return html((await documents()).referencePage(dialects.native.contract!, originOf(request, publicUrl)))
}

/** A host that is not one is nobody we should repeat. */
function originOf({ headers }: WireRequest, publicUrl: string | null): string {
  const host = headers.get('host') ?? ''
  return publicUrl ?? (/^[\w.:[\]-]{1,255}$/.test(host) ? `http://${host}` : 'http://127.0.0.1:4242')
}

const safeHeaders = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-resource-policy': 'same-origin' }
const htmlHeaders = {
  ...safeHeaders, 'content-type': 'text/html; charset=utf-8', 'x-frame-options': 'DENY',
  'content-security-policy': "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}
const html = (body: string): WireResponse => ({ status: 200, headers: htmlHeaders, body })
const text = (body: string): WireResponse => ({ status: 200, headers: { ...safeHeaders, 'content-type': 'text/plain; charset=utf-8' }, body })
