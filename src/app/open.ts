// Opens the store that the configuration names. It is small, so that a start can begin with it and load the rest meanwhile.

import type { Store } from '../engine/store.ts'
import { openStore } from '../store/open.ts'
import type { Config } from './config.ts'

/** A database that starts together with Parley may take a while. */
const databasePatienceMs = 10_000

export function openFor({ databaseUrl, mode }: Config): Promise<Store> {
  const isSandbox = mode === 'sandbox'
  return openStore(databaseUrl, { sandbox: isSandbox, migrates: isSandbox, retryForMs: databasePatienceMs })
}
