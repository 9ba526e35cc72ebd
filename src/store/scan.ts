// Every row of a table in the order of its key, in pages: for checks that read everything and may hold nothing.

import type { TableName, Tables } from '../engine/store.ts'
import { rowsOf } from './reads.ts'
import { marks } from './sql.ts'
import type { Query } from './sql.ts'
import { columnOf, shapeOf } from './tables.ts'

const page = 1000

export const scan = <T extends TableName>(query: Query, table: T): AsyncIterable<Tables[T]> => pages(query, table, null)

/** The rows of one merchant only, whose second part of the key comes behind `after`. */
export const scanBehind = <T extends TableName>(query: Query, table: T, merchant: string, after: string | null): AsyncIterable<Tables[T]> =>
  pages(query, table, { merchant, after: after ?? '' })

async function* pages<T extends TableName>(query: Query, table: T, only: { merchant: string; after: string } | null): AsyncIterable<Tables[T]> {
  const { key } = shapeOf(table)
  const columns = key.map((field) => `t.${columnOf(field)}`)
  const order = columns.join(', ')
  for (let last: Tables[T] | null = null; ;) {
    const { params, mark, list } = marks()
    const from: (string | false | null)[] = [
      only && `t.merchant = ${mark(only.merchant)}`, only && !last && `${columns[1]} > ${mark(only.after)}`,
      last && `(${order}) > (${list(key.map((field) => (last as Record<string, unknown>)[field]))})`,
    ]
    const where = from.filter(Boolean).join(' and ')
    const rows: Tables[T][] = await rowsOf(query, table, `${where && `where ${where}`} order by ${order} limit ${mark(page)}`, params)
    yield* rows
    if (rows.length < page) return
    last = rows.at(-1)!
  }
}
