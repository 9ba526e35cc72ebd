// Merchants and their credentials. Secrets are shown in the answer that made them and nowhere else.

import type { CredentialView } from '../../../engine/accounts.ts'
import type { MerchantId } from '../../../core/ids.ts'
import type { Tables } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { instantText } from '../translate.ts'
import { merchantOf, type AnyCall, type Part, type Reply } from './call.ts'
import { cursorOf, page, placeOf } from './cursor.ts'
import { answerOf, failure, json, secretAnswer, told } from './reply.ts'

type Mine = 'createMerchant' | 'listMerchants' | 'getMerchant' | 'listCredentials' | 'createCredential' | 'rotateCredential' | 'revokeCredential'
type Made = { view: CredentialView; shown: Record<string, string> }

export function merchantCalls(services: Services): Part<Mine> {
  const { accounts, engine: { reads } } = services
  const asking = ({ key, principal }: AnyCall) => ({ key, credential: principal.credential })
  const madeAnswer = ({ view, shown }: Made) => secretAnswer(services, 201, { credential: toWireCredential(view), shown })
  return {
    async createMerchant(call) {
      const { name, id, credentials = {} } = call.body
      return madeOrNot(services, await accounts.createMerchant({ name, credentials, id }, asking(call), made => secretAnswer(services, 201, made)))
    },
    async listMerchants({ query, request }) {
      const place = placeOf('merchants', 's', query.cursor)
      if (place === 'invalid') return failure('invalid_cursor')
      const rows = await reads.merchants(place ? String(place[0]) : '', query.limit + 1)
      const shown = rows.slice(0, query.limit)
      return page(services, request, shown.map(toWireMerchant), rows.length > query.limit ? cursorOf('merchants', [shown.at(-1)!.merchant]) : null)
    },
    async getMerchant(call) {
      const found = await reachable(services, call, call.params.id)
      return found ? json(200, toWireMerchant(found)) : failure('merchant_not_found')
    },
    async listCredentials(call) {
      if (!await reachable(services, call, call.params.id)) return failure('merchant_not_found')
      return json(200, { data: (await accounts.credentials(call.params.id)).map(toWireCredential) })
    },
    async createCredential(call) {
      if (!await reachable(services, call, call.params.id)) return failure('merchant_not_found')
      const { dialect, scope, see_all: seeAll = dialect === 'native', expires_at: expiresAt = null, given = {} } = call.body
      // A credential that claimed to see less than it does would be trusted with what it should not see.
      if (dialect === 'native' && !seeAll) return failure('credentials_invalid', { dialect, why: 'a native credential sees every dispute of its merchant' })
      const asked = { dialect, scope, seeAll, given, expiresAt }
      return madeOrNot(services, await accounts.createCredential(call.params.id, asked, asking(call), madeAnswer))
    },
    async rotateCredential(call) {
      const overlapMs = (call.body?.overlap_seconds ?? dayOfSeconds) * 1000
      const performed = await accounts.rotateCredential(merchantOf(call), call.params.id, overlapMs, asking(call), madeAnswer)
      return performed ? madeOrNot(services, performed) : failure('credential_not_found')
    },
    async revokeCredential(call) {
      const performed = await accounts.revokeCredential(merchantOf(call), call.params.id, asking(call), view => answerOf(200, toWireCredential(view)))
      return performed ? told(services, performed) : failure('credential_not_found')
    },
  }
}

const dayOfSeconds = 86_400

/** The administrator reaches every merchant, a merchant's key its own alone. */
async function reachable({ engine }: Services, { principal }: AnyCall, id: MerchantId): Promise<Tables['merchant'] | null> {
  return principal.administrator || principal.merchant === id ? engine.reads.merchant(id) : null
}

type Outcome = Awaited<ReturnType<Services['accounts']['createMerchant']>>

function madeOrNot(services: Services, outcome: Outcome): Reply {
  switch (outcome.kind) {
    case 'taken': return outcome.what === 'merchant' ? failure('merchant_exists') : failure('credentials_taken', { dialect: outcome.dialect })
    case 'unusable': return failure('credentials_invalid', { dialect: outcome.dialect, why: outcome.why })
    default: return told(services, outcome)
  }
}

function toWireMerchant({ merchant, name, createdAt }: Tables['merchant']) {
  return { id: merchant, name, created_at: instantText(createdAt) }
}

function toWireCredential({ id, dialect, scope, seeAll, public: open, createdAt, expiresAt, revokedAt }: CredentialView) {
  const instant = (at: number | null) => (at === null ? null : instantText(at))
  return { id, dialect, scope, see_all: seeAll, public: open, created_at: instantText(createdAt), expires_at: instant(expiresAt), revoked_at: instant(revokedAt) }
}
