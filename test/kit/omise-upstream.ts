/** Omise's connector, with whatever stands at its other end: a server in process, or answers that a test makes. */
import type { Act, Defense, Dispute, EvidenceItem } from '../../src/core/dispute.ts'
import { omiseConnector } from '../../src/dialects/omise/connector.ts'
import { omiseContract } from '../../src/dialects/omise/contract.ts'
import { exampleDispute, sample } from '../../src/dialects/omise/contract/examples.ts'
import { omiseTerms } from '../../src/dialects/omise/terms.ts'
import type { Asked, Submitting, Upstream } from '../../src/engine/upstream.ts'
import type { Outgoing, Sender, Sent } from '../../src/wire/call.ts'
import { wireRequest, type WireHandle } from '../../src/wire/http.ts'
import { routesOf } from '../../src/wire/route.ts'
import { anOpening, id, inState, noon } from './builders.ts'

export const theirId = sample.dispute
/** The key of the documents, whose header is known byte for byte. */
export const keys = { secret_key: 'skey_test_5xuy4w91xqz7d1w9u0t', webhook_secret: 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=' }
export const basic = 'c2tleV90ZXN0XzV4dXk0dzkxeHF6N2Qxdzl1MHQ6'

/** The document of the recordings, unless a test says otherwise. */
export const theirs = (changes: object = {}) => ({ ...exampleDispute, ...changes })
export const after = (at = '2026-11-21T12:00:01Z') => ({ status: 'lost', closed_at: at })
export const acceptedWords = { message: 'Merchant accepts the dispute' }

export function answer(status: number, body: unknown = '', headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' }): Sent {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { kind: 'answered', status, headers: new Map(Object.entries(headers)), bytes: new TextEncoder().encode(text) }
}
export const problem = (status: number, code: string, headers?: Record<string, string>): Sent =>
  answer(status, { object: 'error', location: `https://www.omise.co/api-errors#${code.replaceAll('_', '-')}`, code, message: code.replaceAll('_', ' ') }, headers)
export const listed = (data: unknown[], total = data.length): Sent => answer(200, { object: 'list', data, limit: 100, offset: 0, total })

const routeFor = routesOf(Object.values(omiseContract.endpoints))
export const operationOf = ({ method, path }: Pick<Outgoing, 'method' | 'path'>): string => routeFor(path.split('?')[0]!)?.byMethod.get(method)?.operation ?? `${method} ${path}`

export type Far = { upstream: Upstream; sent: Outgoing[]; operations(): string[] }

export function connectedTo(send: Sender, { credentials = keys, acceptMethod = 'POST' }: { credentials?: Record<string, string>; acceptMethod?: 'POST' | 'PATCH' } = {}): Far {
  const sent: Outgoing[] = []
  const upstream = omiseConnector.connect({
    baseUrl: 'https://omise.example', credentials, switches: { acceptMethod }, now: () => noon, random: bytes => new Uint8Array(bytes),
    send: async request => {
      sent.push(request)
      return send(request)
    },
  })
  return { upstream, sent, operations: () => sent.map(operationOf) }
}

export type Script = Readonly<Record<string, Sent | readonly Sent[]>>

/** Answers by operation; a list is given out one by one and its last stays. */
export function scripted(script: Script): Sender {
  const turns = new Map<string, number>()
  return async request => {
    const operation = operationOf(request)
    const answers = script[operation]
    if (answers === undefined) throw new Error(`Nobody expects ${operation}`)
    const all = [answers].flat() as Sent[]
    const turn = turns.get(operation) ?? 0
    turns.set(operation, turn + 1)
    return all[Math.min(turn, all.length - 1)]!
  }
}

/** A server of ours, in process. */
export function served(handle: WireHandle): Sender {
  return async ({ method, path, headers, body }) => {
    const { status, headers: heads, body: told } = await handle(wireRequest({ method, target: path, headers, body }))
    return { kind: 'answered', status, headers: new Map(Object.entries(heads)), bytes: typeof told === 'string' ? new TextEncoder().encode(told) : (told as Uint8Array) }
  }
}

/** The same dispute here, with an act on its way since noon. */
export function ours(state: 'accepting' | 'submitting', of: Partial<Dispute['theirs']> = {}): Omit<Asked, 'attempt'> {
  const opening = anOpening({ dialect: 'omise', money: { amount: 100_000n, currency: 'THB' }, payment: { ...anOpening().payment, captured: null } })
  const dispute = inState[state]({ ...opening, home: id('con', 1), theirs: { ...opening.theirs, id: theirId, ...of } }, { terms: omiseTerms })
  return { dispute, act: (dispute as Extract<Dispute, { act: Act }>).act }
}
export const accepting = (of: Partial<Dispute['theirs']> = {}): Asked => ({ ...ours('accepting', of), attempt: 1 })

export const aFile = (changes: Partial<EvidenceItem> = {}): EvidenceItem =>
  ({ id: id('evd', 1), kind: 'file', category: 'proof_of_receipt', name: 'receipt.pdf', type: 'application/pdf', size: 14, digest: 'd1', text: null, addedAt: noon, ...changes })
export const aText = (text: string): EvidenceItem => aFile({ id: id('evd', 9), kind: 'text', category: null, name: null, type: 'text/plain', size: text.length, text })

/** `kept` is what would be durable. */
export function submission(evidence: EvidenceItem[], statement: string | null = 'It was delivered.', kept: Record<string, string> = {}, of: Partial<Dispute['theirs']> = {}): Submitting {
  const { dispute, act } = ours('submitting', of)
  const defense: Defense = { act: act.id, at: noon, by: act.by, statement, evidence }
  return {
    dispute, act, defense, attempt: 1, bytesOf: async () => new TextEncoder().encode('%PDF-1.7\n%%EOF\n'),
    progress: { done: kept, keep: async (step, value) => void (kept[step] = value) },
  }
}
