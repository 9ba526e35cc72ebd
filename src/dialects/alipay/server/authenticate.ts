// Verifies who calls, over the bytes exactly as they came. An unknown client id, a wrong signature and a key that was turned off are
// answered alike and at the same cost.

import type { MerchantId } from '../../../core/ids.ts'
import { parseInstant, type Instant } from '../../../core/time.ts'
import type { Endpoint, FailureReply } from '../../../wire/contract.ts'
import type { WireRequest } from '../../../wire/http.ts'
import { sandboxPath } from '../contract/endpoints.ts'
import type { ResultCode } from '../results.ts'
import type { AlipaySwitches } from '../switches.ts'
import { isSandboxClient } from '../scheme.ts'
import { parseSignature, verify, type SignatureHeader } from '../signature.ts'
import { decoyKey } from './decoy.ts'
import type { Client, Clients } from './clients.ts'
import type { Keys } from './keys.ts'

export type Caller = { merchant: MerchantId; credential: string; seeAll: boolean; shortTypes: boolean; signed: Keys }

type Judging = { switches: AlipaySwitches; now: Instant }

export async function authenticate(clients: Clients, request: WireRequest, endpoint: Endpoint, { switches, now }: Judging): Promise<{ principal: Caller } | FailureReply> {
  const [clientId, time, header] = ['client-id', 'request-time', 'signature'].map(name => request.headers.get(name))
  // Headers count as parameters; a body that was never read whole cannot be verified.
  if (!clientId || !time || !header || request.bodyTooLarge) return failure('PARAM_ILLEGAL')
  const client = await clients.of(request)
  const signature = isForThisHost(request) ? parseSignature(header) : null
  const keys = await keysFor(clients, client, signature)
  const content = { uri: request.path + request.search, clientId, time, body: request.body }
  const fits = signature !== null && await verify(content, signature, keys?.theirs ?? decoyKey)
  if (client && !fits) await clients.lookInVain(request)
  if (!client || !keys || !fits) return failure('INVALID_SIGNATURE')
  clients.verified(request, keys)
  if (switches.requestTimeWithinMs !== null && !isNear(time, now, switches.requestTimeWithinMs)) return failure('PARAM_ILLEGAL')
  // The live side of Alipay knows no sandbox; a sandbox client may use both, as the signing page's own example does.
  if (request.path.startsWith(sandboxPath) && !isSandboxClient(clientId)) return failure('PARAM_ILLEGAL')
  if (endpoint.scope !== 'read' && keys.scope === 'read') return failure('PARAM_ILLEGAL')
  return { principal: { merchant: client.principal.merchant!, credential: keys.credential, seeAll: keys.seeAll, shortTypes: keys.shortTypes || switches.shortEvidenceTypes, signed: keys } }
}

/** Epoch milliseconds as documented, or ISO 8601 as some clients write it. */
function isNear(time: string, now: Instant, within: number): boolean {
  const at = /^\d{13}$/.test(time) ? Number(time) : parseInstant(time)
  return at !== null && Math.abs(now - at) <= within
}

/** Without a version the newest is meant (docs.antom.com/ac/ams/api_fund). */
async function keysFor({ ring }: Clients, client: Client | null, signature: SignatureHeader | null): Promise<Keys | null> {
  if (!client || !signature) return null
  const { keyVersion } = signature
  return keyVersion === null || keyVersion === client.newest.version ? client.newest : ring.version(client.principal, client.id, keyVersion)
}

/** The Python client names scheme and host in the request line; another host than the one that was called means another server. */
function isForThisHost({ target, headers }: WireRequest): boolean {
  const named = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(target)?.[1]
  const called = headers.get('host')
  return named === undefined || called === undefined || hostname(named) === hostname(called)
}

const hostname = (host: string): string => host.toLowerCase().replace(/:\d*$/, '')
const failure = (code: ResultCode): FailureReply => ({ failure: code })
