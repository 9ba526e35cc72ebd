// Where an account wants to be told, by Moov's own calls. An address is judged here when it is saved, and again by whoever sends.

import { noticeKinds, testNotice } from '../../../core/notice.ts'
import { readSecrets, signingContext, writeSecrets } from '../../../core/signing.ts'
import { formatInstant } from '../../../core/time.ts'
import type { Tables } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { toldTypes, type WebhookUnfit, type WireWebhook } from '../contract/webhooks.ts'
import { uuidOf } from '../ids.ts'
import { secretIn } from '../notices.ts'
import { pinged } from './ping.ts'
import { callerOf, failure, type AnyCall, type No, type Part } from './call.ts'

type Mine = 'createWebhook' | 'listWebhooks' | 'getWebhook' | 'updateWebhook' | 'disableWebhook' | 'getWebhookSecret' | 'pingWebhook' | 'listEventTypes'
type Row = Tables['endpoint']
type OnOne = AnyCall & { params: { webhookID: string } }
type Wanted = { url: string; status: 'enabled' | 'disabled'; eventTypes: string[]; description: string }
type Kept = { description?: string | null; eventTypes?: string[]; updatedAt?: number }

export function webhookCalls(services: Services): Part<Mine> {
  const { engine: { reads, write, world }, vault, urlRefused, signingSecret } = services
  return {
    async createWebhook(call) {
      const wanted = wantedOf(call.body, urlRefused)
      if ('unfit' in wanted) return { status: 422, body: wanted.unfit }
      const { merchant } = callerOf(call)
      if ((await reads.endpoints(merchant)).length >= mostWebhooks) return failure('too_many_webhooks')
      const secret = await signingSecret(merchant, 'moov')
      if (!secret) return failure('unauthenticated')
      const id = world.ids.next('whk')
      const sealed = vault.seal(writeSecrets([{ secret: secret.kept, until: null }]), signingContext(merchant, id))
      const row = withWanted({ merchant, id, dialect: 'moov', url: '', kinds: '', sealed, createdAt: world.now(), disabledAt: null, body: '' }, wanted, world.now())
      return await save(call, row) ?? { status: 201, body: toWire(row) }
    },
    listWebhooks: async call => ({ status: 200, body: (await rowsOf(call)).map(toWire) }),
    async getWebhook(call) {
      const row = await rowOf(call)
      return row ? { status: 200, body: toWire(row) } : failure('webhook_not_found')
    },
    async updateWebhook(call) {
      const row = await rowOf(call)
      if (!row) return failure('webhook_not_found')
      const wanted = wantedOf(call.body, urlRefused)
      if ('unfit' in wanted) return { status: 422, body: wanted.unfit }
      const changed = withWanted(row, wanted, world.now())
      return await save(call, changed) ?? { status: 200, body: toWire(changed) }
    },
    async disableWebhook(call) {
      const row = await rowOf(call)
      if (!row) return failure('webhook_not_found')
      return await save(call, { ...row, disabledAt: row.disabledAt ?? world.now() }) ?? { status: 204, raw: '' }
    },
    async getWebhookSecret(call) {
      const row = await rowOf(call)
      if (!row) return failure('webhook_not_found')
      const [newest] = readSecrets(vault.open(row.sealed, signingContext(row.merchant, row.id)))
      return { status: 200, body: { secret: secretIn(newest!.secret) } }
    },
    async pingWebhook(call) {
      const row = await rowOf(call)
      if (!row) return failure('webhook_not_found')
      if (row.disabledAt !== null) return failure('webhook_disabled')
      const heard = await pinged(services, row)
      return heard ? { status: 200, body: { webhook: toWire(row), ...heard } } : failure('receiver_silent')
    },
    listEventTypes: () => ({ status: 200, body: toldTypes.map(type => ({ eventTypeID: uuidOf(`event type ${type}`), type, description: described[type] })) }),
  }

  async function rowsOf(call: AnyCall): Promise<Row[]> {
    return (await reads.endpoints(callerOf(call).merchant)).filter(({ dialect }) => dialect === 'moov')
  }

  async function rowOf(call: OnOne): Promise<Row | null> {
    return (await rowsOf(call)).find(({ id }) => uuidOf(id) === call.params.webhookID) ?? null
  }

  async function save(call: AnyCall, row: Row): Promise<No | null> {
    const { merchant, credential } = callerOf(call)
    const written = await write({ merchant, credential, writes: [{ table: 'endpoint', rows: [row] }] })
    return written.kind === 'turned_away' ? failure(written.refusal.refused) : null
  }
}

const mostWebhooks = 20
const described = { 'dispute.created': 'A dispute is there.', 'dispute.updated': 'The status or the phase of a dispute has changed.' }

/** Every key is required, and each that does not fit is told by itself. */
function wantedOf({ url, status, eventTypes, description }: Record<string, unknown>, urlRefused: (url: string) => string | null): Wanted | { unfit: WebhookUnfit } {
  const types = Array.isArray(eventTypes) && eventTypes.length > 0 && eventTypes.length <= 50 && eventTypes.every(type => typeof type === 'string' && typeForm.test(type))
  const unfit: WebhookUnfit = {
    ...(typeof url === 'string' && !urlRefused(url) ? {} : { url: 'Expected a public https address.' }),
    ...(status === 'enabled' || status === 'disabled' ? {} : { status: 'Expected enabled or disabled.' }),
    ...(types ? {} : { eventTypes: 'Expected a list of types of events, or *.' }),
    ...(typeof description === 'string' && description.length <= 500 && description.isWellFormed() ? {} : { description: 'Expected a text of at most 500 characters.' }),
  }
  return Object.keys(unfit).length > 0 ? { unfit } : { url, status, eventTypes, description } as Wanted
}

const typeForm = /^(?:\*|[A-Za-z]{1,40}\.[A-Za-z]{1,40})$/

function withWanted(row: Row, { url, status, eventTypes, description }: Wanted, now: number): Row {
  const kept: Kept = { description, eventTypes, updatedAt: now }
  return { ...row, url, kinds: kindsOf(eventTypes), disabledAt: status === 'enabled' ? null : row.disabledAt ?? now, body: JSON.stringify(kept) }
}

/** Which of them are told is the format's to say; a test is never asked for, so it stands for nothing at all. */
function kindsOf(eventTypes: readonly string[]): string {
  if (eventTypes.includes('*')) return '*'
  const created = eventTypes.includes('dispute.created') ? noticeKinds.filter(kind => kind === 'dispute.opened') : []
  const updated = eventTypes.includes('dispute.updated') ? noticeKinds.filter(kind => kind !== 'dispute.opened') : []
  return [...created, ...updated].join(',') || testNotice
}

/** One that was made by the native API has kinds and no types. */
function typesOf(kinds: string): string[] {
  if (kinds === '*') return ['*']
  const asked = kinds.split(',')
  return toldTypes.filter(type => (type === 'dispute.created' ? asked.includes('dispute.opened') : asked.some(kind => kind !== 'dispute.opened')))
}

function toWire({ id, url, kinds, createdAt, disabledAt, body }: Row): WireWebhook {
  const { description, eventTypes, updatedAt } = JSON.parse(body) as Kept
  return {
    webhookID: uuidOf(id), url, status: disabledAt === null ? 'enabled' : 'disabled', eventTypes: eventTypes && kindsOf(eventTypes) === kinds ? eventTypes : typesOf(kinds), description: description ?? '',
    createdOn: formatInstant(createdAt), updatedOn: formatInstant(updatedAt ?? createdAt),
  }
}
