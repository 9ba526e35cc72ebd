// Seals anew, under the key that seals now, what was sealed under one before it. A row that somebody changes meanwhile stays as that one
// wrote it and is told as left: nothing but what is sealed is ever written here.

import { contextOf } from './accounts-rows.ts'
import { connectionContext } from './connection.ts'
import { signingContext } from '../core/signing.ts'
import { TryAgain, type ResealRow, type Resealable, type Store } from './store.ts'
import type { Vault } from './vault.ts'

export type Resealed = { read: number; changed: number; left: number }
type Parts = { store: Pick<Store, 'scan' | 'transact'>; vault: Pick<Vault, 'renew'>; now(): number; nextBatch(): string }

const contexts: Record<Resealable, (merchant: string, id: string) => string> = { credential: contextOf, endpoint: signingContext, connection: connectionContext }

export async function reseal(parts: Parts): Promise<Resealed> {
  const told: Resealed = { read: 0, changed: 0, left: 0 }
  for (const table of Object.keys(contexts) as Resealable[]) {
    for await (const { merchant, id, sealed: was } of parts.store.scan(table)) {
      if (was === null) continue
      told.read++
      const sealed = parts.vault.renew(was, contexts[table](merchant, id))
      if (sealed !== null) told[await written(parts, table, { merchant, id, sealed, was }) ? 'changed' : 'left']++
    }
  }
  return told
}

async function written({ store, now, nextBatch }: Parts, table: Resealable, row: ResealRow): Promise<boolean> {
  const ask = { batch: nextBatch(), merchant: row.merchant, at: now(), disputes: [], payments: [], keys: [], credentials: [] }
  try {
    await store.transact([ask], () => [{ reseal: table, rows: [row] }])
    return true
  } catch (error) {
    if (error instanceof TryAgain) return false
    throw error
  }
}
