// What both databases give the queries that are written once: SQL with $1 marks, rows under their fields' names.

import type { Row } from './tables.ts'

export type Query = (text: string, params?: readonly unknown[]) => Promise<Row[]>

/** Work inside one transaction; whatever it throws rolls everything back. */
export type Transaction = <T>(work: (query: Query) => Promise<T>) => Promise<T>

/** Lets one process at a time into the rest of the transaction. Needless where only one process can have the database. */
export type Alone = (query: Query, what: 'sequence' | 'claim' | 'migrate') => Promise<void>

/** Marks for a list of values, and the values, in one go: `mark(7)` answers `$3` and remembers 7. */
export function marks(): { params: unknown[]; mark: (value: unknown) => string; list: (values: readonly unknown[]) => string } {
  const params: unknown[] = []
  const mark = (value: unknown): string => `$${params.push(value)}`
  return { params, mark, list: (values) => values.map(mark).join(', ') }
}
