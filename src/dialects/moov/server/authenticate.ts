// Who is calling, for which account, and with which right. Unknown, revoked and missing credentials are answered alike, and so are
// accounts that are another's and accounts that there are not.

import type { CredentialView } from '../../../engine/accounts.ts'
import type { Endpoint } from '../../../wire/contract.ts'
import type { WireRequest } from '../../../wire/http.ts'
import { parseBasic, parseBearer } from '../../../wire/scheme.ts'
import type { Services } from '../../dialect.ts'
import { isUuid } from '../ids.ts'
import type { AcceptScope } from '../switches.ts'
import type { Tokens } from '../tokens.ts'
import { failure, type Caller, type No } from './call.ts'
import { versionOf } from './version.ts'

export type Authenticate = (request: WireRequest, endpoint: Endpoint) => Promise<{ principal: Caller | null } | No>

export function authenticateOf(keys: Keys, tokens: Tokens, acceptScope: AcceptScope): Authenticate {
  return async (request, endpoint) => {
    if (endpoint.open) return versionOf(request) === null ? failure('unknown_version') : { principal: null }
    const principal = await recognised(request)
    if (!principal) return { failure: 'unauthenticated', headers: { 'www-authenticate': 'Bearer realm="Moov"' } }
    if (versionOf(request) === null) return failure('unknown_version')
    return refused(request, endpoint, principal) ?? { principal }
  }

  async function recognised({ headers }: WireRequest): Promise<Caller | null> {
    const authorization = headers.get('authorization')
    const basic = parseBasic(authorization)
    if (basic) return keys.byPair(basic.user, basic.password)
    const token = parseBearer(authorization)
    const claims = token === null ? null : await tokens.read(token, 'access')
    const caller = claims && await keys.byCredential(claims.merchant, claims.credential)
    return caller && { ...caller, scopes: claims.scope.split(' ') }
  }

  function refused(request: WireRequest, { scope }: Endpoint, caller: Caller): No | null {
    const account = accountIn(request.path)
    if (account !== null && account !== caller.account) return failure(isUuid(account) ? 'forbidden' : 'account_not_found')
    if (!scope!.endsWith('.read') && (!caller.decides || isFromElsewhere(request))) return failure('forbidden')
    return mayUse(caller, scope!, acceptScope) ? null : failure('forbidden')
  }
}

/** A scope names the account as the path does, letter by letter. */
function mayUse({ scopes, account }: Caller, asked: string, acceptScope: AcceptScope): boolean {
  const has = (right: string): boolean => scopes === null || scopes.includes(`/accounts/${account}/${right}`)
  if (asked !== 'accept') return has(asked)
  return (acceptScope !== 'write' && has('transfers.read')) || (acceptScope !== 'documented' && has('transfers.write'))
}

/** A page of another site, in a browser that remembers a password: the calls that decide need no body, so nothing else would stop it. */
const isFromElsewhere = ({ headers }: WireRequest): boolean => ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')

const accountIn = (path: string): string | null => /^\/accounts\/([^/]*)/.exec(path)?.[1] ?? null

export type Keys = { byPair(publicKey: string, secretKey: string): Promise<Caller | null>; byCredential(merchant: Caller['merchant'], credential: string): Promise<Caller | null> }

export function keysOf({ accounts, engine: { world } }: Pick<Services, 'accounts' | 'engine'>): Keys {
  /** The account of a credential never changes. */
  const accountsKnown = new Map<string, string>()
  return {
    async byPair(publicKey, secretKey) {
      const found = await accounts.authenticate('moov', `${publicKey}:${secretKey}`)
      if (!found?.merchant) return null
      const { merchant, credential, scope, seeAll } = found
      const account = accountsKnown.get(credential) ?? (await viewOf(merchant, credential))?.public.account_id
      if (account === undefined) return null
      if (accountsKnown.size >= mostKnown) accountsKnown.clear()
      accountsKnown.set(credential, account)
      return { merchant, account, credential, decides: scope !== 'read', seeAll, scopes: null }
    },
    async byCredential(merchant, credential) {
      const view = await viewOf(merchant, credential)
      if (!view || view.revokedAt !== null || (view.expiresAt !== null && view.expiresAt <= world.now())) return null
      return { merchant, account: view.public.account_id!, credential, decides: view.scope !== 'read', seeAll: view.seeAll, scopes: null }
    },
  }

  async function viewOf(merchant: Caller['merchant'], credential: string): Promise<CredentialView | null> {
    return (await accounts.credentials(merchant)).find(({ id, dialect }) => id === credential && dialect === 'moov') ?? null
  }
}

const mostKnown = 10_000
