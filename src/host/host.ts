// Puts a WireHandle behind node's HTTP server, with limits on everything a stranger can hold open.
// It decides nothing: also a body that is too large is answered by the handle, in its own shape.
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { collect, declaredTooLarge } from './body.ts'
import { HostRequest } from './request.ts'
import { send } from './send.ts'
import type { WireHandle } from '../wire/http.ts'

export type HostLimits = { connections: number; headerBytes: number; headersMs: number; requestMs: number; idleMs: number; requestsPerSocket: number }
export type HostStats = { connections: number; running: number; served: number; dropped: number }
export type Host = { port: number; close(graceMs: number): Promise<void>; stats(): HostStats }
export type Broken = 'malformed_request' | 'headers_too_large' | 'body_too_large' | 'request_timeout'
export type HostOptions = {
  handle: WireHandle
  port: number
  host: string
  nextId(): string
  /** Told of what the handle should never have thrown and of streams that broke. */
  onBug(error: unknown): void
  /** The words for what cannot be read as a request. */
  problem?(code: Broken, request: string): { contentType: string; body: string }
  limits?: Partial<HostLimits>
}

const usual: HostLimits = { connections: 2000, headerBytes: 16_384, headersMs: 10_000, requestMs: 30_000, idleMs: 5_000, requestsPerSocket: 1_000 }

export async function startHost(options: HostOptions): Promise<Host> {
  const state: HostState = { ...options, running: 0, served: 0, dropped: 0, closing: false, endings: new Set() }
  const server = limited({ ...usual, ...options.limits })
  // Node reads what calls itself HTTP/0.9 or HTTP/2.0 as if it were HTTP/1.1; whoever stands before us may not.
  const orRefuse = (waits: boolean) => (message: IncomingMessage, response: ServerResponse): void =>
    void (message.httpVersionMajor === 1 ? take(message, response, state, waits) : refuseBroken({}, message.socket, state))
  server.on('request', orRefuse(false))
  server.on('checkContinue', orRefuse(true))
  server.on('clientError', (error: Error & { code?: string }, socket: Socket) => refuseBroken(error, socket, state))
  server.on('drop', () => state.dropped++)
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections++
    socket.once('close', () => connections--)
  })
  const port = await listening(server, options.port, options.host)
  return {
    port,
    stats: () => ({ connections, running: state.running, served: state.served, dropped: state.dropped }),
    close: (graceMs) => close(server, state, graceMs),
  }
}

export type HostState = HostOptions & {
  running: number
  served: number
  dropped: number
  closing: boolean
  /** Ends what would otherwise run for ever: streams and requests that are left hanging on purpose. */
  endings: Set<() => void>
}

function limited(limits: HostLimits): Server {
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    // Node looks for late requests only this often; its own 30 s would double the limit.
    connectionsCheckingInterval: 1_000,
    noDelay: true,
  })
  server.maxConnections = limits.connections
  server.maxRequestsPerSocket = limits.requestsPerSocket
  // Node silently leaves out headers above a count, and with them the duplicates we look for; the size limit is enough.
  server.maxHeadersCount = 0
  return server
}

async function take(message: IncomingMessage, response: ServerResponse, state: HostState, waits: boolean): Promise<void> {
  state.running++
  const request = new HostRequest(message, response, state.nextId())
  try {
    const limit = state.handle.bodyLimit(request.method, request.path)
    request.bodyTooLarge = declaredTooLarge(message, limit)
    if (waits && !request.bodyTooLarge) response.writeContinue()
    if (!request.bodyTooLarge) await collect(message, limit, request)
    if (!request.gone) await send(await state.handle(request), request, response, state)
    state.served++
  } catch (error) {
    state.onBug(error)
    response.destroy()
  } finally {
    state.running--
  }
}

/** What is no HTTP belongs to no dialect: it is told in the general words of whoever runs the host. */
function refuseBroken(error: { code?: string }, socket: Socket, { nextId, problem }: HostState): void {
  if (!socket.writable || socket.bytesWritten > 0) return void socket.destroy()
  const [status, code] = brokenAnswers[error.code ?? ''] ?? ([400, 'malformed_request'] as const)
  const { contentType, body } = problem?.(code, nextId()) ?? { contentType: 'text/plain', body: code }
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, `content-type: ${contentType}`, `content-length: ${Buffer.byteLength(body)}`, 'connection: close']
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

const brokenAnswers: Record<string, readonly [number, Broken]> = {
  HPE_HEADER_OVERFLOW: [431, 'headers_too_large'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'body_too_large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request_timeout'],
}

function listening(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/** Running requests finish and say `connection: close`; whatever is left after the grace is cut. */
async function close(server: Server, state: HostState, graceMs: number): Promise<void> {
  state.closing = true
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A stream's connection promised to stay before we knew of the end, and becomes idle only later.
  const sweep = setInterval(() => server.closeIdleConnections(), 20)
  for (const end of state.endings) end()
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(cut)
  clearInterval(sweep)
}
