// What signs a webhook in a dialect: what its provider ties to the credential, from the merchant's newest that is alive; native's are made.

import type { Services } from '../dialects/dialect.ts'
import { dialects } from '../dialects/index.ts'
import type { CredentialView } from '../engine/accounts.ts'
import { makeWebhookSecret } from '../dialects/native/notices.ts'
import type { App } from './app.ts'

export function signingSecretsOf({ accounts, engine: { world } }: Pick<App, 'accounts' | 'engine'>): Services['signingSecret'] {
  return async (merchant, dialect) => {
    const { notices } = dialects[dialect]
    if (!notices) return null
    if (!notices.secretOf) return both(makeWebhookSecret(world))
    const newest = (await accounts.credentials(merchant)).filter(each => each.dialect === dialect && isLive(each, world.now())).sort(byAge).at(-1)
    return newest ? notices.secretOf({ ...newest.public, ...await accounts.secretsOf(merchant, newest.id) }) : null
  }
}

const both = (secret: string) => ({ kept: secret, shown: secret })
const isLive = ({ revokedAt, expiresAt }: CredentialView, now: number): boolean => revokedAt === null && (expiresAt === null || expiresAt > now)
const byAge = (a: CredentialView, b: CredentialView): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)
