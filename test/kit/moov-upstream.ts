/** Moov's connector, with whatever stands at its other end: a server in process, or answers that a test makes. */
import type { Act, Defense, Dispute, EvidenceItem } from '../../src/core/dispute.ts'
import { moovConnector } from '../../src/dialects/moov/connector.ts'
import { moovContract } from '../../src/dialects/moov/contract.ts'
import { moovTerms } from '../../src/dialects/moov/terms.ts'
import type { Submitting, Upstream } from '../../src/engine/upstream.ts'
import type { Outgoing, Sender, Sent } from '../../src/wire/call.ts'
import { wireRequest, type WireHandle } from '../../src/wire/http.ts'
import { routesOf } from '../../src/wire/route.ts'
import { anOpening, id, inState, noon } from './builders.ts'

export const account = 'ef028cdd-49e0-4cd8-9c89-6673e28e226e'
export const theirId = '6e356108-fdfa-4910-bbe4-1e3c8abf5520'
export const keys = { account_id: account, public_key: 'pub', secret_key: 'sec', webhook_secret: 'my-webhook-signing-secret' }

/** The document of the seed page, unless a test says otherwise. */
export const theirs = (changes: object = {}) => ({
  disputeID: theirId, merchantAccountID: '34233b72-780c-4e0e-8b08-cbbe1bc878f8', amount: { currency: 'USD', value: 257753 }, networkReasonCode: '10.4',
  transfer: { transferID: 'ecac148a-917e-4ee0-b46a-c51408939fff' }, respondBy: '2024-12-23T18:55:00Z', status: 'response-needed', phase: 'chargeback', createdOn: '2024-12-23T17:55:00Z', ...changes,
})

/** Each answer of Moov's names the request. */
export function answer(status: number, body: unknown = '', headers: Record<string, string> = { 'x-request-id': 'a3a2b1e0-0000-4000-8000-000000000001' }): Sent {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { kind: 'answered', status, headers: new Map(Object.entries(headers)), bytes: new TextEncoder().encode(text) }
}

const routeFor = routesOf(Object.values(moovContract.endpoints))
export const operationOf = ({ method, path }: Pick<Outgoing, 'method' | 'path'>): string => routeFor(path.split('?')[0]!)?.byMethod.get(method)?.operation ?? `${method} ${path}`

export type Far = { upstream: Upstream; sent: Outgoing[]; operations(): string[] }
export type FarOptions = { credentials?: Record<string, string>; auth?: 'basic' | 'token'; now?: () => number }

export function connectedTo(send: Sender, { credentials = { ...keys }, auth = 'basic', now = () => noon }: FarOptions = {}): Far {
  const sent: Outgoing[] = []
  const upstream = moovConnector.connect({
    baseUrl: 'https://moov.example', credentials, switches: { auth }, now, random: bytes => new Uint8Array(bytes),
    send: async request => {
      sent.push(request)
      return send(request)
    },
  })
  return { upstream, sent, operations: () => sent.map(operationOf) }
}

/** Answers by operation; a list is given out one by one and its last stays. */
export function scripted(script: Readonly<Record<string, Sent | readonly Sent[]>>): Sender {
  const turns = new Map<string, number>()
  return async request => {
    const operation = operationOf(request)
    const answers = script[operation]
    if (answers === undefined) throw new Error(`Nobody expects ${operation}`)
    if (!Array.isArray(answers)) return answers as Sent
    const turn = turns.get(operation) ?? 0
    turns.set(operation, turn + 1)
    return answers[Math.min(turn, answers.length - 1)]
  }
}

/** A server of ours, in process. */
export function served(handle: WireHandle): Sender {
  return async ({ method, path, headers, body }) => {
    const { status, headers: heads, body: told } = await handle(wireRequest({ method, target: path, headers, body }))
    return { kind: 'answered', status, headers: new Map(Object.entries(heads)), bytes: typeof told === 'string' ? new TextEncoder().encode(told) : (told as Uint8Array) }
  }
}

/** The same dispute here, with an act on its way. */
export function ours(state: 'accepting' | 'submitting', over: Partial<Dispute['theirs']> = {}): { dispute: Dispute; act: Act } {
  const opening = anOpening({ dialect: 'moov', money: { amount: 257_753n, currency: 'USD' } })
  const dispute = inState[state]({ ...opening, home: id('con', 1), theirs: { ...opening.theirs, id: theirId, ...over } }, { terms: { ...moovTerms } })
  return { dispute, act: (dispute as Extract<Dispute, { act: Act }>).act }
}

export const aFile = (changes: Partial<EvidenceItem> = {}): EvidenceItem =>
  ({ id: id('evd', 1), kind: 'file', category: 'receipt', name: 'receipt.pdf', type: 'application/pdf', size: 4, digest: 'd1', text: null, addedAt: noon, ...changes })
export const aText = (changes: Partial<EvidenceItem> = {}): EvidenceItem =>
  ({ id: id('evd', 2), kind: 'text', category: 'cover-letter', name: null, type: 'text/plain', size: 18, digest: 'd2', text: 'Delivered on 1 May', addedAt: noon, ...changes })

/** `kept` is what would be durable. */
export function submission(evidence: EvidenceItem[], statement: string | null = null, kept: Record<string, string> = {}): Submitting {
  const { dispute, act } = ours('submitting')
  const defense: Defense = { act: act.id, at: noon, by: act.by, statement, evidence }
  return {
    dispute, act, defense, attempt: 1, bytesOf: async () => new TextEncoder().encode('%PDF'),
    progress: { done: kept, keep: async (step, value) => void (kept[step] = value) },
  }
}
