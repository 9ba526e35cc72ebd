// Where a merchant wants to be told. An address is judged here when it is saved, and again by whoever sends.

import { canonicalJson } from '../../../core/json.ts'
import { testNotice } from '../../../core/notice.ts'
import { readSecrets, rotateSecrets, signingContext, writeSecrets } from '../../../core/signing.ts'
import type { MerchantId } from '../../../core/ids.ts'
import type { Answer } from '../../../engine/job.ts'
import type { Tables, Write } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { makeWebhookSecret } from '../notices.ts'
import { merchantOf, type AnyCall, type Part, type Reply } from './call.ts'
import { answerOf, failure, json, secretAnswer, told } from './reply.ts'
import { inventedDispute } from './invented.ts'
import { toWireWebhook } from './webhook-view.ts'

type Mine = 'createWebhook' | 'listWebhooks' | 'getWebhook' | 'updateWebhook' | 'deleteWebhook' | 'rotateWebhook' | 'testWebhook'
type Row = Tables['endpoint']

export const mostWebhooks = 20
const overlapMs = 24 * 3_600_000

export function webhookCalls(services: Services): Part<Mine> {
  const { engine, vault, urlRefused } = services
  const { reads, world } = engine
  const view = (row: Row) => toWireWebhook(row, vault, world.now())
  return {
    async createWebhook(call) {
      const { url, kinds = null, description = null, enabled } = call.body
      const merchant = merchantOf(call)
      if (urlRefused(url)) return failure('webhook_url_refused')
      if ((await mine(merchant)).length >= mostWebhooks) return failure('too_many_webhooks')
      const id = world.ids.next('whk')
      const secret = makeWebhookSecret(world)
      const row: Row = {
        merchant, id, dialect: 'native', url, kinds: kinds?.join(',') ?? '*', sealed: sealed(merchant, id, [{ secret, until: null }]),
        createdAt: world.now(), disabledAt: enabled ? null : world.now(), body: JSON.stringify({ description }),
      }
      return keep(call, [{ table: 'endpoint', rows: [row] }], secretAnswer(services, 201, { webhook: view(row), secret }))
    },
    listWebhooks: async call => json(200, { data: (await mine(merchantOf(call))).map(view) }),
    async getWebhook(call) {
      const row = await rowOf(call, call.params.id)
      return row ? json(200, view(row)) : failure('webhook_not_found')
    },
    async updateWebhook(call) {
      const row = await rowOf(call, call.params.id)
      if (!row) return failure('webhook_not_found')
      if (call.body.url !== undefined && urlRefused(call.body.url)) return failure('webhook_url_refused')
      const changed = changedRow(row, call.body, world.now())
      return keep(call, [{ table: 'endpoint', rows: [changed] }], answerOf(200, view(changed)))
    },
    async deleteWebhook(call) {
      const row = await rowOf(call, call.params.id)
      if (!row) return failure('webhook_not_found')
      return keep(call, [{ remove: 'endpoint', rows: [{ merchant: row.merchant, id: row.id }] }], { status: 204, headers: {}, body: '' })
    },
    async rotateWebhook(call) {
      const row = await rowOf(call, call.params.id)
      if (!row) return failure('webhook_not_found')
      const secret = makeWebhookSecret(world)
      const secrets = rotateSecrets(secretsOf(row), secret, world.now() + overlapMs)
      const changed = { ...row, sealed: sealed(row.merchant, row.id, secrets) }
      return keep(call, [{ table: 'endpoint', rows: [changed] }], secretAnswer(services, 200, { webhook: view(changed), secret }))
    },
    async testWebhook(call) {
      const row = await rowOf(call, call.params.id)
      if (!row) return failure('webhook_not_found')
      const notice = world.ids.next('ntc')
      return keep(call, testWrites(row, notice, world.ids.next('dlv'), world.now()), answerOf(202, { notice }))
    },
  }

  async function mine(merchant: MerchantId): Promise<Row[]> {
    return (await reads.endpoints(merchant)).filter(({ dialect }) => dialect === 'native')
  }

  async function rowOf(call: AnyCall, id: string): Promise<Row | null> {
    return (await mine(merchantOf(call))).find(row => row.id === id) ?? null
  }

  async function keep(call: AnyCall, writes: Write[], answer: Answer): Promise<Reply> {
    return told(services, await engine.write({ merchant: merchantOf(call), key: call.key, credential: call.principal.credential, writes, answer }))
  }

  function secretsOf({ merchant, id, sealed }: Row) {
    return readSecrets(vault.open(sealed, signingContext(merchant, id)))
  }

  function sealed(merchant: string, id: string, secrets: Parameters<typeof writeSecrets>[0]): string {
    return vault.seal(writeSecrets(secrets), signingContext(merchant, id))
  }
}

type Change = { url?: string | undefined; kinds?: readonly string[] | null | undefined; description?: string | null | undefined; enabled?: boolean | undefined }

function changedRow(row: Row, { url, kinds, description, enabled }: Change, now: number): Row {
  return {
    ...row,
    url: url ?? row.url,
    kinds: kinds === undefined ? row.kinds : kinds?.join(',') ?? '*',
    disabledAt: enabled === undefined ? row.disabledAt : enabled ? null : row.disabledAt ?? now,
    body: description === undefined ? row.body : JSON.stringify({ description }),
  }
}

/** A notice of no event with the one delivery that it is for. */
function testWrites({ merchant, id: endpoint }: Row, notice: string, delivery: string, now: number): Write[] {
  return [
    {
      table: 'notice',
      rows: [{ merchant, id: notice, dispute: '', seq: 0, kind: testNotice, dialect: 'native', at: now, position: null, body: inventedBody(merchant as MerchantId, now) }],
    },
    {
      table: 'delivery',
      rows: [{ merchant, id: delivery, notice, endpoint, state: 'pending', attempts: 0, dueAt: now, leaseUntil: 0, fence: 0, lastStatus: null, updatedAt: now }],
    },
  ]
}

/** As a dispute is stored: its books as digits. */
function inventedBody(merchant: MerchantId, now: number): string {
  return canonicalJson({ ...inventedDispute(merchant, now), books: { held: '0', gone: '0' } })
}
