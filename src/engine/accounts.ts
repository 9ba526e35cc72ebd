// Who is calling. Credentials are looked up by a keyed hash of what was presented; secrets are sealed at rest and shown once.

import type { DialectName } from '../core/dispute.ts'
import type { MerchantId } from '../core/ids.ts'
import type { Answer, Key, Performed } from './job.ts'

export const scopes = ['read', 'decide', 'admin'] as const
export type Scope = (typeof scopes)[number]

/** `merchant` is null for the administrator of the whole server until it names one to act for. */
export type Principal = {
  kind: 'merchant' | 'administrator'
  merchant: MerchantId | null
  credential: string
  dialect: DialectName
  scope: Scope
  seeAll: boolean
  /** What names the credential in public, and the settings that its provider ties to it. */
  public: Record<string, string>
}

export type CredentialView = {
  id: string; dialect: DialectName; scope: Scope; seeAll: boolean; public: Record<string, string>
  createdAt: number; expiresAt: number | null; revokedAt: number | null
}

export type NewMerchant = { id: MerchantId; name: string; credentials: Record<DialectName, Record<string, string>> }
/** What a caller brought (or asked for by id) already belongs to somebody: nothing was made, and nothing says to whom. */
export type Taken = { kind: 'taken'; what: 'credential'; dialect: DialectName } | { kind: 'taken'; what: 'merchant' }
/** Fixed values that are not in the form of that provider; `why` says what they have to be. */
export type Unusable = { kind: 'unusable'; dialect: DialectName; why: string }
export type Asking = { key: Key | null; credential: string | null }

export type Accounts = {
  /** Null for unknown, revoked and expired alike, at the same cost. */
  authenticate(dialect: DialectName, presented: string): Promise<Principal | null>
  /** The administrator's key, compared in constant time. */
  administrator(presented: string): Principal | null
  /** What was sealed with a credential (signing keys), for schemes that must sign. */
  secretsOf(merchant: MerchantId, credential: string): Promise<Record<string, string>>
  createMerchant(asked: { name: string; credentials: Partial<Record<DialectName, Record<string, string>>>; id?: MerchantId }, asking: Asking, render: (made: NewMerchant) => Answer): Promise<Performed<unknown> | Taken | Unusable>
  createCredential(merchant: MerchantId, asked: { dialect: DialectName; scope: Scope; seeAll: boolean; given: Record<string, string>; expiresAt: number | null }, asking: Asking, render: (made: { view: CredentialView; shown: Record<string, string> }) => Answer): Promise<Performed<unknown> | Taken | Unusable>
  /** A new secret; the old one lives on for `overlapMs`. */
  rotateCredential(merchant: MerchantId, id: string, overlapMs: number, asking: Asking, render: (made: { view: CredentialView; shown: Record<string, string> }) => Answer): Promise<Performed<unknown> | null>
  revokeCredential(merchant: MerchantId, id: string, asking: Asking, render: (view: CredentialView) => Answer): Promise<Performed<unknown> | null>
  credentials(merchant: MerchantId): Promise<CredentialView[]>
  /** Forgets what it remembers, after the store was emptied. */
  forget(): void
}
