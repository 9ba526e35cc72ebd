// Lists and counts of disputes, each with a bound on what it looks at: `listWindow` rows a page, `countWindow` rows a count.

import type { Reads } from '../engine/store.ts'
import { decoderOf } from './decoded.ts'
import { countEndSql, countSql, listSql, windowEndSql } from './filter.ts'
import type { Search } from './filter.ts'
import type { Query } from './sql.ts'
import type { Row } from './tables.ts'

/** The longest page of the API. */
const mostNear = 100
const mostDecoded = 500

export function makeLists(query: Query, near: Query): Pick<Reads, 'disputes' | 'countDisputes'> {
  const decode = decoderOf(mostDecoded)
  const ask = ({ sql, params }: Search): Promise<Row[]> => query(sql, params)
  return {
    async disputes(merchant, filter, order, after, limit) {
      const { straight, sql, params } = listSql(merchant, filter, order, after, limit + 1)
      const rows = await (straight && limit <= mostNear ? near : query)(sql, params)
      const items = rows.slice(0, limit).map(({ id, body }) => decode(id as string, body as string))
      const last = items.at(-1)
      if (rows.length > limit && last) return { items, next: { value: Number(rows[limit - 1]!.value), id: last.id } }
      if (straight) return { items, next: null }
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
