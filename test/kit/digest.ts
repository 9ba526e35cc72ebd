/** One hash over every row of every table: two digests are equal exactly when nothing has changed. */
import { createHash } from 'node:crypto'
import type { Store, TableName } from '../../src/engine/store.ts'
import { tableNames } from '../../src/store/tables.ts'

export async function digestOf(store: Store, without: readonly TableName[] = []): Promise<string> {
  const hash = createHash('sha256')
  for (const table of tableNames.filter((name) => !without.includes(name))) {
    hash.update(`${table}\n`)
    for await (const row of store.scan(table)) hash.update(`${JSON.stringify(row, plain)}\n`)
  }
  return hash.digest('hex')
}

/** Keys and marks of transactions: what a refusal may leave behind. */
export const bookkeeping: readonly TableName[] = ['idempotency', 'batch']

function plain(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value
}
