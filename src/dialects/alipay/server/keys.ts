// The keys of a client id, one pair per version: the merchant's public half to verify with, ours to sign with. Parsed once: parsing
// costs more than a look-up. Whether a credential is alive is asked elsewhere and every time.

import { createPublicKey, type KeyObject } from 'node:crypto'
import type { CredentialView, Principal } from '../../../engine/accounts.ts'
import type { MerchantId } from '../../../core/ids.ts'
import type { Services } from '../../dialect.ts'
import { readPrivateKey } from '../scheme.ts'

/** `version` counts the key pairs of a client id from 1 (`keyVersion` of the signature). */
export type Keys = { credential: string; version: string; theirs: KeyObject; ours: KeyObject; shortTypes: boolean; scope: Principal['scope']; seeAll: boolean }
export type KeyRing = {
  /** The newest pair: what answers are signed with where nobody asked for another. */
  newest(principal: Principal, clientId: string): Promise<Keys | null>
  /** Null for a version that there is not, or that was turned off. */
  version(principal: Principal, clientId: string, version: string): Promise<Keys | null>
}

export function keyRingOf({ accounts, engine: { world } }: Pick<Services, 'accounts' | 'engine'>): KeyRing {
  const known = new Map<string, Keys>()
  return {
    newest: async ({ merchant, credential }, clientId) => known.get(credential) ?? keysOf(merchant!, clientId, row => row.id === credential),
    async version({ merchant }, clientId, version) {
      return keysOf(merchant!, clientId, (row, place) => String(place + 1) === version && isLive(row, world.now()))
    },
  }

  async function keysOf(merchant: MerchantId, clientId: string, wanted: (row: CredentialView, place: number) => boolean): Promise<Keys | null> {
    const rows = (await accounts.credentials(merchant)).filter(row => row.dialect === 'alipay' && row.public.client_id === clientId).sort(byAge)
    const place = rows.findIndex(wanted)
    return place < 0 ? null : parsed(merchant, rows[place]!, String(place + 1))
  }

  async function parsed(merchant: MerchantId, row: CredentialView, version: string): Promise<Keys> {
    const before = known.get(row.id)
    if (before) return before
    const { parley_private_key: ours } = await accounts.secretsOf(merchant, row.id)
    const { merchant_public_key: theirs, evidence_type_names: names } = row.public
    const keys = {
      credential: row.id, version, theirs: readPublicKey(theirs!), ours: readPrivateKey(ours!), shortTypes: names === 'short', scope: row.scope, seeAll: row.seeAll,
    }
    if (known.size >= mostKnown) known.clear()
    known.set(row.id, keys)
    return keys
  }
}

export const readPublicKey = (text: string): KeyObject => createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })

const mostKnown = 10_000
const isLive = ({ revokedAt, expiresAt }: CredentialView, now: number): boolean => revokedAt === null && (expiresAt === null || expiresAt > now)
const byAge = (a: CredentialView, b: CredentialView): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)
