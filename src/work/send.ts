// One outgoing POST. The judged address is the connected one, redirects are answers like any other, and no failure tells what lies
// behind a forbidden address.

import { request as requestHttp, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { endpointUrlRefused } from './address.ts'
import { failureOf, timedOut, unreachable } from './failure.ts'
import { judgedAddresses, type Resolve } from './resolve.ts'
import type { Timer } from './loop.ts'
import { patienceOf, type Patience } from './patience.ts'

export type Post = { url: string; headers: Record<string, string>; body: string }

/** `status` may stand beside an error: the head of the answer came and its body did not. `answer` is as long as was listened to. */
export type Answered = { status: number | null; error: string | null; answer: Buffer }

/** `mayGo` is asked at the last moment before connecting: when it says no, nothing is sent and the answer is null. */
export type Send = (post: Post, mayGo: () => boolean) => Promise<Answered | null>
export type SendParts = { sandbox: boolean; resolve: Resolve; timer: Timer; patience?: Patience; limits?: Limits }
export type Limits = { connectMs: number; wholeMs: number; answerBytes: number; headBytes: number }

export const sendLimits: Limits = { connectMs: 5_000, wholeMs: 15_000, answerBytes: 64 * 1024, headBytes: 16 * 1024 }

export function createSend({ sandbox, resolve, timer, patience = patienceOf(timer), limits = sendLimits }: SendParts): Send {
  return async ({ url: text, headers, body }, mayGo) => {
    if (endpointUrlRefused(text, { sandbox })) return failed(unreachable)
    const url = new URL(text)
    const ending = new AbortController()
    const stopWatch = patience.watch(text, limits.wholeMs, () => ending.abort())
    const connected = timer.after(limits.connectMs, () => ending.abort())
    try {
      const addresses = await orAborted(judgedAddresses(url, { sandbox, resolve }), ending.signal)
      if (!mayGo()) return null
      if (addresses.length === 0) return failed(unreachable)
      return await exchange(url, optionsFor(headers, body, addresses, limits), body, ending.signal, limits, connected)
    } catch (error) {
      return failed(ending.signal.aborted ? timedOut : failureOf(error))
    } finally {
      connected()
      stopWatch(!ending.signal.aborted)
    }
  }
}

const failed = (error: string): Answered => ({ status: null, error, answer: Buffer.alloc(0) })

function optionsFor(headers: Record<string, string>, body: string, addresses: { address: string; family: number }[], limits: Limits): RequestOptions & { rejectUnauthorized: boolean } {
  const lookup: LookupFunction = (_name, options, told) => {
    if (options.all) told(null, addresses)
    else told(null, addresses[0]!.address, addresses[0]!.family)
  }
  return {
    method: 'POST', agent: false, lookup, maxHeaderSize: limits.headBytes, rejectUnauthorized: true,
    headers: {
      'content-type': 'application/json', accept: '*/*', 'accept-encoding': 'identity', ...headers,
      'user-agent': 'Parley/0.1', 'content-length': String(Buffer.byteLength(body)), connection: 'close',
    },
  }
}

function exchange(url: URL, options: RequestOptions, body: string, signal: AbortSignal, limits: Limits, connected: () => void): Promise<Answered> {
  return new Promise((done, fail) => {
    const secure = url.protocol === 'https:'
    const request = (secure ? requestHttps : requestHttp)(url, options)
    signal.addEventListener('abort', () => request.destroy(new Error(timedOut)), { once: true })
    request.on('socket', socket => socket.once(secure ? 'secureConnect' : 'connect', connected))
    const closed = (): void => fail(new Error('closed without an answer'))
    request.on('response', response => {
      request.off('error', fail).off('close', closed).on('error', () => {})
      listen(request, response, limits.answerBytes, signal).then(done)
    })
    request.on('error', fail)
    request.on('close', closed)
    request.end(body)
  })
}

/** Resolves when the answer ends, is long enough, or breaks off; what comes after that is not listened to. */
function listen(request: ClientRequest, response: IncomingMessage, atMost: number, signal: AbortSignal): Promise<Answered> {
  const status = response.statusCode ?? null
  const chunks: Buffer[] = []
  let size = 0
  return new Promise(done => {
    const end = (error: string | null): void => {
      done({ status, error, answer: Buffer.concat(chunks).subarray(0, atMost) })
      request.destroy()
    }
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size >= atMost) end(null)
    })
    response.on('end', () => end(null))
    response.on('error', () => {})
    response.on('close', () => end(response.complete ? null : signal.aborted ? timedOut : 'The answer broke off'))
  })
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    signal.addEventListener('abort', () => fail(new Error(timedOut)), { once: true })
    promise.then(done, fail)
  })
}
