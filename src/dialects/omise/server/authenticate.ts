// Who is calling, in which mode and in which version. An unknown key, a revoked one, a public one and none at all are answered alike.

import type { Principal } from '../../../engine/accounts.ts'
import type { Endpoint, FailureReply } from '../../../wire/contract.ts'
import type { WireRequest } from '../../../wire/http.ts'
import type { Services } from '../../dialect.ts'
import { isLiveKey, secretKeyOf } from '../scheme.ts'
import { isVersion, newestVersion, type Version } from '../view.ts'
import type { Caller } from './call.ts'

export async function authenticate({ accounts }: Services, { headers }: WireRequest, { scope }: Endpoint): Promise<{ principal: Caller } | FailureReply> {
  const key = secretKeyOf(headers.get('authorization'))
  const principal = key && await accounts.authenticate('omise', key)
  if (!principal || !principal.merchant) return { failure: 'authentication_failure' }
  if (scope !== 'read' && principal.scope === 'read') return { failure: 'forbidden' }
  const accountVersion = versionOf(principal)
  const version = headers.get('omise-version') ?? accountVersion
  if (!isVersion(version)) return { failure: 'unsupported_version' }
  const { merchant, credential, seeAll } = principal
  return { principal: { merchant, credential, seeAll, live: isLiveKey(key), version, accountVersion } }
}

function versionOf({ public: { api_version: version = newestVersion } }: Principal): Version {
  return isVersion(version) ? version : newestVersion
}
