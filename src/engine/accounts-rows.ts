// A credential as a row: what is kept of it is a keyed hash of what will be presented and, sealed, what must be read again.

import type { DialectName } from '../core/dispute.ts'
import type { MerchantId } from '../core/ids.ts'
import type { CredentialView, Principal, Scope } from './accounts.ts'
import type { Tables } from './store.ts'
import type { Vault } from './vault.ts'
import type { World } from './world.ts'

export type CredentialRow = Tables['credential']

/** The part of a dialect that accounts need: it makes a credential in the form of its provider. */
export type CredentialMaker = {
  make(given: Record<string, string>, chance: { random(bytes: number): Uint8Array }): Promise<MadeCredential>
}
export type MadeCredential = { shown: Record<string, string>; presented: string; public: Record<string, string>; sealed: Record<string, string> }
export type Right = { dialect: DialectName; scope: Scope; seeAll: boolean; expiresAt: number | null }

/** The dialect is part of what is hashed, so that what is presented to one never opens another. */
export const lookupOf = (vault: Vault, dialect: DialectName, presented: string): string => vault.lookup(`${dialect}\n${presented}`)

export function credentialRow(merchant: MerchantId, right: Right, made: MadeCredential, vault: Vault, world: World): CredentialRow {
  const id = world.ids.next('key')
  const sealed = Object.keys(made.sealed).length ? vault.seal(JSON.stringify(made.sealed), contextOf(merchant, id)) : null
  return {
    merchant, id, dialect: right.dialect, scope: right.scope, seeAll: right.seeAll ? 1 : 0,
    lookup: lookupOf(vault, right.dialect, made.presented), public: JSON.stringify(made.public), sealed,
    createdAt: world.now(), expiresAt: right.expiresAt, revokedAt: null,
  }
}

export const holderOf = ({ merchant, lookup }: CredentialRow): Tables['holder'] => ({ merchant: '', lookup, owner: merchant })

export function secretsIn(row: CredentialRow, vault: Vault): Record<string, string> {
  return row.sealed === null ? {} : (JSON.parse(vault.open(row.sealed, contextOf(row.merchant, row.id))) as Record<string, string>)
}

export function viewOf(row: CredentialRow): CredentialView {
  const { id, dialect, scope, seeAll, createdAt, expiresAt, revokedAt } = row
  return { id, dialect, scope: scope as Scope, seeAll: seeAll === 1, public: JSON.parse(row.public) as Record<string, string>, createdAt, expiresAt, revokedAt }
}

export const isLive = (row: CredentialRow, now: number): boolean => row.revokedAt === null && (row.expiresAt === null || row.expiresAt > now)

/** Also what was revoked stays taken: a credential that once leaked must not come to life in another's hands. */
export const isTaken = (rows: readonly CredentialRow[]): boolean => rows.length > 0

/** Should two merchants ever hold the same credential, the older one owns it; of one merchant's the newest counts. */
export function principalOf(rows: readonly CredentialRow[], now: number): Principal | null {
  const [first] = [...rows].sort(byAge)
  const row = rows.filter(each => each.merchant === first?.merchant && isLive(each, now)).sort(byAge).at(-1)
  if (!row) return null
  const { merchant, id, dialect, scope, seeAll } = row
  return { kind: 'merchant', merchant: merchant as MerchantId, credential: id, dialect, scope: scope as Scope, seeAll: seeAll === 1, public: JSON.parse(row.public) as Record<string, string> }
}

export const contextOf = (merchant: string, id: string): string => `credential:${merchant}:${id}`
const byAge = (a: CredentialRow, b: CredentialRow): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)
