// Accounts over the store: who is calling, and making, turning and ending credentials. A secret leaves here once, in the answer
// of the call that made it.

import { hash, timingSafeEqual } from 'node:crypto'
import type { DialectName } from '../core/dispute.ts'
import type { MerchantId } from '../core/ids.ts'
import type { Accounts, Asking, Principal, Taken, Unusable } from './accounts.ts'
import { recent } from './accounts-cache.ts'
import { makeGiven } from './accounts-given.ts'
import { makeMerchant } from './accounts-merchant.ts'
import { answered, unlessTaken } from './accounts-replay.ts'
import { credentialRow, holderOf, isLive, isTaken, lookupOf, principalOf, secretsIn, viewOf, type CredentialMaker, type CredentialRow } from './accounts-rows.ts'
import type { Engine } from './engine.ts'
import { oneAtATime } from './in-turn.ts'
import type { Answer, Performed } from './job.ts'
import type { Tables } from './store.ts'
import type { Vault } from './vault.ts'

export type AccountsParts = {
  engine: Engine
  vault: Vault
  makers: Readonly<Record<DialectName, CredentialMaker>>
  adminKey: string | null
  /** What is printed in documents opens nothing that is real. */
  isSample(presented: string): boolean
  /** Milliseconds that never jump, for how long something is remembered. */
  monotonic(): number
}

export function createAccounts(parts: AccountsParts): Accounts {
  const { engine, vault, makers, monotonic } = parts
  const { reads, world } = engine
  const principals = recent<CredentialRow[]>(monotonic)
  const secrets = recent<Record<string, string>>(monotonic)
  // In turn, so that what is already held is mostly noticed before anything is made; the database has the last word.
  const inTurn = oneAtATime()
  const administrator: Principal = { kind: 'administrator', merchant: null, credential: 'administrator', dialect: 'native', scope: 'admin', seeAll: true, public: {} }
  return {
    authenticate, secretsOf, forget,
    administrator: presented => (parts.adminKey !== null && sameText(presented, parts.adminKey) ? administrator : null),
    createMerchant: (asked, asking, render) => inTurn(() => makeMerchant(parts, asked, asking, render)),
    createCredential: (...call) => inTurn(() => createCredential(...call)),
    rotateCredential: (...call) => inTurn(() => rotateCredential(...call)),
    revokeCredential: (...call) => inTurn(() => revokeCredential(...call)),
    credentials: async merchant => (await reads.credentials(merchant)).map(viewOf),
  }

  /** Found or not, a look-up is one hash and one read; what is found is judged anew each time, because credentials expire. */
  async function authenticate(dialect: DialectName, presented: string): Promise<Principal | null> {
    const lookup = lookupOf(vault, dialect, presented)
    const rows = await principals.get(lookup, async () => {
      const found = await reads.credentialsByLookup(lookup)
      return principalOf(found, world.now()) && found
    })
    return rows && principalOf(rows, world.now())
  }

  async function secretsOf(merchant: MerchantId, credential: string): Promise<Record<string, string>> {
    const found = await secrets.get(`${merchant} ${credential}`, async () => {
      const row = await rowOf(merchant, credential)
      return row && secretsIn(row, vault)
    })
    if (!found) throw new Error(`There is no credential ${credential}`)
    return found
  }

  async function createCredential(...[merchant, asked, asking, render]: Parameters<Accounts['createCredential']>): Promise<Performed<unknown> | Taken | Unusable> {
    const before = await answered(engine, merchant, asking.key)
    if (before) return before
    const made = await makeGiven(parts, asked.dialect, asked.given)
    if ('kind' in made) return made
    const firstHeld = async () => (isTaken(await reads.credentialsByLookup(lookupOf(vault, asked.dialect, made.presented))) ? asked.dialect : null)
    const row = credentialRow(merchant, asked, made, vault, world)
    return unlessTaken(engine, merchant, asking.key, firstHeld, () => keep(asking, [row], render({ view: viewOf(row), shown: made.shown }), [holderOf(row)]))
  }

  /** What names the caller in public stays (a merchant id, a user name); what is secret is new. */
  async function rotateCredential(...[merchant, id, overlapMs, asking, render]: Parameters<Accounts['rotateCredential']>): Promise<Performed<unknown> | null> {
    const before = await answered(engine, merchant, asking.key)
    if (before) return before
    const old = await rowOf(merchant, id)
    if (!old || !isLive(old, world.now())) return null
    const made = await makers[old.dialect].make(JSON.parse(old.public) as Record<string, string>, world)
    const { dialect, scope, seeAll } = viewOf(old)
    const row = credentialRow(merchant, { dialect, scope, seeAll, expiresAt: null }, made, vault, world)
    const until = Math.min(old.expiresAt ?? Infinity, world.now() + overlapMs)
    return keep(asking, [{ ...old, expiresAt: until }, row], render({ view: viewOf(row), shown: made.shown }), row.lookup === old.lookup ? [] : [holderOf(row)])
  }

  async function revokeCredential(...[merchant, id, asking, render]: Parameters<Accounts['revokeCredential']>): Promise<Performed<unknown> | null> {
    const old = await rowOf(merchant, id)
    if (!old) return null
    const row = { ...old, revokedAt: old.revokedAt ?? world.now() }
    return keep(asking, [row], render(viewOf(row)))
  }

  async function rowOf(merchant: MerchantId, id: string): Promise<CredentialRow | null> {
    return (await reads.credentials(merchant)).find(row => row.id === id) ?? null
  }

  async function keep({ key, credential }: Asking, rows: CredentialRow[], answer: Answer, held: Tables['holder'][] = []): Promise<Performed<unknown>> {
    const merchant = rows[0]!.merchant as MerchantId
    const kept = await engine.write({ merchant, key, credential, writes: [{ table: 'credential', rows }, { table: 'holder', rows: held }], answer })
    forget()
    return kept
  }

  function forget(): void {
    principals.clear()
    secrets.clear()
  }
}

/** Over hashes, so that neither the length nor the place of the first difference shows in the time it takes. */
function sameText(a: string, b: string): boolean {
  return timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'))
}
