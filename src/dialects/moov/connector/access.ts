// How the connector proves who it is: by the API key itself, or by an access token that the key buys and that is kept until shortly
// before its end. It is kept with the credentials of one connection and never leaves this process.

import { done, refused, unknown, unsent, type Outcome } from '../../../core/outcome.ts'
import type { Instant } from '../../../core/time.ts'
import { call, type Called } from '../../../wire/call.ts'
import type { ConnectParts } from '../../dialect.ts'
import { moovContract } from '../contract.ts'
import { failed } from './answers.ts'

export type Access = {
  /** The Authorization header. Whatever else comes of it: the request that it was for has not been sent. */
  header(): Promise<Outcome<string>>
  /** After a 401: whether another header may be asked for. */
  spoiled(header: string): boolean
}

type Held = { header: string; refresh: string | null; renewAt: Instant }
type Purse = { held: Held | null; buying: Promise<Outcome<Held>> | null }

/** The credentials of a connection are one object for as long as it is not changed. */
const purses = new WeakMap<object, Purse>()

const marginMs = 60_000
/** Its document calls it a time, its clients and its guidance count seconds; more than thirty years are a time. */
const surelyTime = 1_000_000_000

export function accessOf(parts: ConnectParts): Access {
  return parts.switches['auth'] === 'token' ? byToken(parts) : { header: async () => done(basicOf(parts)), spoiled: () => false }
}

export function basicOf({ credentials: { public_key: user = '', secret_key: password = '' } }: Pick<ConnectParts, 'credentials'>): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)))}`
}

function byToken(parts: ConnectParts): Access {
  const { credentials, now } = parts
  const purse = purses.get(credentials) ?? { held: null, buying: null }
  purses.set(credentials, purse)
  return {
    async header() {
      if (purse.held && now() < purse.held.renewAt) return done(purse.held.header)
      purse.buying ??= renewed(purse.held).finally(() => void (purse.buying = null))
      const bought = await purse.buying
      return bought.kind === 'done' ? done(bought.value.header) : bought
    },
    spoiled(header) {
      if (purse.held?.header === header) purse.held = null
      return true
    },
  }

  /** A refresh token that is no longer taken is no reason to stop: the key buys a new one. */
  async function renewed(old: Held | null): Promise<Outcome<Held>> {
    const refreshed = old?.refresh ? await bought({ grant_type: 'refresh_token', refresh_token: old.refresh }) : null
    const outcome = refreshed && refreshed.kind !== 'refused' ? refreshed : await bought({ grant_type: 'client_credentials', scope: scopesOf(credentials['account_id'] ?? '') })
    if (outcome.kind === 'done') purse.held = outcome.value
    return outcome
  }

  async function bought(json: Record<string, string>): Promise<Outcome<Held>> {
    const answer = await call(moovContract.endpoints.createAccessToken, { headers: { 'x-moov-version': moovContract.version }, body: { json } }, {
      baseUrl: parts.baseUrl, send: parts.send, now, sign: () => ({ authorization: basicOf(parts) }),
    })
    const outcome = heldOf(answer, now())
    if (outcome.kind === 'unknown') return unsent(`token: ${outcome.cause}`)
    return outcome.kind === 'refused' ? refused(`token_${outcome.code}`, outcome.text, false) : outcome
  }
}

const scopesOf = (account: string): string => ['read', 'write'].map(right => `/accounts/${account}/transfers.${right}`).join(' ')

function heldOf(answer: Called, now: Instant): Outcome<Held> {
  if (answer.kind !== 'answered' || answer.status !== 200) return failed(answer)
  const { access_token: token, refresh_token: refresh, expires_in: expires } = (typeof answer.body === 'object' && answer.body !== null ? answer.body : {}) as Record<string, unknown>
  if (typeof token !== 'string' || !/^[!-~]{1,4096}$/.test(token)) return unknown('answer_unreadable')
  const seconds = typeof expires === 'number' && expires > 0 ? expires : 0
  const lifeMs = Math.max(0, seconds > surelyTime ? seconds * 1000 - now : seconds * 1000)
  return done({ header: `Bearer ${token}`, refresh: typeof refresh === 'string' && refresh !== '' ? refresh : null, renewAt: now + Math.max(lifeMs - marginMs, lifeMs / 2) })
}
