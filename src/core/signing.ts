// The signing secrets of one webhook as they are kept, sealed, in its row: the newest first, an older one until its overlap ends.

import type { Instant } from './time.ts'

export type SigningSecret = { secret: string; until: Instant | null }

/** What the secrets are sealed for: those of one webhook never open in the row of another. */
export const signingContext = (merchant: string, endpoint: string): string => `webhook:${merchant}:${endpoint}`

export const writeSecrets = (secrets: readonly SigningSecret[]): string => JSON.stringify(secrets)
export const readSecrets = (text: string): SigningSecret[] => JSON.parse(text) as SigningSecret[]

/** The new secret first; the one before it signs too until `until`. Whatever was older is gone. */
export function rotateSecrets(secrets: readonly SigningSecret[], secret: string, until: Instant): SigningSecret[] {
  return [{ secret, until: null }, ...secrets.slice(0, mostLive - 1).map(older => ({ ...older, until }))]
}

/** At its last instant a secret still signs, one millisecond later it does not. */
export function liveSecrets(secrets: readonly SigningSecret[], now: Instant): string[] {
  return secrets.filter(({ until }) => until === null || now <= until).slice(0, mostLive).map(({ secret }) => secret)
}

const mostLive = 2
