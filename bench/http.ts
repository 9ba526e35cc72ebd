// Requests to Parley's native API as bytes, and the process that sends them.

import { fork } from 'node:child_process'
import { runOf } from './callers.ts'
import type { Run } from './callers.ts'
import type { Order, Report } from './client.ts'
import { keyOf } from './filled.ts'
import type { MerchantId } from '../src/core/ids.ts'
import { digitsOf, disputeIdOf } from './workload.ts'

export type Client = { send(order: Order): Promise<Run & { sent: number; spentMs: number }>; close(): void }

export function startClient(): Client {
  const child = fork(new URL('./client.ts', import.meta.url), { execArgv: [] })
  return {
    send: order => new Promise((done, failed) => {
      child.once('message', ({ took, ms, sent, spentMs, failure }: Report) => (failure === null ? done({ ...runOf(took, ms), sent, spentMs }) : failed(new Error(failure))))
      child.send(order)
    }),
    close: () => void child.kill(),
  }
}

export function acceptRequest(merchant: MerchantId, number: number): string {
  const id = disputeIdOf(digitsOf(number))
  const body = JSON.stringify({ reason: 'customer_is_right', note: 'Seen by the desk.', expect: { revision: 1 } })
  return request('POST', `/v1/disputes/${id}/accept`, merchant, [`idempotency-key: http-${id}`, 'content-type: application/json', `content-length: ${body.length}`], body)
}

export const getRequest = (merchant: MerchantId, path: string): string => request('GET', path, merchant, [], '')

function request(method: string, path: string, merchant: MerchantId, headers: string[], body: string): string {
  return [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1', `authorization: Bearer ${keyOf(merchant)}`, ...headers, '', body].join('\r\n')
}
