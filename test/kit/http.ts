/**
 * HTTP/1.1 by hand over one socket: whole control over what is sent and when, and every byte of the answer. It never repairs a
 * request and never retries one.
 */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Json } from './native.ts'

export type Answer = { status: number; headers: Record<string, string>; head: string; bytes: Buffer; text: string; body: Json }
export type Request = { method?: string; target: string; headers?: Record<string, string>; body?: string | Uint8Array | object }
export type Line = {
  socket: Socket
  /** Resolves when the bytes have left. */
  write(bytes: string | Uint8Array): Promise<void>
  /** The next answer; null when the connection ends before it is whole. */
  answer(method?: string): Promise<Answer | null>
  call(request: Request): Promise<Answer | null>
  close(): void
}

export async function dial(url: string): Promise<Line> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await once(socket, 'connect')
  const heard = listen(socket)
  const write = (bytes: string | Uint8Array): Promise<void> => new Promise((done) => socket.writable ? void socket.write(bytes, () => done()) : done())
  return {
    socket, write, answer: heard.answer, close: () => socket.destroy(),
    call: async (request) => {
      await write(bytesOf(request))
      return heard.answer(request.method)
    },
  }
}

/** One request over a connection of its own. */
export async function exchange(url: string, request: Request): Promise<Answer> {
  const line = await dial(url)
  const answer = await line.call(request)
  line.close()
  if (!answer) throw new Error(`No answer to ${request.method ?? 'GET'} ${request.target}`)
  return answer
}

/** A header given as undefined is left out, and a body that is an object is sent as JSON. */
export function bytesOf({ method = 'GET', target, headers = {}, body }: Request): Buffer {
  const payload = body === undefined ? null : Buffer.from(typeof body === 'string' || body instanceof Uint8Array ? body as string : JSON.stringify(body))
  const own: Record<string, string> = { host: 'parley.test', ...(payload ? { 'content-type': 'application/json', 'content-length': String(payload.length) } : {}) }
  const head = Object.entries({ ...own, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${head}\r\n`, 'latin1'), payload ?? Buffer.alloc(0)])
}

export const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` })

function listen(socket: Socket): { answer: Line['answer'] } {
  let held = Buffer.alloc(0)
  let over = false
  let look = (): void => {}
  socket.on('data', (piece: Buffer) => {
    held = Buffer.concat([held, piece])
    look()
  })
  const end = (): void => {
    over = true
    look()
  }
  socket.on('end', end).on('close', end).on('error', () => {})
  const answer = (method = 'GET'): Promise<Answer | null> => new Promise((settle) => {
    look = () => {
      const found = readAnswer(held, method, over)
      if (!found && !over) return
      look = () => {}
      if (found) held = held.subarray(found.length)
      settle(found?.answer ?? null)
    }
    look()
  })
  return { answer }
}

/** The first whole answer of the bytes, and how long it is. Answers before the final one (100 Continue) are passed over. */
function readAnswer(bytes: Buffer, method: string, over: boolean): { answer: Answer; length: number } | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return null
  const head = bytes.subarray(0, end).toString('latin1')
  const [first = '', ...lines] = head.split('\r\n')
  const status = Number(first.split(' ')[1])
  if (status < 200) {
    const next = readAnswer(bytes.subarray(end + 4), method, over)
    return next && { ...next, length: next.length + end + 4 }
  }
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]))
  const body = method === 'HEAD' || status === 204 || status === 304 ? { bytes: Buffer.alloc(0), length: 0 } : bodyOf(bytes.subarray(end + 4), headers, over)
  return body && { answer: { status, headers, head, ...told(body.bytes, headers) }, length: end + 4 + body.length }
}

function told(bytes: Buffer, headers: Record<string, string>): Pick<Answer, 'bytes' | 'text' | 'body'> {
  const text = bytes.toString('utf8')
  return { bytes, text, body: (/json/.test(headers['content-type'] ?? '') && text !== '' ? JSON.parse(text) : {}) as Json }
}

function bodyOf(bytes: Buffer, headers: Record<string, string>, over: boolean): { bytes: Buffer; length: number } | null {
  if (headers['transfer-encoding'] === 'chunked') return chunksOf(bytes)
  const declared = headers['content-length']
  const length = declared === undefined ? bytes.length : Number(declared)
  return declared === undefined ? (over ? { bytes, length } : null) : bytes.length >= length ? { bytes: bytes.subarray(0, length), length } : null
}

function chunksOf(bytes: Buffer): { bytes: Buffer; length: number } | null {
  const parts: Buffer[] = []
  for (let at = 0; ;) {
    const end = bytes.indexOf('\r\n', at)
    if (end < 0) return null
    const size = parseInt(bytes.subarray(at, end).toString('latin1'), 16)
    if (bytes.length < end + 4 + size) return null
    parts.push(bytes.subarray(end + 2, end + 2 + size))
    at = end + 4 + size
    if (size === 0) return { bytes: Buffer.concat(parts), length: at }
  }
}
