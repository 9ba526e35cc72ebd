// How rows of an insert meet rows that are there already: the same words in both databases.

import type { TableName } from '../engine/store.ts'
import { columnOf, kept } from './tables.ts'
import type { Manner } from './writes.ts'

export function onConflict(table: string, manner: Manner, keys: string[], others: string[]): string {
  if (manner === 'insert') return ''
  const met = ` on conflict (${keys.join(', ')}) do`
  if (manner === 'ignore') return `${met} nothing`
  if (manner === 'add') return `${met} update set amount = ${table}.amount + excluded.amount`
  const stays = (kept[table as TableName] ?? []).map(columnOf)
  const next = (column: string): string => (stays.includes(column) ? `coalesce(${table}.${column}, excluded.${column})` : `excluded.${column}`)
  return `${met} update set ${others.map((column) => `${column} = ${next(column)}`).join(', ')}`
}
