// Where a merchant wants to be told. An address is judged here when it is saved, and again by whoever sends.

import { readSecrets, rotateSecrets, signingContext, writeSecrets } from '../../../core/signing.ts'
import type { MerchantId } from '../../../core/ids.ts'
import { oneAtATime } from '../../../engine/in-turn.ts'
import type { Answer } from '../../../engine/job.ts'
import type { Tables, Write } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { testWrites } from '../../test-notice.ts'
import { merchantOf, type AnyCall, type Part, type Reply } from './call.ts'
import { answeredBefore } from './once.ts'
import { answerOf, failure, json, secretAnswer, told } from './reply.ts'
import { toWireWebhook } from './webhook-view.ts'

type Mine = 'createWebhook' | 'listWebhooks' | 'getWebhook' | 'updateWebhook' | 'deleteWebhook' | 'rotateWebhook' | 'testWebhook'
type Row = Tables['endpoint']
type Change = { writes: Write[]; answer: Answer }

export const mostWebhooks = 20
const overlapMs = 24 * 3_600_000

export function webhookCalls(services: Services): Part<Mine> {
  const { engine, vault, urlRefused } = services
  const { reads, world } = engine
  const view = (row: Row) => toWireWebhook(row, vault, world.now())
  const inTurn = oneAtATime()
  return {
    createWebhook: call => change(call, async merchant => {
      const { url, kinds = null, description = null, enabled, dialect } = call.body
      if (urlRefused(url)) return failure('webhook_url_refused')
      if ((await mine(merchant)).length >= mostWebhooks) return failure('too_many_webhooks')
      const id = world.ids.next('whk')
      const secret = await services.signingSecret(merchant, dialect)
      if (!secret) return failure('credential_not_found')
      const row: Row = {
        merchant, id, dialect, url, kinds: kinds?.join(',') ?? '*', sealed: sealed(merchant, id, [{ secret: secret.kept, until: null }]),
        createdAt: world.now(), disabledAt: enabled ? null : world.now(), body: JSON.stringify({ description }),
      }
      return { writes: [{ table: 'endpoint', rows: [row] }], answer: secretAnswer(services, 201, { webhook: view(row), secret: secret.shown }) }
    }),
    listWebhooks: async call => json(200, { data: (await mine(merchantOf(call))).map(view) }),
    async getWebhook(call) {
      const row = await rowOf(merchantOf(call), call.params.id)
      return row ? json(200, view(row)) : failure('webhook_not_found')
    },
    updateWebhook: call => changeRow(call, row => {
      if (call.body.url !== undefined && urlRefused(call.body.url)) return failure('webhook_url_refused')
      const changed = changedRow(row, call.body, world.now())
      return { writes: [{ table: 'endpoint', rows: [changed] }], answer: answerOf(200, view(changed)) }
    }),
    deleteWebhook: call => changeRow(call, ({ merchant, id }) => ({ writes: [{ remove: 'endpoint', rows: [{ merchant, id }] }], answer: { status: 204, headers: {}, body: '' } })),
    rotateWebhook: call => changeRow(call, async row => {
      const secret = await services.signingSecret(row.merchant as MerchantId, row.dialect)
      if (!secret) return failure('credential_not_found')
      const changed = { ...row, sealed: sealed(row.merchant, row.id, rotateSecrets(secretsOf(row), secret.kept, world.now() + overlapMs)) }
      return { writes: [{ table: 'endpoint', rows: [changed] }], answer: secretAnswer(services, 200, { webhook: view(changed), secret: secret.shown }) }
    }),
    testWebhook: call => changeRow(call, row => {
      const notice = world.ids.next('ntc')
      return { writes: testWrites(row, { notice, delivery: world.ids.next('dlv') }, world.now()), answer: answerOf(202, { notice }) }
    }),
  }

  /** One after the other in this process, so that of two changes at once none is lost; a repetition never meets its own effect. */
  function change(call: AnyCall, work: (merchant: MerchantId) => Promise<Change | Reply>): Promise<Reply> {
    const merchant = merchantOf(call)
    return inTurn(async () => {
      const before = await answeredBefore(services, merchant, call)
      if (before) return before
      const made = await work(merchant)
      return 'writes' in made ? told(services, await engine.write({ merchant, key: call.key, credential: call.principal.credential, ...made })) : made
    })
  }

  function changeRow(call: AnyCall & { params: { id: string } }, work: (row: Row) => Change | Reply | Promise<Change | Reply>): Promise<Reply> {
    return change(call, async merchant => {
      const row = await rowOf(merchant, call.params.id)
      return row ? work(row) : failure('webhook_not_found')
    })
  }

  function mine(merchant: MerchantId): Promise<Row[]> {
    return reads.endpoints(merchant)
  }

  async function rowOf(merchant: MerchantId, id: string): Promise<Row | null> {
    return (await mine(merchant)).find(row => row.id === id) ?? null
  }

  function secretsOf({ merchant, id, sealed }: Row) {
    return readSecrets(vault.open(sealed, signingContext(merchant, id)))
  }

  function sealed(merchant: string, id: string, secrets: Parameters<typeof writeSecrets>[0]): string {
    return vault.seal(writeSecrets(secrets), signingContext(merchant, id))
  }
}

type Wanted = { url?: string | undefined; kinds?: readonly string[] | null | undefined; description?: string | null | undefined; enabled?: boolean | undefined }

function changedRow(row: Row, { url, kinds, description, enabled }: Wanted, now: number): Row {
  return {
    ...row,
    url: url ?? row.url,
    kinds: kinds === undefined ? row.kinds : kinds?.join(',') ?? '*',
    disabledAt: enabled === undefined ? row.disabledAt : enabled ? null : row.disabledAt ?? now,
    body: description === undefined ? row.body : JSON.stringify({ ...JSON.parse(row.body) as object, description }),
  }
}
