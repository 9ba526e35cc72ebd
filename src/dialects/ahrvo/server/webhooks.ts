// Webhooks of this API: the same rows that the native API shows, in this one's form. An address is judged here, and again by who sends.

import type { MerchantId, WebhookId } from '../../../core/ids.ts'
import { readSecrets, signingContext, writeSecrets } from '../../../core/signing.ts'
import { oneAtATime } from '../../../engine/in-turn.ts'
import type { Tables, Write } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { testWrites } from '../../test-notice.ts'
import type { Authentication, EnabledEvents } from '../contract/webhooks.ts'
import { kindsFor, writeBody } from '../events.ts'
import { webhookOf } from '../ids.ts'
import { readKept, writeSecret } from '../webhook-secret.ts'
import type { AhrvoSwitches } from '../switches.ts'
import { baseOf } from './base.ts'
import type { AnyCall, Part, Refused, Reply } from './call.ts'
import { own } from './look.ts'
import { paged } from './paging.ts'
import { json, notFound, refused } from './reply.ts'
import { toWebhook } from './webhook-view.ts'

type Row = Tables['endpoint']
type Wanted = { url?: string | undefined; enabled_events?: EnabledEvents | undefined; authentication?: Authentication | undefined; enabled?: boolean | undefined }

export const mostWebhooks = 20

export function webhookCalls(services: Services, { firstContact: contacted }: AhrvoSwitches): Part<'createWebhook' | 'listWebhooks' | 'getWebhook' | 'updateWebhook'> {
  const { engine, vault, accounts } = services
  const { reads, world } = engine
  /** So that in this process of two changes at once none is lost. */
  const inTurn = oneAtATime()
  return {
    createWebhook: call => inTurn(async () => {
      const { merchant, credential } = call.principal
      if ((await mine(merchant)).length >= mostWebhooks) return refused('too_many_webhooks')
      const id = world.ids.next('whk')
      const secrets = await accounts.secretsOf(merchant, credential)
      const secret = writeSecret({ key: secrets.webhook_secret!, authentication: call.body.authentication ?? { type: 'NONE' } })
      const empty: Row = { merchant, id, dialect: own, url: call.body.url, kinds: '*', sealed: sealed(merchant, id, secret), createdAt: world.now(), disabledAt: null, body: writeBody('{"description":null}', [], world.now()) }
      const made = changed(empty, call.body)
      return kept(call, made, 201, 'failure' in made ? [] : firstContact(made))
    }),
    async listWebhooks({ principal, query, headers, request }) {
      const base = baseOf(services, request)
      const page = paged((await mine(principal.merchant)).map(row => toWebhook(row, keptOf(row).authentication, base)), query, headers)
      if (!page) return notFound(query.after_cursor ?? query.before_cursor ?? '')
      return json(request, 200, { _embedded: { webhooks: page.items }, page: page.page, _links: { self: { href: `${base}/webhooks${request.search}` } } })
    },
    async getWebhook(call) {
      const row = await rowOf(call.principal.merchant, call.params.id)
      return row ? shown(call, row, 200) : notFound(call.params.id)
    },
    updateWebhook: call => inTurn(async () => {
      const row = await rowOf(call.principal.merchant, call.params.id)
      return row ? kept(call, changed(row, call.body), 200) : notFound(call.params.id)
    }),
  }

  function changed(row: Row, { url = row.url, enabled_events: events, authentication, enabled }: Wanted): Row | Refused {
    if (services.urlRefused(url)) return refused('url_refused')
    const secret = authentication && writeSecret({ ...keptOf(row), authentication })
    return {
      ...row, url, kinds: events ? kindsFor(events) : row.kinds, body: writeBody(row.body, events, world.now()),
      sealed: secret === undefined ? row.sealed : sealed(row.merchant, row.id, secret),
      disabledAt: enabled === undefined ? row.disabledAt : enabled ? null : row.disabledAt ?? world.now(),
    }
  }

  /** An empty event, by which the receiver shows that it is there; without an answer the webhook is disabled (docs.finix.com, webhooks). */
  function firstContact(row: Row): Write[] {
    return contacted && row.disabledAt === null ? testWrites(row, { notice: world.ids.next('ntc'), delivery: world.ids.next('dlv') }, row.createdAt) : []
  }

  async function kept(call: AnyCall, row: Row | Refused, status: number, also: Write[] = []): Promise<Reply> {
    if ('failure' in row) return row
    const performed = await engine.write({ merchant: call.principal.merchant, credential: call.principal.credential, writes: [{ table: 'endpoint', rows: [row] }, ...also] })
    return performed.kind === 'turned_away' ? refused(performed.refusal.refused) : shown(call, row, status)
  }

  function shown({ request }: AnyCall, row: Row, status: number): Reply {
    return json(request, status, toWebhook(row, keptOf(row).authentication, baseOf(services, request)))
  }

  async function mine(merchant: MerchantId): Promise<Row[]> {
    return (await reads.endpoints(merchant)).filter(({ dialect }) => dialect === own)
  }

  async function rowOf(merchant: MerchantId, id: string): Promise<Row | null> {
    const ours: WebhookId | null = webhookOf(id)
    return (await mine(merchant)).find(row => row.id === ours) ?? null
  }

  function keptOf({ merchant, id, sealed }: Row) {
    return readKept(readSecrets(vault.open(sealed, signingContext(merchant, id)))[0]!.secret)
  }

  function sealed(merchant: string, id: string, secret: string): string {
    return vault.seal(writeSecrets([{ secret, until: null }]), signingContext(merchant, id))
  }
}
