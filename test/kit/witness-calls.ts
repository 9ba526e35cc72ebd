/** HTTP as the witness speaks it: an answer is heard whole or not at all, and what was not heard whole is unknown, never a failure. */
import { Agent, request } from 'node:http'

export type Heard = { status: number; text: string; replayed: boolean }
/** Null: sent, and nothing heard of it. */
export type Call = (method: 'GET' | 'POST', path: string, options?: { key?: string; body?: unknown }) => Promise<Heard | null>
export type Line = { call: Call; close(): void }

export function lineTo(url: string, bearer: string): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const call: Call = (method, path, { key, body } = {}) => new Promise((settle) => {
    const sent = request(url + path, { method, agent, headers: headersOf(bearer, key, body) }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part)).on('error', () => settle(null)).on('close', () => settle(answer.complete
        ? { status: answer.statusCode!, text: Buffer.concat(parts).toString('utf8'), replayed: answer.headers['idempotency-replayed'] === 'true' } : null))
    })
    sent.on('error', () => settle(null))
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
  return { call, close: () => agent.destroy() }
}

function headersOf(bearer: string, key: string | undefined, body: unknown): Record<string, string> {
  return {
    authorization: `Bearer ${bearer}`,
    ...(key === undefined ? {} : { 'idempotency-key': key }),
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(JSON.stringify(body))) }),
  }
}
