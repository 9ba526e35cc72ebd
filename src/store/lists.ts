// Lists and counts of disputes, each with a bound on what it looks at: `listWindow` rows a page, `countWindow` rows a count.

import { disputeOf } from '../engine/row.ts'
import type { Reads } from '../engine/store.ts'
import { countEndSql, countSql, listSql, windowEndSql } from './filter.ts'
import type { Search } from './filter.ts'
import type { Query } from './sql.ts'
import type { Row } from './tables.ts'

export function makeLists(query: Query): Pick<Reads, 'disputes' | 'countDisputes'> {
  const ask = ({ sql, params }: Search): Promise<Row[]> => query(sql, params)
  return {
    async disputes(merchant, filter, order, after, limit) {
      const rows = await ask(listSql(merchant, filter, order, after, limit + 1))
      const items = rows.slice(0, limit).map(({ body }) => disputeOf(body as string))
      const last = items.at(-1)
      if (rows.length > limit && last) return { items, next: { value: Number(rows[limit - 1]!.value), id: last.id } }
      const [end] = await ask(windowEndSql(merchant, filter, order, after))
      return { items, next: end ? { value: Number(end.value), id: end.id as string } : null }
    },
    async countDisputes(merchant, filter, atMost) {
      const [row] = await ask(countSql(merchant, filter, atMost))
      const count = Number(row!.count)
      if (count >= atMost) return atMost
      const beyond = await ask(countEndSql(merchant, filter))
      return beyond.length > 0 ? atMost : count
    },
  }
}
