// Writes an answer to the socket, or carries out the fault it asks for.
import type { ServerResponse } from 'node:http'
import type { HostState } from './host.ts'
import type { HostRequest } from './request.ts'
import type { WireResponse } from '../wire/http.ts'

export function send(answer: WireResponse, request: HostRequest, response: ServerResponse, state: HostState): Promise<void> | void {
  if (answer.fault === 'drop') return void response.destroy()
  if (answer.fault === 'hang') return hang(response, state)
  const { body } = answer
  const streams = typeof body !== 'string' && !(body instanceof Uint8Array)
  const head = headOf(answer, request, state.closing || request.bodyTooLarge)
  if (streams) {
    response.writeHead(answer.status, head)
    return request.method === 'HEAD' ? void response.end() : stream(body, response, state)
  }
  // 204 and 304 carry no body, and a 204 no length either (RFC 9110, 8.6).
  if (answer.status !== 204 && answer.status !== 304) head.push('content-length', String(Buffer.byteLength(body)))
  response.writeHead(answer.status, head)
  if (request.bodyTooLarge) return linger(body, response)
  response.end(request.method === 'HEAD' ? undefined : body)
}

function headOf(answer: WireResponse, request: HostRequest, last: boolean): string[] {
  const head: string[] = []
  for (const name in answer.headers) head.push(name, answer.headers[name]!)
  // A provider whose request ids have another form has written its own.
  if (!('x-request-id' in answer.headers)) head.push('x-request-id', request.id)
  if (last) head.push('connection', 'close')
  return head
}

/** Closing at once while the client still sends would reset the connection and take the answer with it. */
function linger(body: string | Uint8Array, response: ServerResponse): Promise<void> {
  const message = response.req
  response.write(body)
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      response.end()
      resolve()
    }
    const timer = setTimeout(() => (end(), response.destroy()), LINGER_MS)
    message.once('end', end).once('close', end).resume()
    if (message.complete) end()
  })
}

function hang(response: ServerResponse, state: HostState): Promise<void> {
  return new Promise((resolve) => {
    const end = () => void response.destroy()
    const timer = setTimeout(end, HANG_MS)
    state.endings.add(end)
    response.once('close', () => {
      clearTimeout(timer)
      state.endings.delete(end)
      resolve()
    })
  })
}

/** The source is asked for the next piece only when the last one has left; it is ended when the client goes. */
async function stream(body: AsyncIterable<string>, response: ServerResponse, state: HostState): Promise<void> {
  const pieces = body[Symbol.asyncIterator]()
  const over = { yes: false, wake: () => {} }
  const end = () => {
    over.yes = true
    over.wake()
  }
  state.endings.add(end)
  response.once('close', end)
  response.flushHeaders()
  try {
    while (!over.yes) {
      const next = await orWoken(pieces.next(), over)
      if (!next || next.done) break
      if (!response.write(next.value)) await orWoken(new Promise((resolve) => response.once('drain', resolve)), over)
    }
  } catch (error) {
    // Ended in order, a part would pass for the whole.
    response.destroy()
    throw error
  } finally {
    state.endings.delete(end)
    // Not awaited: a source that waits for news ends only when its own signal tells it.
    void Promise.resolve(pieces.return?.()).catch(state.onBug)
    response.end()
  }
}

/** Not Promise.race, which would keep one reaction per piece for as long as the stream lives. */
function orWoken<T>(work: Promise<T>, over: { wake: () => void }): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    over.wake = () => resolve(undefined)
    work.then(resolve, reject)
  })
}

const HANG_MS = 120_000
const LINGER_MS = 500
