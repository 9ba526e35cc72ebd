// What a batch wants written, made ready for any driver: one step per table and manner, rows in the order of their keys (so
// that two processes cannot deadlock), and no key twice in a step.

import type { Ask, Loaded, Resealable, ResealRow, TableName, Write } from '../engine/store.ts'
import type { PersonChange } from '../engine/store-desk.ts'
import { fixed, kept, shapeOf, tableNames } from './tables.ts'
import type { Row } from './tables.ts'

export type Manner = 'insert' | 'replace' | 'add' | 'ignore' | 'update' | 'remove'

/** `guard` names the column that must still hold what it held when it was loaded; its old values come as `was`. */
export type Step = { table: TableName; manner: Manner; rows: Row[]; fields: string[]; guard: string | null; was: unknown[] }

export function stepsOf(writes: Write[], asks: Ask[], loaded: Map<string, Loaded>): Step[] {
  const holds = holdsOf(writes.flatMap((write) => ('hold' in write ? write.rows : [])))
  const changes = writes.flatMap((write) => ('change' in write ? changesOf(write.rows) : []))
  const resealed = writes.flatMap((write) => ('reseal' in write ? write.rows.map((row) => resealOf(write.reseal, row)) : []))
  const removals = writes.flatMap((write) => ('remove' in write ? removalsOf(write.remove, write.rows) : []))
  const steps = tableNames.flatMap((table) => writesOf(table, rowsFor(table, writes, asks), loaded))
  return [...holds, ...changes, ...resealed, ...removals, ...steps]
}

// Each writes what its fence allows and nothing else; where one has moved the whole transaction fails. Those that change alike go together.
function holdsOf(rows: Row[]): Step[] {
  const alike = Map.groupBy(inOrderOf(shapeOf('errand').key, rows), (row) => givenIn(row).join())
  return [...alike.values()].map((some) => ({ table: 'errand', manner: 'update', rows: some, fields: givenIn(some[0]!), guard: 'fence', was: some.map(({ fence }) => fence) }))
}

const givenIn = (row: Row): string[] => Object.keys(row).filter((field) => row[field] !== undefined)

function changesOf(changes: PersonChange[]): Step[] {
  const fields = Object.keys(shapeOf('person').columns)
  return changes.map(({ row, was }) => ({ table: 'person', manner: 'update', rows: [row], fields, guard: 'revision', was: [was] }))
}

function resealOf(table: Resealable, { was, ...row }: ResealRow): Step {
  return { table, manner: 'update', rows: [row], fields: ['merchant', 'id', 'sealed'], guard: 'sealed', was: [was] }
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
  const rows = inOrderOf(shapeOf(table).key, meets === 'insert' ? given : distinct(table, given))
  if (meets !== 'guarded') return [{ table, manner: meets, rows, fields, guard: null, was: [] }]
  const known = rows.filter((row) => revisionOf(table, row, loaded) !== null)
  const fresh = inOrderOf(contested[table] ?? [], rows.filter((row) => revisionOf(table, row, loaded) === null))
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
    const key = textOf(shapeOf(table).key, row)
    const before = byKey.get(key)
    const sum = before !== undefined && shapeOf(table).meets === 'add'
    byKey.set(key, sum ? { ...row, amount: (before.amount as bigint) + (row.amount as bigint) } : before === undefined ? row : { ...row, ...stays(table, before) })
  }
  return [...byKey.values()]
}

const stays = (table: TableName, before: Row): Row =>
  Object.fromEntries((kept[table] ?? []).filter((field) => before[field] !== null).map((field) => [field, before[field]]))

/** What two processes may both be about to insert, where that is not the key: in its order they wait for each other, not in a circle. */
const contested: Partial<Record<TableName, string[]>> = { dispute: ['merchant', 'dialect', 'theirId'] }

function inOrderOf(fields: string[], rows: Row[]): Row[] {
  if (rows.length < 2) return rows
  const keyed = rows.map((row) => ({ row, key: textOf(fields, row) }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row)
}

const textOf = (fields: string[], row: Row): string => fields.map((field) => String(row[field])).join('\u0000')

function removalsOf(table: TableName, rows: Row[]): Step[] {
  return rows.map((row) => {
    const fields = Object.keys(row).sort()
    if (!fields.includes('merchant')) throw new Error(`A removal from ${table} does not say whose rows it means`)
    return { table, manner: 'remove', rows: [row], fields, guard: null, was: [] }
  })
}
