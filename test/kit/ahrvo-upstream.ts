/** Ahrvo's connector over a far side that answers by a script, and what it was sent. */
import type { Dispute, EvidenceItem } from '../../src/core/dispute.ts'
import type { Submitting, Upstream } from '../../src/engine/upstream.ts'
import { ahrvoConnector } from '../../src/dialects/ahrvo/connector.ts'
import { ahrvoTerms as terms } from '../../src/dialects/ahrvo/terms.ts'
import type { Outgoing, Sent } from '../../src/wire/call.ts'
import { accept, after, id, needsResponse, noon, submit } from './builders.ts'
import { connection } from './builders.ts'

export type Scripted = { upstream: Upstream; sent: Outgoing[] }
export type Script = (request: Outgoing, nth: number) => Sent

export const usualSwitches = Object.fromEntries(Object.entries(ahrvoConnector.switches).map(([name, { values }]) => [name, values[0]!]))
export const credentials = { username: 'USshop', password: 'p:\u00e4', currency: 'USD' }

export function upstreamOver(script: Script, { switches = {}, currency = 'USD', baseUrl = 'https://api.ahrvo.network' }: { switches?: Record<string, string>; currency?: string; baseUrl?: string } = {}): Scripted {
  const sent: Outgoing[] = []
  const upstream = ahrvoConnector.connect({
    baseUrl, credentials: { ...credentials, currency }, switches: { ...usualSwitches, ...switches }, now: () => noon, random: bytes => new Uint8Array(bytes),
    send: async request => script(request, sent.push(request)),
  })
  return { upstream, sent }
}

export function answers(status: number, body: unknown = '', headers: Record<string, string> = {}): Sent {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  return { kind: 'answered', status, headers: new Map(Object.entries(headers)), bytes }
}

export const bodyOf = ({ body }: Outgoing): unknown => (body.length ? JSON.parse(Buffer.from(body).toString()) : null)

const theirs = { id: 'DP1', status: 'PENDING', reasonCode: 'FRAUD', reasonText: null }
const opening = { dialect: 'ahrvo', home: connection, money: { amount: 50_000n, currency: 'USD' } } as const

/** A dispute with an act on its way. */
export function accepting(theirId = theirs.id, note: string | null = null): { dispute: Dispute; act: Submitting['act']; attempt: number } {
  const dispute = after(needsResponse({ ...opening, theirs: { ...theirs, id: theirId } }), accept({ note }), { terms })
  if (dispute.state !== 'accepting') throw new Error(dispute.state)
  return { dispute, act: dispute.act, attempt: 1 }
}

export type Staged = { name: string | null; bytes: string; type?: string }
export type SubmittingOver = { theirId?: string; statement?: string | null; files?: readonly Staged[]; texts?: readonly string[]; progress?: Record<string, string> }

export function submitting({ theirId = theirs.id, statement = null, files = [], texts = [], progress = {} }: SubmittingOver = {}): Submitting & { kept: Record<string, string> } {
  const items: EvidenceItem[] = [
    ...files.map(({ name, bytes, type = 'application/pdf' }, n): EvidenceItem => ({ id: id('evd', n + 1), kind: 'file', category: null, name, type, size: bytes.length, digest: bytes, text: null, addedAt: noon })),
    ...texts.map((text, n): EvidenceItem => ({ id: id('evd', 100 + n), kind: 'text', category: null, name: null, type: 'text/plain', size: text.length, digest: text, text, addedAt: noon })),
  ]
  const bare = needsResponse({ ...opening, theirs: { ...theirs, id: theirId } })
  const dispute = after({ ...bare, evidence: items }, submit({ statement }), { terms })
  if (dispute.state !== 'submitting') throw new Error(dispute.state)
  const kept = { ...progress }
  return {
    dispute, act: dispute.act, attempt: 1, defense: dispute.defense, kept,
    bytesOf: async ({ digest }) => Buffer.from(digest),
    progress: { done: { ...progress }, keep: async (step, value) => void (kept[step] = value) },
  }
}
