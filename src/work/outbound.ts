// One request to a provider. The judged address is the connected one, redirects are answers like any other, and whether a byte of
// the request had left is known: nothing is written before the connection stands and the sender is asked for the last time.

import { Agent as HttpAgent, request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import type { LookupFunction, Socket } from 'node:net'
import type { Outgoing, Sent } from '../wire/call.ts'
import { endpointUrlRefused } from './address.ts'
import type { Timer } from './loop.ts'
import { judgedAddresses, type Resolve } from './resolve.ts'

export type OutboundLimits = { connectMs: number; answerMs: number; answerBytes: number; headBytes: number }
export type OutboundParts = { sandbox: boolean; resolve: Resolve; timer: Timer; limits: OutboundLimits; sockets: number }
export type Outbound = {
  /** `mayGo` is asked right before the first byte: when it says no, nothing leaves. */
  send(request: Outgoing, mayGo: () => boolean): Promise<Sent>
  close(): void
}

/** A hundred disputes with the longest texts and lists of documents that any provider takes are seven megabytes. */
export const outboundLimits: OutboundLimits = { connectMs: 5_000, answerMs: 20_000, answerBytes: 8 * 1_048_576, headBytes: 32 * 1024 }

export function createOutbound({ sandbox, resolve, timer, limits, sockets }: OutboundParts): Outbound {
  const kept = { keepAlive: true, maxSockets: sockets, maxFreeSockets: sockets, scheduling: 'lifo' as const, timeout: 60_000 }
  const agents = { 'http:': new HttpAgent(kept), 'https:': new HttpsAgent(kept) }
  return {
    send: (request, mayGo) => send(request, mayGo),
    close: () => Object.values(agents).forEach(agent => agent.destroy()),
  }

  function send(request: Outgoing, mayGo: () => boolean): Promise<Sent> {
    if (Object.values(request.headers).some(value => notInAHead.test(value))) return Promise.resolve({ kind: 'unsent', cause: 'credential_unfit' })
    if (endpointUrlRefused(request.url, { sandbox })) return Promise.resolve({ kind: 'unsent', cause: 'address_not_allowed' })
    const url = new URL(request.url)
    const secure = url.protocol === 'https:'
    return new Promise(tell => {
      const way: Way = { left: false, ended: false, cancel: () => {}, tell }
      const client = (secure ? requestHttps : requestHttp)(url, {
        method: request.method, path: request.path, agent: secure ? agents['https:'] : agents['http:'], lookup: judgedLookup(url), maxHeaderSize: limits.headBytes,
        headers: headersOf(request),
      })
      const fail = (cause: string): void => {
        end(way, way.left ? { kind: 'lost', cause, status: null } : { kind: 'unsent', cause })
        client.destroy()
      }
      way.cancel = timer.after(limits.connectMs, () => fail('connect_timeout'))
      client.on('error', error => fail(causeOf(error)))
      client.on('close', () => fail('closed'))
      client.on('socket', socket => whenConnected(socket, secure, () => {
        way.cancel()
        if (way.ended) return
        if (!mayGo()) return fail('not_ours')
        way.cancel = timer.after(limits.answerMs, () => fail('answer_timeout'))
        way.left = true
        client.end(request.body)
      }))
      client.on('response', response => listen(response, client, way, limits.answerBytes))
    })
  }

  function judgedLookup(url: URL): LookupFunction {
    return (_name, options, told) => {
      judgedAddresses(url, { sandbox, resolve }).then(addresses => {
        if (addresses.length === 0) told(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), [])
        else if (options.all) told(null, addresses)
        else told(null, addresses[0]!.address, addresses[0]!.family)
      }, (error: Error) => told(error, []))
    }
  }
}

/** A credential that was copied with the end of its line, or in curly quotes: HTTP has no way to say it. */
const notInAHead = /[^\t\x20-\x7e\x80-\xff]/

type Way = { left: boolean; ended: boolean; cancel: () => void; tell: (sent: Sent) => void }

function end(way: Way, sent: Sent): void {
  if (way.ended) return
  way.ended = true
  way.cancel()
  way.tell(sent)
}

function headersOf({ method, headers, body }: Outgoing): Record<string, string> {
  const length: Record<string, string> = body.length > 0 || !['GET', 'HEAD', 'DELETE'].includes(method) ? { 'content-length': String(body.length) } : {}
  return { 'user-agent': 'Parley/0.1', 'accept-encoding': 'identity', ...headers, ...length }
}

/** A kept connection stands already. */
function whenConnected(socket: Socket, secure: boolean, then: () => void): void {
  if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', then)
  else then()
}

/** The whole answer, or none of it: half an answer proves nothing. */
function listen(response: IncomingMessage, client: ClientRequest, way: Way, atMost: number): void {
  const status = response.statusCode ?? 0
  const chunks: Buffer[] = []
  let size = 0
  const lost = (cause: string): void => {
    end(way, { kind: 'lost', cause, status })
    client.destroy()
  }
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    size += chunk.length
    if (size > atMost) lost('answer_too_long')
  })
  response.on('end', () => {
    if (!response.complete) return lost('answer_broken')
    const headers = new Map(Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value ?? '']))
    end(way, { kind: 'answered', status, headers, bytes: Buffer.concat(chunks) })
  })
  response.on('error', () => lost('answer_broken'))
  response.on('aborted', () => lost('answer_broken'))
}

/** A closed list of words: the system's own texts name addresses. */
function causeOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : ''
  return byCode[code] ?? (/^ERR_TLS_|^ERR_SSL_|CERT|SELF_SIGNED|UNABLE_TO_/.test(code) ? 'tls' : 'connection_failed')
}

const byCode: Record<string, string> = {
  ECONNREFUSED: 'connection_refused', ECONNRESET: 'reset', EPIPE: 'reset', ETIMEDOUT: 'connect_timeout', ENOTFOUND: 'no_address', EHOSTUNREACH: 'no_address',
  ENETUNREACH: 'no_address', HPE_HEADER_OVERFLOW: 'answer_too_long',
}
