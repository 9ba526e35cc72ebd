// The statements of one acceptance as anybody would write them by hand: a select per thing that is looked at, a write per table,
// one row or a few, in one transaction. The same rows into the same tables as Parley writes.

import type { Ask } from '../src/engine/store.ts'
import { onConflict } from '../src/store/conflict.ts'
import { columnOf, shapeOf } from '../src/store/tables.ts'
import type { Step } from '../src/store/writes.ts'
import { marker } from './workload.ts'

export type Plain = { sql: string; values: unknown[] }
export type Asked = Pick<Ask, 'merchant'> & { dispute: string; payment: string; principal: string; key: string; credential: string }

/** `lock` is what the database says for "nobody else meanwhile": ` for update`, or nothing where one writes at a time. */
export function readsOf({ merchant, dispute, payment, principal, key, credential }: Asked, lock: string): Plain[] {
  return [
    { sql: `select id, body, chain, payment from dispute where merchant = $1 and id = $2${lock}`, values: [merchant, dispute] },
    { sql: `select id, currency, captured, refunded, returned, overridden from payment where merchant = $1 and id = $2${lock}`, values: [merchant, payment] },
    { sql: 'select fingerprint, answer, at from idempotency where merchant = $1 and principal = $2 and key = $3', values: [merchant, principal, key] },
    { sql: 'select id from credential where merchant = $1 and id = $2 and (revoked_at is not null or expires_at <= $3)', values: [merchant, credential, Date.now()] },
  ]
}

export function writeOf(step: Step): Plain {
  return step.manner === 'update' ? updateOf(step) : insertOf(step)
}

function updateOf({ table, fields, rows: [row], guard, was }: Step): Plain {
  const { key } = shapeOf(table)
  const at = (field: string): string => `${columnOf(field)} = $${fields.indexOf(field) + 1}`
  const guarded = guard === null ? '' : ` and ${columnOf(guard)} = $${fields.length + 1}`
  const sets = fields.filter(field => !key.includes(field)).map(at).join(', ')
  return { sql: `update ${table} set ${sets} where ${key.map(at).join(' and ')}${guarded}`, values: [...fields.map(field => row![field]), ...(guard === null ? [] : [was[0]])] }
}

function insertOf({ table, manner, fields, rows }: Step): Plain {
  const { key } = shapeOf(table)
  const columns = fields.map(columnOf)
  const rowMarks = rows.map((_, row) => `(${fields.map((_, index) => `$${row * fields.length + index + 1}`).join(', ')})`)
  const met = onConflict(table, manner, key.map(columnOf), fields.filter(field => !key.includes(field)).map(columnOf))
  return { sql: `insert into ${table} (${columns.join(', ')}) values ${rowMarks.join(', ')}${met}`, values: rows.flatMap(row => fields.map(field => row[field])) }
}

/** The statements for another dispute, perhaps of another merchant. */
export function renumbered(statements: Plain[], digits: string, [from, to]: [string, string]): Plain[] {
  return statements.map(({ sql, values }) => ({
    sql, values: values.map(value => (typeof value === 'string' ? value.replaceAll(marker, digits).replaceAll(from, to) : value)),
  }))
}
