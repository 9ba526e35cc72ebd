// Buying, refreshing and revoking access tokens with an API key, which comes in the header or in the body.

import type { WireRequest } from '../../../wire/http.ts'
import { parseBasic } from '../../../wire/scheme.ts'
import type { WireToken } from '../contract/tokens.ts'
import { accessSeconds, type Tokens } from '../tokens.ts'
import type { Keys } from './authenticate.ts'
import { failure, type Caller, type No, type Part } from './call.ts'

type Client = { client_id?: string | undefined; client_secret?: string | undefined }

export function tokenCalls(keys: Keys, tokens: Tokens): Part<'createAccessToken' | 'revokeAccessToken'> {
  return {
    async createAccessToken({ body, request }) {
      if (body.grant_type !== 'client_credentials' && body.grant_type !== 'refresh_token') return failure('unsupported_grant')
      const caller = await clientOf(request, body)
      if ('failure' in caller) return caller
      return body.grant_type === 'client_credentials' ? bought(caller, body.scope) : refreshed(caller, body.refresh_token, body.scope)
    },
    async revokeAccessToken({ body, request }) {
      const caller = await clientOf(request, body)
      if ('failure' in caller) return caller
      const { token = '', token_type_hint: hint } = body
      const isHint = hint === undefined || hints.includes(hint)
      if (token === '' || !isHint) return { status: 422, body: { ...(token === '' && { token: 'A token is required.' }), ...(!isHint && { token_type_hint: `Expected ${hints.join(' or ')}.` }) } }
      await tokens.revoke(token, caller.credential)
      return { status: 204, raw: '' }
    },
  }

  async function clientOf(request: WireRequest, { client_id, client_secret }: Client): Promise<Caller | No> {
    const basic = parseBasic(request.headers.get('authorization'))
    const named = client_id !== undefined || client_secret !== undefined
    if (basic && named && !isSame(basic, { user: client_id, password: client_secret })) return failure('credentials_disagree')
    const pair = basic ?? (named ? { user: client_id ?? '', password: client_secret ?? '' } : null)
    return (pair && await keys.byPair(pair.user, pair.password)) ?? failure('unauthenticated')
  }

  function bought({ merchant, credential }: Caller, scope: string | undefined) {
    if (!scope || !isScope(scope)) return { status: 422, body: { scope: 'Scopes are required, with one blank between them.' } } as const
    return answered(tokens.issue({ merchant, credential, scope }), scope)
  }

  /** A narrower scope may be asked for, never a wider one (RFC 6749, section 6). */
  async function refreshed({ credential }: Caller, token: string | undefined, asked: string | undefined) {
    const claims = token ? await tokens.read(token, 'refresh') : null
    if (claims?.credential !== credential) return { status: 422, body: { refresh_token: 'A refresh token of this API key is required.' } } as const
    const scope = asked ?? claims.scope
    const granted = claims.scope.split(' ')
    if (!isScope(scope) || !scope.split(' ').every(one => granted.includes(one))) return { status: 422, body: { scope: 'This was not granted.' } } as const
    return answered(tokens.issue({ merchant: claims.merchant, credential, scope }, claims.grant), scope)
  }
}

const hints = ['access_token', 'refresh_token']

function answered({ access, refresh }: ReturnType<Tokens['issue']>, scope: string) {
  const body: WireToken = { token_type: 'Bearer', access_token: access, refresh_token: refresh, expires_in: accessSeconds, scope }
  return { status: 200, body, headers: { pragma: 'no-cache' } } as const
}

const isSame = (basic: object, named: object): boolean => JSON.stringify(basic) === JSON.stringify(named)

/** Short enough for a token of 4096 characters. */
const isScope = (text: string): boolean => text.length <= 2000 && /^\/[!-~]+(?: \/[!-~]+)*$/.test(text)
