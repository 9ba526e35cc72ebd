// The steps of a batch as SQLite statements: one prepared statement per step, run once per row.

import { onConflict } from '../conflict.ts'
import { columnOf, shapeOf } from '../tables.ts'
import type { Step } from '../writes.ts'
import { changedMeanwhile, fencedOff } from './connection.ts'
import type { Flat } from './connection.ts'

export function flatOf(step: Step): Flat {
  const { fields, rows, guard, was } = step
  const values: unknown[] = []
  rows.forEach((row, index) => {
    for (const field of fields) values.push(row[field])
    if (guard !== null) values.push(was[index])
  })
  return { sql: sqlOf(step), width: fields.length + (guard === null ? 0 : 1), values, otherwise: otherwiseOf(step) }
}

function otherwiseOf({ manner, guard }: Step): string | null {
  if (manner !== 'update') return null
  return guard === 'fence' ? fencedOff : changedMeanwhile
}

function sqlOf({ table, manner, fields, guard }: Step): string {
  const { key } = shapeOf(table)
  const columns = fields.map(columnOf)
  const keys = key.map(columnOf)
  const at = (field: string): string => `$${fields.indexOf(field) + 1}`
  const others = fields.filter((field) => !key.includes(field))
  if (manner === 'remove') return `delete from ${table} where ${fields.map((field) => `${columnOf(field)} is ${at(field)}`).join(' and ')}`
  if (manner === 'update') {
    const guarded = guard === null ? '' : ` and ${columnOf(guard)} = $${fields.length + 1}`
    const same = key.map((field) => `${columnOf(field)} = ${at(field)}`).join(' and ')
    return `update ${table} set ${others.map((field) => `${columnOf(field)} = ${at(field)}`).join(', ')} where ${same}${guarded}`
  }
  return `insert into ${table} (${columns.join(', ')}) values (${fields.map(at).join(', ')})${onConflict(table, manner, keys, others.map(columnOf))}`
}
