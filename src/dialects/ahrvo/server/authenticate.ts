// Who is calling: HTTP Basic, one right per pair. No pair, an unknown one and a revoked one are answered alike.

import { parseBasic } from '../../../wire/scheme.ts'
import type { Endpoint, FailureReply } from '../../../wire/contract.ts'
import type { WireRequest } from '../../../wire/http.ts'
import type { Services } from '../../dialect.ts'
import type { AhrvoSwitches } from '../switches.ts'
import type { Caller } from './call.ts'
import { refused } from './reply.ts'

export async function authenticate({ accounts }: Pick<Services, 'accounts'>, request: WireRequest, { scope }: Endpoint, { versionRequired }: AhrvoSwitches): Promise<{ principal: Caller } | FailureReply> {
  const basic = parseBasic(request.headers.get('authorization'))
  const found = basic && await accounts.authenticate('ahrvo', `${basic.user}:${basic.password}`)
  if (!found?.merchant) return refused('unauthorized')
  if (ranks.indexOf(found.scope) < ranks.indexOf(scope!)) return refused('forbidden')
  return { principal: { merchant: found.merchant, credential: found.credential, seeAll: found.seeAll, strict: versionRequired || found.public.finix_version === 'required' } }
}

const ranks: readonly string[] = ['read', 'decide', 'admin']
