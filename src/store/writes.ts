// What a batch wants written, made ready for any driver: one step per table and manner, rows in the order of their keys (so
// that two processes cannot deadlock), and no key twice in a step.

import type { Ask, Loaded, TableName, Write } from '../engine/store.ts'
import { fixed, shapeOf, tableNames } from './tables.ts'
import type { Row } from './tables.ts'

export type Manner = 'insert' | 'replace' | 'add' | 'ignore' | 'update' | 'remove'

/** `guard` names the column that must still hold what it held when it was loaded; its old values come as `was`. */
export type Step = { table: TableName; manner: Manner; rows: Row[]; fields: string[]; guard: string | null; was: unknown[] }

export function stepsOf(writes: Write[], asks: Ask[], loaded: Map<string, Loaded>): Step[] {
  const removals = writes.flatMap((write) => ('remove' in write ? removalsOf(write.remove, write.rows) : []))
  const steps = tableNames.flatMap((table) => writesOf(table, rowsFor(table, writes, asks), loaded))
  return [...removals, ...steps]
}

export const marksOf = (asks: Ask[]): Row[] => asks.map(({ merchant, batch, at }) => ({ merchant, id: batch, at }))

function rowsFor(table: TableName, writes: Write[], asks: Ask[]): Row[] {
  const rows = writes.flatMap((write) => ('table' in write && write.table === table ? (write.rows as Row[]) : []))
  return table === 'batch' ? [...rows, ...marksOf(asks)] : rows
}

function writesOf(table: TableName, given: Row[], loaded: Map<string, Loaded>): Step[] {
  if (given.length === 0) return []
  const { meets, columns } = shapeOf(table)
  const fields = Object.keys(columns)
  const rows = inKeyOrder(table, meets === 'insert' ? given : distinct(table, given))
  if (meets !== 'guarded') return [{ table, manner: meets, rows, fields, guard: null, was: [] }]
  const known = rows.filter((row) => revisionOf(table, row, loaded) !== null)
  const fresh = rows.filter((row) => revisionOf(table, row, loaded) === null)
  const guard = table === 'dispute' ? 'revision' : null
  const was = guard === null ? [] : known.map((row) => revisionOf(table, row, loaded))
  return [
    ...(fresh.length > 0 ? [{ table, manner: 'insert' as const, rows: fresh, fields, guard: null, was: [] }] : []),
    ...(known.length > 0 ? [{ table, manner: 'update' as const, rows: known, fields: fields.filter((field) => !fixed[table]?.includes(field)), guard, was }] : []),
  ]
}

function revisionOf(table: TableName, row: Row, loaded: Map<string, Loaded>): number | null {
  const seen = loaded.get(row.merchant as string)
  if (table === 'payment') return seen?.payments.has(row.id as string) ? 0 : null
  return seen?.disputes.get(row.id as string)?.dispute.revision ?? null
}

// Later rows win; where rows are added up, they are added up here already: a statement may meet a key only once.
function distinct(table: TableName, rows: Row[]): Row[] {
  const byKey = new Map<string, Row>()
  for (const row of rows) {
    const key = keyTextOf(table, row)
    const before = byKey.get(key)
    const sum = before !== undefined && shapeOf(table).meets === 'add'
    byKey.set(key, sum ? { ...row, amount: (before.amount as bigint) + (row.amount as bigint) } : row)
  }
  return [...byKey.values()]
}

function inKeyOrder(table: TableName, rows: Row[]): Row[] {
  if (rows.length < 2) return rows
  const keyed = rows.map((row) => ({ row, key: keyTextOf(table, row) }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row)
}

const keyTextOf = (table: TableName, row: Row): string => shapeOf(table).key.map((field) => String(row[field])).join('\u0000')

function removalsOf(table: TableName, rows: Row[]): Step[] {
  return rows.map((row) => {
    const fields = Object.keys(row).sort()
    if (!fields.includes('merchant')) throw new Error(`A removal from ${table} does not say whose rows it means`)
    return { table, manner: 'remove', rows: [row], fields, guard: null, was: [] }
  })
}
