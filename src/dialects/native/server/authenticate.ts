// Who is calling, and for which merchant. An unknown key, a revoked one and none at all are answered alike.

import { isId, type MerchantId } from '../../../core/ids.ts'
import type { Principal } from '../../../engine/accounts.ts'
import type { Endpoint, FailureReply } from '../../../wire/contract.ts'
import type { WireRequest } from '../../../wire/http.ts'
import type { Services, SignedIn } from '../../dialect.ts'
import { parleyVersion } from '../contract.ts'
import { bearerOf } from '../scheme.ts'
import type { Caller } from './call.ts'

export async function authenticate(services: Services, request: WireRequest, endpoint: Endpoint): Promise<{ principal: Caller } | FailureReply> {
  const authorization = request.headers.get('authorization')
  const presented = bearerOf(authorization)
  // Whoever shows a key is judged by the key alone.
  const signedIn = authorization === undefined ? await services.door(request) : null
  if (signedIn === 'foreign') return { failure: 'foreign_page' }
  const principal = signedIn ? asPrincipal(signedIn) : presented && await recognised(services, presented)
  if (!principal) return unknown(services, request, presented !== null)
  if (!mayUse(principal, endpoint)) return { failure: 'forbidden' }
  if ((request.headers.get('parley-version') ?? parleyVersion) !== parleyVersion) return { failure: 'unsupported_version' }
  const merchant = await merchantFor(services, principal, request, endpoint)
  if (merchant && typeof merchant === 'object') return merchant
  if (merchant) services.concerns(merchant)
  const administrator = principal.kind === 'administrator'
  const user = signedIn && { id: signedIn.user.id, name: signedIn.user.name }
  return { principal: { merchant, administrator, credential: administrator || user ? null : principal.credential, id: principal.credential, presented, user } }
}

const scopeOf: Record<SignedIn['user']['role'], Principal['scope']> = { viewer: 'read', operator: 'decide', admin: 'admin' }

/** The demo stands for the whole sandbox; everybody else for their merchant. */
function asPrincipal({ user: { id, role, demo }, merchant }: SignedIn): Principal {
  return { kind: demo ? 'administrator' : 'merchant', merchant, credential: id, dialect: 'native', scope: scopeOf[role], seeAll: true, public: {} }
}

/** Who presents nothing guesses nothing. */
function unknown({ wrongKey }: Services, { remote }: WireRequest, presented: boolean): FailureReply {
  const waitSeconds = presented ? wrongKey(remote) : null
  if (waitSeconds !== null) return { failure: 'too_many_wrong_keys', headers: { 'retry-after': String(waitSeconds) } }
  return { failure: 'unauthenticated', headers: { 'www-authenticate': 'Bearer realm="Parley"' } }
}

const recognised = async ({ accounts }: Services, presented: string): Promise<Principal | null> =>
  accounts.administrator(presented) ?? await accounts.authenticate('native', presented)

const ranks: readonly string[] = ['read', 'decide', 'admin', 'administrator']

function mayUse({ kind, scope }: Principal, endpoint: Endpoint): boolean {
  return ranks.indexOf(kind === 'administrator' ? kind : scope) >= ranks.indexOf(endpoint.scope!)
}

/** The administrator names one; a merchant's key has its own, and naming another is naming none. */
async function merchantFor({ engine }: Services, principal: Principal, request: WireRequest, endpoint: Endpoint): Promise<MerchantId | null | FailureReply> {
  const named = request.headers.get('parley-merchant')
  if (principal.kind === 'merchant') return named === undefined || named === principal.merchant ? principal.merchant : { failure: 'merchant_not_found' }
  if (named === undefined) return principal.merchant ?? (needsMerchant(endpoint) ? { failure: 'merchant_required' } : null)
  return isId('mch', named) && await engine.reads.merchant(named) ? named : { failure: 'merchant_not_found' }
}

/** In the sandbox the call itself may tell whose dispute it is. */
const needsMerchant = ({ failures, tags }: Endpoint): boolean => failures.includes('merchant_required') && !tags?.includes('Sandbox')
