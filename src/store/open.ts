// From a database URL to a store. Loads the driver of that database alone: the other one would be megabytes for nothing.

import type { Store } from '../engine/store.ts'
import type { Migration } from './migrate.ts'

/** `sandbox` allows `reset`; `migrates: false` refuses to start on an older schema; `retryForMs` waits for a database that is not up yet. */
export type OpenOptions = { sandbox?: boolean; migrates?: boolean; retryForMs?: number; migrations?: Migration[] }

export async function openStore(url: string, options: OpenOptions = {}): Promise<Store> {
  if (url.startsWith('sqlite:')) return (await import('./sqlite/open.ts')).openSqlite(url.slice('sqlite:'.length), options)
  if (/^postgres(ql)?:\/\//.test(url)) return (await import('./postgres/open.ts')).openPostgres(url, options)
  throw new Error(`Not a database URL: ${url.split(':')[0]}:…; expected sqlite:./data/parley.db or postgres://user@host/database`)
}
