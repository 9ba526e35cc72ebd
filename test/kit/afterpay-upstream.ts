/** Afterpay's connector over a far side that says what a test tells it to, and a note of everything that it was asked. */
import type { Dispute, EvidenceItem } from '../../src/core/dispute.ts'
import { afterpayConnector } from '../../src/dialects/afterpay/connector.ts'
import { exampleDispute } from '../../src/dialects/afterpay/contract/examples.ts'
import type { Asked, Submitting, Upstream } from '../../src/engine/upstream.ts'
import type { Outgoing, Sent } from '../../src/wire/call.ts'
import { accepting, id, noon, submitting } from './builders.ts'

export type Far = (request: Outgoing, number: number) => Sent
export type Facing = { upstream: Upstream; asked: Outgoing[]; lines(): string[] }
type Given = { credentials?: Record<string, string>; switches?: Record<string, string> }

export const sampleCredentials = { merchant_id: '32', secret_key: 'abcdefgh' }

/** Answers in turn, or whatever a function makes of a request. */
export function facing(far: readonly Sent[] | Far, { credentials = {}, switches = {} }: Given = {}): Facing {
  const asked: Outgoing[] = []
  const upstream = afterpayConnector.connect({
    baseUrl: 'https://global-api-sandbox.afterpay.com', credentials: { ...sampleCredentials, ...credentials }, now: () => noon, random: bytes => new Uint8Array(bytes),
    switches: { accept: 'get', evidence: 'nested', upload: 'multipart', ...switches },
    async send(request) {
      asked.push(request)
      const sent = typeof far === 'function' ? far(request, asked.length) : far[asked.length - 1]
      if (!sent) throw new Error(`Nobody expected ${request.method} ${request.path}`)
      return sent
    },
  })
  return { upstream, asked, lines: () => asked.map(({ method, path }) => `${method} ${path}`) }
}

export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Sent {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { kind: 'answered', status, headers: new Map(Object.entries({ 'content-type': 'application/json', ...headers })), bytes: Buffer.from(text) }
}

export const error = (status: number, errorCode = 'error', headers: Record<string, string> = {}): Sent =>
  answer(status, { errorCode, errorId: '2e30eb3c438578d1', message: 'Said by a test.', httpStatusCode: status }, headers)

/** The dispute of the examples, as it lives upstream. */
const facts = { dialect: 'afterpay', theirs: { id: exampleDispute.id, status: 'needs_response', reasonCode: null, reasonText: null }, money: { amount: 4846n, currency: 'USD' } } as const

export const acceptAsked = (over: Partial<Dispute> = {}, attempt = 1): Asked => {
  const dispute = { ...accepting({ ...facts }), ...over } as Extract<Dispute, { state: 'accepting' }>
  return { dispute, act: dispute.act, attempt }
}

export function submitAsked(items: readonly EvidenceItem[], statement: string | null = null, done: Record<string, string> = {}): Submitting & { kept: [string, string][] } {
  const dispute = submitting({ ...facts }) as Extract<Dispute, { state: 'submitting' }>
  const kept: [string, string][] = []
  return {
    dispute, act: dispute.act, attempt: 1, defense: { ...dispute.defense, statement, evidence: [...items] }, kept,
    bytesOf: async ({ id: item }) => Buffer.from(`%PDF-1.7 ${item}`),
    progress: { done, keep: async (step, value) => void kept.push([step, value]) },
  }
}

export const file = (number: number, over: Partial<EvidenceItem> = {}): EvidenceItem =>
  ({ id: id('evd', number), kind: 'file', category: null, name: `file-${number}.pdf`, type: 'application/pdf', size: 1000, digest: `d${number}`, text: null, addedAt: noon, ...over })
export const text = (number: number, words: string, category: string | null = null): EvidenceItem =>
  ({ ...file(number), kind: 'text', name: null, type: 'text/plain', size: words.length, text: words, category })
