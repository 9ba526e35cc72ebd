// How rows of an insert meet rows that are there already: the same words in both databases.

import type { Manner } from './writes.ts'

export function onConflict(table: string, manner: Manner, keys: string[], others: string[]): string {
  if (manner === 'insert') return ''
  const met = ` on conflict (${keys.join(', ')}) do`
  if (manner === 'ignore') return `${met} nothing`
  if (manner === 'add') return `${met} update set amount = ${table}.amount + excluded.amount`
  return `${met} update set ${others.map((column) => `${column} = excluded.${column}`).join(', ')}`
}
