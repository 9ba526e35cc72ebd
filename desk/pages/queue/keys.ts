// What the queue's actions do, over the rows that are shown.

import { useActions } from '../../actions/running.ts'
import { copy } from '../../ui/copy.tsx'
import { flipDensity } from '../../parts/theme.ts'
import { refusalOf, type Row } from '../../parts/rows.ts'
import { reload } from './load.ts'
import { hrefOf, type RowDeeds } from './row.tsx'

export type KeyParts = {
  active: Row | null
  selected: ReadonlySet<string>
  deeds: RowDeeds
  move(step: number): void
  extend(step: number): void
  selectAll(): void
  moveColumn(step: number): void
  filterByCell(): void
  flipPeek(): void
  clear(): void
  showNew(): void
}

export function useQueueKeys({ active, selected, deeds, move, extend, selectAll, moveColumn, filterByCell, flipPeek, clear, showNew }: KeyParts): void {
  const chosen = selected.size > 0 ? [...selected] : active ? [active.id] : []
  const onActive = (run: (row: Row) => void, reason: (row: Row) => string | null = () => null) => ({ run: () => { if (active) run(active) }, reason: active ? reason(active) : 'No row has the focus.' })
  useActions({
    'queue.next': () => move(1),
    'queue.previous': () => move(-1),
    'queue.left': () => moveColumn(isRtl() ? 1 : -1),
    'queue.right': () => moveColumn(isRtl() ? -1 : 1),
    'queue.open': onActive(({ id }) => deeds.open(id)),
    'queue.peek': flipPeek,
    'queue.select': onActive(({ id }) => deeds.toggle(id, false)),
    'queue.select-down': () => extend(1),
    'queue.select-up': () => extend(-1),
    'queue.select-all': selectAll,
    'queue.clear': clear,
    'queue.filter': onActive(filterByCell),
    'queue.arrivals': showNew,
    'queue.refresh': () => void reload(),
    'queue.density': flipDensity,
    'decide.accept': { run: () => deeds.accept(chosen), reason: chosen.length === 0 ? 'No row has the focus.' : selected.size === 0 && active ? refusalOf(active.can?.accept) : null },
    'decide.contest': onActive(({ id }) => deeds.contest(id), row => (selected.size > 0 ? 'Evidence is per dispute: clear the selection first.' : refusalOf(row.can?.submit))),
    'decide.note': onActive(({ id }) => deeds.note(id)),
    'decide.assign': { run: () => deeds.assign(chosen), reason: chosen.length === 0 ? 'No row has the focus.' : null },
    'decide.assign-me': { run: () => deeds.assignMe(chosen), reason: chosen.length === 0 ? 'No row has the focus.' : null },
    'decide.snooze': { run: () => deeds.snooze(chosen), reason: chosen.length === 0 ? 'No row has the focus.' : selected.size === 0 && active ? refusalOf(active.can?.add_evidence) : null },
    'decide.copy': onActive(({ theirs }) => void copy(theirs.id)),
    'decide.copy-link': onActive(({ id }) => void copy(location.origin + hrefOf(id))),
  })
}

const isRtl = (): boolean => document.documentElement.dir === 'rtl'
