// A request and an answer as plain data, so that the same handler runs behind a socket and in a test.
// Nothing here opens a connection.

export type WireHeaders = { get(name: string): string | undefined }

export type WireRequest = {
  readonly method: string
  /** The request target exactly as it came, which is what some signatures cover. */
  readonly target: string
  /** The path of the target, not percent-decoded; an absolute-form target is reduced to its path. */
  readonly path: string
  /** The query with its question mark, or ''. */
  readonly search: string
  /** Looks a header up by its lower-case name. */
  readonly headers: WireHeaders
  /** Names and values in turn, duplicates and spelling kept. */
  readonly rawHeaders: readonly string[]
  readonly body: Uint8Array
  /** The host stopped reading because the body is longer than the endpoint allows; `body` is then empty. */
  readonly bodyTooLarge?: boolean
  readonly remote: string
  readonly id: string
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal
}

export type WireBody = string | Uint8Array | AsyncIterable<string>

export type WireResponse = {
  status: number
  headers: Record<string, string>
  body: WireBody
  /** Carried out by the host: destroy the socket, or stay silent until the client goes or 120 s have passed. */
  fault?: 'drop' | 'hang'
}

/** What a host runs. `bodyLimit` is asked before a body is read. */
export type WireHandle = ((request: WireRequest) => Promise<WireResponse>) & {
  bodyLimit(method: string, path: string): number
}

export type WireRequestInit = {
  method?: string
  target: string
  headers?: Record<string, string> | readonly (readonly [string, string])[]
  body?: string | Uint8Array
  remote?: string
  id?: string
  signal?: AbortSignal
}

/** A request for handlers that are called in process, equal to what the host would build. */
export function wireRequest(init: WireRequestInit): WireRequest {
  const rawHeaders = (Array.isArray(init.headers) ? init.headers : Object.entries(init.headers ?? {})).flat() as string[]
  return {
    method: init.method ?? 'GET',
    target: init.target,
    ...splitTarget(init.target),
    headers: headersOf(rawHeaders),
    rawHeaders,
    body: typeof init.body === 'string' ? new TextEncoder().encode(init.body) : (init.body ?? new Uint8Array()),
    remote: init.remote ?? '127.0.0.1',
    id: init.id ?? 'req_in_process',
    signal: init.signal ?? new AbortController().signal,
  }
}

export function splitTarget(target: string): { path: string; search: string } {
  const local = target.charCodeAt(0) === SLASH ? target : target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '') || '/'
  const mark = local.indexOf('?')
  return mark < 0 ? { path: local, search: '' } : { path: local.slice(0, mark) || '/', search: local.slice(mark) }
}

/** The first value of each name wins, as in node's own server for the headers that may come once. */
export function headersOf(rawHeaders: readonly string[]): WireHeaders {
  const values = new Map<string, string>()
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!.toLowerCase()
    if (!values.has(name)) values.set(name, rawHeaders[at + 1]!)
  }
  return values
}

export function jsonResponse(status: number, value: unknown, headers: Record<string, string> = {}): WireResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) }
}

const SLASH = 0x2f
