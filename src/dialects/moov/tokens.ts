// Access and refresh tokens. A token is its own sealed record, so nothing is kept of it but that it was revoked; it lives no longer than
// the API key that bought it, which whoever reads it has to look at.

import type { MerchantId } from '../../core/ids.ts'
import type { Instant } from '../../core/time.ts'
import type { Services } from '../dialect.ts'

export type Use = 'access' | 'refresh'
/** `grant` is what an access token and its refresh token have in common. */
export type Claims = { use: Use; id: string; grant: string; merchant: MerchantId; credential: string; scope: string; until: Instant }
export type Granted = Pick<Claims, 'merchant' | 'credential' | 'scope'>

export type Tokens = {
  /** Null for what is none, is of the other use, has expired or was revoked. */
  read(token: string, use: Use): Promise<Claims | null>
  issue(granted: Granted, grant?: string): { access: string; refresh: string }
  /** Says nothing of a token that is none, or another key's. */
  revoke(token: string, credential: string): Promise<void>
}

/** 72 hours (Moov's guidance); a refresh token's life is not published. */
export const accessSeconds = 259_200
const refreshSeconds = 30 * 86_400

export function tokensOf({ vault, engine }: Pick<Services, 'vault' | 'engine'>): Tokens {
  const { world, reads, write } = engine
  return {
    async read(token, use) {
      const claims = opened(token)
      if (!claims || claims.use !== use || claims.until <= world.now()) return null
      const marks = await Promise.all([claims.id, claims.grant].map(id => reads.setting(markOf(id))))
      return marks.some(mark => mark !== null) ? null : claims
    },
    issue(granted, grant = chance()) {
      const made = (use: Use, seconds: number): string => {
        const claims: Claims = { ...granted, use, id: chance(), grant, until: world.now() + seconds * 1000 }
        return vault.seal(JSON.stringify(claims), sealedFor)
      }
      return { access: made('access', accessSeconds), refresh: made('refresh', refreshSeconds) }
    },
    async revoke(token, credential) {
      const claims = opened(token)
      if (claims?.credential !== credential) return
      const name = markOf(claims.use === 'refresh' ? claims.grant : claims.id)
      await write({ merchant: nobody, writes: [{ table: 'setting', rows: [{ merchant: nobody, name, value: String(claims.until) }] }] })
    },
  }

  function opened(token: string): Claims | null {
    try {
      if (!isCanonical(token)) return null
      return JSON.parse(vault.open(token, sealedFor)) as Claims
    } catch {
      return null
    }
  }

  function chance(): string {
    return Buffer.from(world.random(12)).toString('hex')
  }
}

/** Padding and spare bits say nothing: only one spelling of a token is taken. */
const isCanonical = (token: string): boolean => token.split('.').slice(2).every(part => Buffer.from(part, 'base64url').toString('base64url') === part)

const sealedFor = 'moov token'
const markOf = (id: string): string => `moov_revoked_${id}`
/** Settings are looked up without a merchant. */
const nobody = '' as MerchantId
