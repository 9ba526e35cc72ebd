// What operators and readers get beside the dialects: health, figures, OpenAPI and the documentation. Nothing here changes anything,
// and no page runs a script.

import { dialects } from '../dialects/index.ts'
import { withoutTag, type Contract } from '../wire/contract.ts'
import { jsonResponse, type WireRequest, type WireResponse } from '../wire/http.ts'
import type { App } from './app.ts'
import { healthOf } from './health.ts'
import type { Pages } from './routes.ts'
import { version } from './version.ts'

export function pagesOf(app: App, closing: AbortSignal): Pages {
  const { store, engine, world, config, figures } = app
  const health = healthOf({ store, engine, world, now: engine.world.now, mode: config.mode, version, isStopping: () => closing.aborted })
  const served = Object.values(dialects).flatMap(({ name, contract }) => (contract ? [{ name, contract: config.mode === 'live' ? withoutTag(contract, 'Sandbox') : contract }] : []))
  const native = served.find(({ name }) => name === 'native')!.contract
  const printed = Object.fromEntries(served.map(({ name, contract }) => [`/openapi/${name}.json`, () => openapi(contract, originOf(app))]))
  return {
    '/healthz': health.alive,
    '/readyz': health.ready,
    '/metrics': async () => ({ status: 200, headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' }, body: await figures.metrics.text() }),
    '/openapi.json': () => openapi(native, originOf(app)),
    ...printed,
    '/': request => wantsHtml(request) ? html(frontPage(config.mode)) : text(`Parley ${version} (${config.mode})\n\nDesk           /desk\nAPI            /v1\nDocumentation  /docs\nOpenAPI        /openapi.json\nHealth         /healthz /readyz /metrics\n`),
    '/docs': async () => html((await documents()).referencePage(native, originOf(app))),
    '/docs/style.css': async () => ({ status: 200, headers: { 'content-type': 'text/css; charset=utf-8', ...safeHeaders }, body: (await documents()).referenceCss }),
    '/docs/problems': async () => html((await documents()).problemIndex()),
    '/docs/problems/*': async request => {
      const page = (await documents()).problemPage(request.path.slice('/docs/problems/'.length))
      return page === null ? { ...text('There is no such problem. All of them are listed at /docs/problems.\n'), status: 404 } : html(page)
    },
  }
}

const wantsHtml = ({ headers }: WireRequest): boolean => /\btext\/html\b/.test(headers.get('accept') ?? '')

function frontPage(mode: string): string {
  const links = [['/desk', 'The desk'], ['/docs', 'Documentation'], ['/openapi.json', 'OpenAPI']].map(([href, name]) => `<li><a href="${href}">${name}</a></li>`)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Parley</title><link rel="stylesheet" href="/docs/style.css"></head><body>
<h1>Parley ${version} (${mode})</h1>
<ul>${links.join('')}</ul>
</body></html>\n`
}

/** Loaded when somebody reads, so that a start does not wait for it. */
const documents = () => import('./documents.ts')

async function openapi(contract: Contract, origin: string): Promise<WireResponse> {
  return { ...jsonResponse(200, null), body: (await documents()).openapiText(contract, origin) }
}

/** Never what the caller calls it: whoever reads the answer would trust a name that is nobody's. */
const originOf = ({ config, origin }: App): string => config.publicUrl ?? origin ?? 'http://127.0.0.1:4242'

const safeHeaders = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-resource-policy': 'same-origin' }
const htmlHeaders = {
  ...safeHeaders, 'content-type': 'text/html; charset=utf-8', 'x-frame-options': 'DENY',
  'content-security-policy': "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}
const html = (body: string): WireResponse => ({ status: 200, headers: htmlHeaders, body })
const text = (body: string): WireResponse => ({ status: 200, headers: { ...safeHeaders, 'content-type': 'text/plain; charset=utf-8' }, body })
