// Who is calling: HTTP Basic and nothing else. Missing, broken, unknown and revoked credentials are answered alike. The look-up is by a
// keyed hash, so that its time tells nothing of the secret.

import type { MerchantId } from '../../../core/ids.ts'
import type { Principal } from '../../../engine/accounts.ts'
import type { FailureReply } from '../../../wire/contract.ts'
import type { WireRequest } from '../../../wire/http.ts'
import type { Services } from '../../dialect.ts'
import { seenBy } from '../../find.ts'
import type { FailureCode } from '../failures.ts'
import { basicOf } from '../scheme.ts'
import type { Caller } from './call.ts'

/** RFC 9110 asks for a challenge with every 401. */
export const unauthorized: FailureReply<FailureCode> = { failure: 'unauthorized', headers: { 'www-authenticate': 'Basic realm="afterpay"' } }

export type Known = { caller: Caller; scope: Principal['scope'] }

export async function authenticate({ accounts }: Services, { headers }: WireRequest): Promise<Known | null> {
  const presented = basicOf(headers.get('authorization'))
  const principal = presented === null ? null : await accounts.authenticate('afterpay', presented)
  return principal && presented !== null ? { caller: callerOf(principal, presented), scope: principal.scope } : null
}

function callerOf({ merchant, credential, seeAll }: Principal, presented: string): Caller {
  return { merchant: merchant as MerchantId, merchantId: presented.slice(0, presented.indexOf(':')), credential, dialects: seenBy('afterpay', seeAll) }
}
