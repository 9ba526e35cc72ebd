// Every row of a table in the order of its key, in pages: for checks that read everything and may hold nothing.

import type { TableName, Tables } from '../engine/store.ts'
import { rowsOf } from './reads.ts'
import { marks } from './sql.ts'
import type { Query } from './sql.ts'
import { columnOf, shapeOf } from './tables.ts'

const page = 1000

export async function* scan<T extends TableName>(query: Query, table: T): AsyncIterable<Tables[T]> {
  const { key } = shapeOf(table)
  const keys = key.map((field) => `t.${columnOf(field)}`).join(', ')
  for (let last: Tables[T] | null = null; ;) {
    const { params, mark, list } = marks()
    const from: string = last ? `where (${keys}) > (${list(key.map((field) => (last as Record<string, unknown>)[field]))})` : ''
    const rows: Tables[T][] = await rowsOf(query, table, `${from} order by ${keys} limit ${mark(page)}`, params)
    yield* rows
    if (rows.length < page) return
    last = rows.at(-1)!
  }
}
