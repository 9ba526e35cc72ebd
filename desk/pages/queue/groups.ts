// The list with its headings between: groups by time left, as they were when the list was asked for or a day began. A dispute that was decided since stays
// in its group, because nothing moves under a hand.

import type { Dispute } from '../../api/contract.ts'
import type { Row } from '../../parts/rows.ts'
import { dayGroup, instantOf, type DayGroup } from '../../time.ts'

export type Group = DayGroup | 'none'
export type ListRow = Row & { group: Group }
export type Item = { kind: 'group'; group: Group; count: number } | { kind: 'row'; row: ListRow; index: number }

export const groupWords: Record<Group, string> = { overdue: 'Overdue', today: 'Today', tomorrow: 'Tomorrow', week: 'This week', later: 'Later', none: 'No action possible' }

export function itemsOf(rows: readonly ListRow[], grouped: boolean): Item[] {
  const items: Item[] = []
  let open: Extract<Item, { kind: 'group' }> | null = null
  rows.forEach((row, index) => {
    if (grouped && open?.group !== row.group) items.push(open = { kind: 'group', group: row.group, count: 0 })
    if (open) open.count += 1
    items.push({ kind: 'row', row, index })
  })
  return items
}

export function groupOf({ respond_by, state }: Pick<Dispute, 'respond_by' | 'state'>, at: number): Group {
  if (state === 'under_review' || state === 'accepting' || state === 'submitting') return 'none'
  return respond_by === null ? 'later' : dayGroup(instantOf(respond_by.at), at)
}
