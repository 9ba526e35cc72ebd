// A real receiver of notices on loopback. It keeps what it was sent and behaves as it is told.

import { createServer as createHttp, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { localhostKey } from './certificates.ts'

export type Received = { at: number; method: string; path: string; headers: IncomingMessage['headers']; body: string }
export type Behaviour = (response: ServerResponse, received: Received) => void
export type Receiver = {
  url: string
  port: number
  received: Received[]
  connections: () => number
  /** Resolves with the nth that was received. */
  nth(n: number): Promise<Received>
  behave(behaviour: Behaviour): void
  close(): Promise<void>
}

export const answers = (status: number, body = '', headers: Record<string, string> = {}): Behaviour => response => void response.writeHead(status, headers).end(body)
export const hangs: Behaviour = () => {}
export const breaksOff: Behaviour = response => void response.socket!.destroy()

export async function startReceiver(first: Behaviour = answers(204), certificate: string | null = null): Promise<Receiver> {
  const received: Received[] = []
  const sockets = new Set<Socket>()
  let waiting: { n: number; tell: (one: Received) => void }[] = []
  let behaviour = first
  let connections = 0
  const server = serverOf(certificate, (request, response) => {
    void bodyOf(request).then(body => {
      const one = { at: performance.now(), method: request.method!, path: request.url!, headers: request.headers, body }
      received.push(one)
      waiting.filter(({ n }) => n <= received.length).forEach(({ n, tell }) => tell(received[n - 1]!))
      waiting = waiting.filter(({ n }) => n > received.length)
      behaviour(response, one)
    })
  })
  server.on('connection', (socket: Socket) => {
    connections++
    sockets.add(socket.on('error', () => {}))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: certificate ? `https://localhost:${port}/hook` : `http://127.0.0.1:${port}/hook`,
    port, received, connections: () => connections,
    nth: n => (received.length >= n ? Promise.resolve(received[n - 1]!) : new Promise(tell => void waiting.push({ n, tell }))),
    behave: next => void (behaviour = next),
    close: () => new Promise(resolve => {
      server.close(() => resolve())
      sockets.forEach(socket => socket.destroy())
    }),
  }
}

function serverOf(cert: string | null, listener: RequestListener): Server {
  return cert ? createHttps({ cert, key: localhostKey }, listener) : createHttp(listener)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
