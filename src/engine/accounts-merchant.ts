// A new merchant with one credential per dialect, in one transaction. The same call under the same key finds the merchant that
// it made before, because the merchant's id then follows from the key.

import { hash } from 'node:crypto'
import type { DialectName } from '../core/dispute.ts'
import { makeId, type MerchantId } from '../core/ids.ts'
import type { Asking, NewMerchant, Taken, Unusable } from './accounts.ts'
import type { AccountsParts } from './accounts-create.ts'
import { makeGiven } from './accounts-given.ts'
import { answered, unlessTaken } from './accounts-replay.ts'
import { credentialRow, holderOf, isTaken, lookupOf, type MadeCredential, type Right } from './accounts-rows.ts'
import type { Answer, Key, Performed } from './job.ts'

type Asked = { name: string; credentials: Partial<Record<DialectName, Record<string, string>>>; id?: MerchantId }
type Made = { dialect: DialectName; made: MadeCredential }

export async function makeMerchant(parts: AccountsParts, asked: Asked, { key, credential }: Asking, render: (made: NewMerchant) => Answer): Promise<Performed<unknown> | Taken | Unusable> {
  const { engine, vault } = parts
  const { reads, world } = engine
  const id = asked.id ?? (key ? merchantIdOf(key) : world.ids.next('mch'))
  const before = await answered(engine, id, key)
  if (before) return before
  if (await reads.merchant(id)) return { kind: 'taken', what: 'merchant' }
  const made = await makeAll(parts, asked.credentials)
  if ('kind' in made) return made
  const rows = made.map(({ dialect, made }) => credentialRow(id, rightOf(dialect), made, vault, world))
  const shown = Object.fromEntries(made.map(({ dialect, made }) => [dialect, made.shown])) as NewMerchant['credentials']
  return unlessTaken(engine, id, key, () => firstTaken(parts, made), () => engine.write({
    merchant: id, key, credential, answer: render({ id, name: asked.name, credentials: shown }),
    writes: [
      { table: 'merchant', rows: [{ merchant: id, name: asked.name, createdAt: world.now(), body: '{}' }] },
      { table: 'credential', rows }, { table: 'holder', rows: rows.map(holderOf) },
    ],
  }))
}

async function makeAll(parts: AccountsParts, given: Asked['credentials']): Promise<Made[] | Unusable> {
  const dialects = (Object.keys(parts.makers) as DialectName[]).sort()
  const all = await Promise.all(dialects.map(async dialect => ({ dialect, made: await makeGiven(parts, dialect, given[dialect] ?? {}) })))
  return all.map(({ made }) => made).find(made => 'kind' in made) ?? (all as Made[])
}

async function firstTaken({ engine, vault }: AccountsParts, made: readonly Made[]): Promise<DialectName | null> {
  for (const { dialect, made: { presented } } of made) {
    if (isTaken(await engine.reads.credentialsByLookup(lookupOf(vault, dialect, presented)))) return dialect
  }
  return null
}

/** A provider's own key decides in that provider's API; managing credentials and endpoints is native's alone. */
const rightOf = (dialect: DialectName): Right =>
  ({ dialect, scope: dialect === 'native' ? 'admin' : 'decide', seeAll: dialect === 'native', expiresAt: null })

function merchantIdOf({ principal, key }: Key): MerchantId {
  const bytes = hash('sha256', `merchant\n${principal}\n${key}`, 'buffer')
  return makeId('mch', bytes.readUIntBE(0, 6), bytes.subarray(6, 16))
}
