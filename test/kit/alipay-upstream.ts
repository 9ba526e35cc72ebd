/** Alipay's connector over a far side that says what a test tells it to, signed as Alipay signs, and a note of everything that it was asked. */
import { createPublicKey, createSign, type KeyObject } from 'node:crypto'
import type { Dispute, EvidenceItem } from '../../src/core/dispute.ts'
import type { Outcome } from '../../src/core/outcome.ts'
import { alipayConnector } from '../../src/dialects/alipay/connector.ts'
import { sampleDispute } from '../../src/dialects/alipay/contract/endpoints.ts'
import type { Asked, Incoming, Submitting, Told, Upstream } from '../../src/engine/upstream.ts'
import type { Outgoing, Sent } from '../../src/wire/call.ts'
import { keyPair, pkcs8 } from './alipay.ts'
import { accepting, id, noon, submitting } from './builders.ts'

const own = keyPair()
const platform = keyPair()
export const spki = (key: KeyObject): string => createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')
export const sampleClient = 'SANDBOX_5X00000000000000'
export const sampleCredentials = { client_id: sampleClient, private_key: pkcs8(own), platform_public_key: spki(platform) }
export const keys = { own, platform }

export type Far = (request: Outgoing, number: number) => Sent
export type Facing = { upstream: Upstream; asked: Outgoing[] }
type Given = { credentials?: Record<string, string>; now?: number; baseUrl?: string }

/** Answers in turn, or whatever a function makes of a request. */
export function facing(far: readonly Far[] | Far, { credentials = {}, now = noon, baseUrl = 'https://open-na-global.alipay.com' }: Given = {}): Facing {
  const asked: Outgoing[] = []
  const upstream = alipayConnector.connect({
    baseUrl, credentials: { ...sampleCredentials, ...credentials }, switches: {}, now: () => now, random: bytes => new Uint8Array(bytes),
    async send(request) {
      asked.push(request)
      const say = typeof far === 'function' ? far : far[asked.length - 1]
      if (!say) throw new Error(`Nobody expected ${request.method} ${request.path}`)
      return say(request, asked.length)
    },
  })
  return { upstream, asked }
}

export const signatureOf = (content: string, key: KeyObject = platform): string =>
  `algorithm=RSA256,keyVersion=1,signature=${encodeURIComponent(createSign('RSA-SHA256').update(content).sign(key, 'base64'))}`

export type Saying = { status?: number; time?: string; clientId?: string; key?: KeyObject; path?: string; signedBody?: string; headers?: Record<string, string>; without?: readonly string[] }

/** An answer as Alipay would sign it, or with one thing wrong. */
export function says(body: unknown, { status = 200, time = '2026-11-20T12:00:01+00:00', clientId, key, path, signedBody, headers = {}, without = [] }: Saying = {}): Far {
  return request => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const client = clientId ?? request.headers['client-id']!
    const signature = signatureOf(`POST ${path ?? request.path}\n${client}.${time}.${signedBody ?? text}`, key)
    const all = { 'content-type': 'application/json; charset=UTF-8', 'client-id': client, 'response-time': time, signature, ...headers }
    return { kind: 'answered', status, headers: new Map(Object.entries(all).filter(([name]) => !without.includes(name))), bytes: Buffer.from(text) }
  }
}

export const result = (resultCode: string, resultStatus = resultCode === 'SUCCESS' ? 'S' : 'F', resultMessage = 'Said by a test.') => ({ resultCode, resultStatus, resultMessage })
export const failed = (code: string, status?: string): object => ({ result: result(code, status) })
export const succeeded = (over: object = {}): object => ({ result: result('SUCCESS'), disputeId: sampleDispute, disputeResolutionTime: '2026-11-20T12:00:00+00:00', ...over })

/** The dispute of the examples, as it lives upstream. */
const facts = { dialect: 'alipay', theirs: { id: sampleDispute, status: 'DISPUTE_CREATED', reasonCode: '2006', reasonText: null }, money: { amount: 14204n, currency: 'KRW' } } as const

export const acceptAsked = (attempt = 1, over: Partial<Dispute> = {}): Asked => {
  const dispute = { ...accepting({ ...facts }), ...over } as Extract<Dispute, { state: 'accepting' }>
  return { dispute, act: dispute.act, attempt }
}

export const aFile = (over: Partial<EvidenceItem> = {}): EvidenceItem =>
  ({ id: id('evd', 1), kind: 'file', category: null, name: 'receipt.pdf', type: 'application/pdf', size: 8, digest: 'd1', text: null, addedAt: noon, ...over })

export type SubmitGiven = { items?: readonly EvidenceItem[]; statement?: string | null; bytes?: Uint8Array; attempt?: number; over?: Partial<Dispute> }
export function submitAsked({ items = [aFile()], statement = null, bytes = Buffer.from('%PDF-1.4'), attempt = 1, over = {} }: SubmitGiven = {}): Submitting {
  const dispute = { ...submitting({ ...facts }), ...over } as Extract<Dispute, { state: 'submitting' }>
  return { dispute, act: dispute.act, attempt, defense: { ...dispute.defense, statement, evidence: [...items] }, bytesOf: async () => bytes, progress: { done: {}, keep: async () => {} } }
}

export const outcomeOf = ({ kind, ...rest }: Outcome<Told | unknown>): string => {
  const { code, final, cause, value } = rest as { code?: string; final?: boolean; cause?: string; value?: Told | null }
  return [kind, kind === 'refused' ? `${code} ${final ? 'for good' : 'for now'}` : kind === 'done' ? value?.reading?.state : cause].filter(Boolean).join(' ')
}

export type Noticed = Saying & { target?: string; method?: string; receivedAt?: number }

/** A notification as it arrives, or with one thing wrong. */
export function notice(body: unknown, { time = '2026-11-20T12:00:00+00:00', clientId = sampleClient, key, path, signedBody, headers = {}, without = [], target = '/in/con_1?x=1', method = 'POST', receivedAt = Date.UTC(2026, 10, 20, 12) }: Noticed = {}): Incoming {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const signature = signatureOf(`POST ${path ?? target}\n${clientId}.${time}.${signedBody ?? text}`, key)
  const all: Record<string, string> = { 'client-id': clientId, 'request-time': time, signature, ...headers }
  return { method, target, headers: { get: name => (without.includes(name) ? undefined : all[name]) }, raw: Buffer.from(text), receivedAt }
}
