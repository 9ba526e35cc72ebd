// The steps of a batch as PostgreSQL statements: one statement per step whatever the number of rows, columns handed in as arrays.

import { columnOf, shapeOf } from '../tables.ts'
import type { Kind } from '../tables.ts'
import { onConflict } from '../conflict.ts'
import type { Step } from '../writes.ts'

export type Sent = { text: string; values: unknown[] }

export function sentOf(step: Step): Sent {
  const { fields, rows, guard, was } = step
  const values: unknown[] = fields.map((field) => rows.map((row) => row[field]))
  if (guard !== null) values.push(was)
  return { text: textOf(step), values }
}

const types: Record<Kind, string> = { text: 'text[]', int: 'int4[]', time: 'int8[]', big: 'int8[]', bytes: 'bytea[]' }

function textOf({ table, manner, fields, guard }: Step): string {
  const { key, columns } = shapeOf(table)
  const names = fields.map(columnOf)
  const keys = key.map(columnOf)
  const others = names.filter((name) => !keys.includes(name))
  const arrays = fields.map((field, index) => `$${index + 1}::${types[columns[field]!]}`)
  if (manner === 'remove') return `delete from ${table} where (${names.join(', ')}) in (select * from unnest(${arrays.join(', ')}))`
  if (manner !== 'update') {
    return `insert into ${table} (${names.join(', ')}) select * from unnest(${arrays.join(', ')})${onConflict(table, manner, keys, others)}`
  }
  const was = guard === null ? [] : [`$${fields.length + 1}::${types[columns[guard]!]}`]
  const same = keys.map((name) => `t.${name} = n.${name}`).join(' and ')
  return `with done as (update ${table} t set ${others.map((name) => `${name} = n.${name}`).join(', ')}
    from unnest(${[...arrays, ...was].join(', ')}) n(${[...names, ...(guard === null ? [] : ['was'])].join(', ')})
    where ${same}${guard === null ? '' : ` and t.${columnOf(guard)} = n.was`} returning 1) ${guard === 'fence' ? allOrFenced : allOrNothing}`
}

// The commit is on its way already when the count comes back, so the statement itself has to fail where a row was not what it was.
const allOrNothing = 'select 1 / (case when (select count(*) from done) = cardinality($1) then 1 else 0 end)'
// With an error of its own, so that whoever lost an errand is told from whoever has to decide again.
const allOrFenced = 'select sqrt((select count(*) from done)::float8 - cardinality($1))'
