// Parley upstream of Parley: calls on its own contract. An act's id is the idempotency key, so a repeat does nothing twice there.

import type { Dispute, EvidenceItem } from '../../core/dispute.ts'
import { done, refused, unknown, unsent, type Outcome } from '../../core/outcome.ts'
import type { Asked, Capabilities, ListPage, Submitting, Told, Upstream } from '../../engine/upstream.ts'
import { call, type Called, type CallInput } from '../../wire/call.ts'
import type { Endpoint } from '../../wire/contract.ts'
import type { ConnectParts, Connector } from '../dialect.ts'
import { nativeContract, parleyVersion } from './contract.ts'
import { acknowledge, readNotice } from './hears.ts'
import { isWebhookSecret } from './notices.ts'
import { toldOf } from './told.ts'

const capabilities: Capabilities = {
  readBack: true, list: true, acceptChecks: true, afterUnknown: 'read_back', closedUnproven: [], acceptedReads: ['accepted'], submittedReads: ['under_review'], settlesWithinMs: 60_000,
}

export const nativeConnector: Connector = {
  credentials: [
    { name: 'key', secret: true, about: 'A native key of the merchant there, with the right to decide.' },
    { name: 'webhook_secret', secret: true, optional: true, about: 'The secret of the webhook there that tells this Parley.' },
  ],
  switches: {},
  production: null,
  unfit: ({ credentials: { webhook_secret: secret } }) => (secret === undefined || isWebhookSecret(secret) ? null : 'The webhook_secret is whsec_ and base 64, as it was shown when the webhook was made.'),
  capabilities,
  connect: parts => connected(parts),
}

const pageSize = '100'

function connected(parts: ConnectParts): Upstream {
  const { credentials, now } = parts
  const ask = (endpoint: Endpoint, input: CallInput): Promise<Called> => call(endpoint, { ...input, headers: { 'parley-version': parleyVersion, ...input.headers } }, {
    baseUrl: parts.baseUrl, send: parts.send, now, sign: () => ({ authorization: `Bearer ${credentials['key'] ?? ''}` }),
  })
  const { getDispute, listDisputes, acceptDispute, submitDispute, listEvidence, addEvidence } = nativeContract.endpoints as Record<string, Endpoint> & typeof nativeContract.endpoints
  return {
    capabilities,
    async probe() {
      const answer = await ask(listDisputes, { query: { limit: 1 } })
      return answer.kind === 'answered' && answer.status === 200 ? done({ account: null }) : failed(answer)
    },
    async accept({ dispute, act }: Asked) {
      const { reason, note } = act
      const body = { json: { reason, ...(note ? { note } : {}), ...(act.override ? { override: act.override } : {}), expect: expectedOf(dispute) } }
      return decided(await ask(acceptDispute, { params: { id: dispute.theirs.id }, headers: { 'idempotency-key': act.id }, body }))
    },
    async submit(submitting: Submitting) {
      const staged = await stageAll(submitting)
      if (staged.kind !== 'done') return staged
      const { dispute, act, defense: { statement } } = submitting
      return decided(await ask(submitDispute, { params: { id: dispute.theirs.id }, headers: { 'idempotency-key': act.id }, body: { json: statement === null ? {} : { statement } } }))
    },
    async find(theirId) {
      const answer = await ask(getDispute, { params: { id: theirId } })
      if (answer.kind === 'answered' && answer.status === 404) return codeOf(answer) === 'dispute_not_found' ? done(null) : unknown('not_the_api')
      return toldBy(answer)
    },
    async list({ cursor }) {
      const answer = await ask(listDisputes, { query: { limit: pageSize, order: 'opened_oldest', cursor } })
      if (answer.kind !== 'answered' || answer.status !== 200) return failed(answer)
      return pageOf(answer.body)
    },
    read: incoming => readNotice(incoming, credentials['webhook_secret'] ?? null),
    acknowledge,
  }

  /** What is there already is not sent again; nothing of it counts before the submission itself. */
  async function stageAll({ dispute, act, defense, bytesOf }: Submitting): Promise<Outcome<null>> {
    const there = await ask(listEvidence, { params: { id: dispute.theirs.id } })
    if (there.kind !== 'answered' || there.status !== 200) return failed(there)
    const digests = new Set(dataOf(there.body).map(item => String((item as { sha256?: unknown }).sha256)))
    for (const item of defense.evidence.filter(({ digest }) => !digests.has(digest))) {
      const answer = await ask(addEvidence, { params: { id: dispute.theirs.id }, headers: { 'idempotency-key': `${act.id}.${item.id}` }, body: await bodyOf(item, bytesOf) })
      if (answer.kind !== 'answered') return unsent(`upload: ${answer.cause}`)
      if (answer.status !== 201) return failed(answer)
    }
    return done(null)
  }
}

/** What was conceded before it was answered is not to be conceded after it was. */
function expectedOf(dispute: Dispute): { amount: number; state?: 'needs_response' } {
  const unanswered = dispute.state === 'accepting' && dispute.from === 'needs_response'
  return { amount: Number(dispute.money.amount), ...(unanswered ? { state: 'needs_response' } : {}) }
}

async function bodyOf(item: EvidenceItem, bytesOf: Submitting['bytesOf']): Promise<NonNullable<CallInput['body']>> {
  const { kind, text, category, name, id, type } = item
  if (kind === 'text') return { json: { text: text ?? '', ...(category ? { category } : {}) } }
  return { multipart: { fields: category ? { category } : {}, files: { file: { filename: name ?? id, contentType: type, bytes: await bytesOf(item) } } } }
}

/** 202 is no confirmation: it waits there for a provider of its own. */
function decided(answer: Called): Outcome<Told> {
  if (answer.kind === 'answered' && answer.status === 202) return unknown('asked_further')
  if (answer.kind === 'answered' && answer.status === 200) return toldBy(answer) as Outcome<Told>
  return failed(answer)
}

function toldBy(answer: Called): Outcome<Told> {
  if (answer.kind !== 'answered' || answer.status !== 200) return failed(answer)
  const told = toldOf(answer.body)
  return told ? done(told) : unknown('answer_unreadable')
}

function pageOf(body: unknown): Outcome<ListPage> {
  const { next_cursor: next, data } = (typeof body === 'object' && body !== null ? body : {}) as { next_cursor?: unknown; data?: unknown }
  if (!Array.isArray(data) || !(next === null || typeof next === 'string')) return unknown('answer_unreadable')
  return done({ items: data.flatMap(item => toldOf(item) ?? []), next })
}

/** Only a problem document of Parley's own says that nothing happened. */
function failed(answer: Called): Outcome<never> {
  if (answer.kind === 'unsent') return answer
  if (answer.kind === 'lost') return unknown(answer.cause)
  const code = codeOf(answer)
  if (code === null) return unknown(`status_${answer.status}`)
  if (code === 'overloaded' || code === 'unavailable') return unsent(code, answer.retryAfterMs ?? 1_000)
  if (code === 'outcome_unknown' || code === 'key_in_flight' || answer.status >= 500) return unknown(code)
  const { transient, detail } = answer.body as { transient?: unknown; detail?: unknown }
  return refused(code, typeof detail === 'string' ? detail : null, transient !== true && answer.status !== 401 && answer.status !== 403)
}

function codeOf(answer: Extract<Called, { kind: 'answered' }>): string | null {
  const { code, status } = (typeof answer.body === 'object' && answer.body !== null ? answer.body : {}) as { code?: unknown; status?: unknown }
  return typeof code === 'string' && status === answer.status && answer.status >= 400 ? code : null
}

const dataOf = (body: unknown): unknown[] => {
  const data = (body as { data?: unknown } | null)?.data
  return Array.isArray(data) ? data : []
}
