// Answers for the desk's files and for its pages, which are all the same one: what it shows follows from its address.

import type { WireRequest, WireResponse } from '../wire/http.ts'
import type { Files, Served } from './files.ts'
import { pageHeaders, safeHeaders } from './headers.ts'
import { notBuiltPage } from './not-built.ts'

const root = '/desk/'
const mark = '<!--parley:session-->'
const noFile: WireResponse = { status: 404, headers: { ...safeHeaders, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }, body: 'There is no such file.\n' }

/** `session` is asked for a page only, and answers null where the page had better ask for itself. */
export async function staticAnswer(files: Files, request: WireRequest, session: () => Promise<{ told: unknown; headers: Record<string, string> } | null>): Promise<WireResponse> {
  const built = await files.built()
  const file = built?.files.get(request.path.slice(root.length))
  if (file) return fileAnswer(file, request)
  if (!isNavigation(request)) return noFile
  if (!built) return { status: 503, headers: { ...pageHeaders, 'content-type': 'text/html; charset=utf-8' }, body: notBuiltPage(await files.trouble()) }
  const known = await session()
  return {
    status: 200, headers: { ...pageHeaders, ...known?.headers, 'content-type': 'text/html; charset=utf-8' },
    body: built.page.replace(mark, () => (known ? `<script type="application/json" id="parley-session">${inert(known.told)}</script>` : '')),
  }
}

/** Data inside of a page: no character of it can end the element it stands in. */
export const inert = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A picture or a script that is missing must not be answered with a page. */
function isNavigation({ headers, path }: WireRequest): boolean {
  if (path.startsWith(`${root}assets/`)) return false
  return headers.get('sec-fetch-mode') === 'navigate' || (headers.get('sec-fetch-mode') === undefined && /text\/html|\*\/\*/.test(headers.get('accept') ?? '*/*'))
}

function fileAnswer({ type, etag, bodies }: Served, { headers, path }: WireRequest): WireResponse {
  const encoding = (['br', 'gzip'] as const).find(name => bodies[name] && takes(headers.get('accept-encoding'), name)) ?? 'identity'
  const tag = `"${etag}${encoding === 'identity' ? '' : `-${encoding}`}"`
  // The name of an asset changes with its content.
  const common = { ...safeHeaders, etag: tag, vary: 'accept-encoding', 'cache-control': path.startsWith(`${root}assets/`) ? 'public, max-age=31536000, immutable' : 'no-cache' }
  const still: Record<string, string> = type.startsWith('image/svg') ? { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox" } : {}
  const encoded: Record<string, string> = encoding === 'identity' ? {} : { 'content-encoding': encoding }
  if (headers.get('if-none-match')?.split(',').some(each => each.trim().replace(/^W\//, '') === tag)) return { status: 304, headers: common, body: '' }
  return { status: 200, headers: { ...common, ...still, 'content-type': type, ...encoded }, body: bodies[encoding]! }
}

function takes(accepted: string | undefined, encoding: string): boolean {
  return (accepted ?? '').split(',').some(part => {
    const [name = '', ...parameters] = part.split(';').map(piece => piece.trim().toLowerCase())
    return name === encoding && !parameters.some(parameter => /^q=0(\.0*)?$/.test(parameter))
  })
}
