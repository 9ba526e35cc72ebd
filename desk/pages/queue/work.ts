// Which row has the focus, which are selected, and what can be done with them. It holds no dispute, only names of them.

import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { sessionNow } from '../../api/session.ts'
import { queries } from '../../api/queries.ts'
import { assign, type Owner } from '../../parts/assign.tsx'
import { rememberSeen, takeLastSeen } from '../../parts/current-view.ts'
import { openAcceptSheet } from '../../parts/decision/open.ts'
import type { Row } from '../../parts/rows.ts'
import { snooze, type Shown } from '../../parts/snooze/snooze.ts'
import { after } from '../../time.ts'
import { keptRow, putRows } from './load.ts'
import { contextOf, restMs } from './peek.tsx'
import type { RowDeeds } from './row.tsx'

const prefetched = 2

export type Work = {
  active: Row | null; selected: ReadonlySet<string>; asking: Asking; focusTurn: number; deeds: RowDeeds
  move(step: number): void; extend(step: number): void; selectAll(): void; clear(): void; assigned(owner: Owner): void; snoozed(until: number | null): void; stopAsking(): void
}
/** What somebody is asked about these rows. */
export type Asking = { what: 'owner' | 'until'; ids: readonly string[] } | null

/** A selection belongs to the view and the filter in which it was made. */
export function useWork(rows: readonly Row[], scope: string): Work {
  const navigate = useNavigate()
  const [activeId, setActive] = useState<string | null>(takeLastSeen)
  const [selection, setSelection] = useState({ scope, ids: none })
  const selected = selection.scope === scope ? selection.ids : none
  const setSelected = useCallback((change: (known: ReadonlySet<string>) => ReadonlySet<string>) => setSelection(known => ({ scope, ids: change(known.scope === scope ? known.ids : none) })), [scope])
  const [asking, setAsking] = useState<Asking>(null)
  const [focusTurn, setFocusTurn] = useState(activeId === null ? 0 : 1)
  const now = useRef({ rows, activeId, selected })
  useEffect(() => { now.current = { rows, activeId, selected } })
  const at = useMemo(() => rows.findIndex(({ id }) => id === activeId), [rows, activeId])
  usePrefetch(rows, at)

  const focusAt = useCallback((index: number) => {
    const row = now.current.rows[Math.max(0, Math.min(index, now.current.rows.length - 1))]
    if (!row) return null
    setActive(row.id)
    setFocusTurn(turn => turn + 1)
    return row.id
  }, [])
  const deeds = useMemo<RowDeeds>(() => ({
    open: id => { rememberSeen(id); void navigate({ to: '/d/$id', params: { id }, search: {} }) },
    focus: setActive,
    toggle: (id, extend) => {
      setSelected(known => toggled(now.current.rows, known, extend ? now.current.activeId : null, id))
      setActive(id)
    },
    accept: openAcceptSheet,
    note: id => { rememberSeen(id); void navigate({ to: '/d/$id', params: { id }, search: {}, hash: 'history' }) },
    contest: id => { rememberSeen(id); void navigate({ to: '/d/$id', params: { id }, search: {}, hash: 'evidence' }) },
    assign: ids => setAsking({ what: 'owner', ids }),
    snooze: ids => setAsking({ what: 'until', ids }),
    assignMe: ids => { const user = sessionNow()?.user; if (user) giveTo(ids, { id: user.id, name: user.name }) },
  }), [navigate, setSelected])
  return {
    active: rows[at] ?? null, selected, asking, focusTurn, deeds,
    move: step => void focusAt(at < 0 ? 0 : at + step),
    extend: step => {
      const from = rows[at]?.id
      const to = focusAt(at < 0 ? 0 : at + step)
      setSelected(known => new Set([...known, ...[from, to].filter(id => id != null)]))
    },
    selectAll: () => setSelected(() => new Set(rows.map(({ id }) => id))),
    clear: () => setSelected(() => none),
    assigned: owner => giveTo(asking?.ids ?? [], owner),
    snoozed: until => void snooze(asking?.ids ?? [], until, shownInRows),
    stopAsking: () => setAsking(null),
  }
}

const none: ReadonlySet<string> = new Set()

/** With `from` everything between is selected as well. */
function toggled(rows: readonly Row[], known: ReadonlySet<string>, from: string | null, id: string): ReadonlySet<string> {
  if (from === null) return known.has(id) ? new Set([...known].filter(one => one !== id)) : new Set([...known, id])
  const [first, last] = [rows.findIndex(row => row.id === from), rows.findIndex(row => row.id === id)].sort((a, b) => a - b) as [number, number]
  return new Set([...known, ...rows.slice(Math.max(0, first), last + 1).map(row => row.id)])
}

function giveTo(ids: readonly string[], owner: Owner): void {
  const show = (id: string, shown: Owner) => {
    const row = keptRow(id)
    if (row) putRows(new Map([[id, { ...row, owner: shown }]]))
  }
  void assign(ids, owner, id => keptRow(id)?.owner ?? null, show)
}

const shownInRows: Shown = {
  now: id => keptRow(id)?.snoozed,
  show: (id, snoozed) => {
    const row = keptRow(id)
    if (row) putRows(new Map([[id, { ...row, snoozed }]]))
  },
}

/** What the peek panel asks about the next rows is asked before they are reached. */
function usePrefetch(rows: readonly Row[], at: number): void {
  useEffect(() => after(restMs, () => {
    for (const { id } of rows.slice(at + 1, at + 1 + prefetched)) void queries.prefetchQuery(contextOf(id))
  }), [rows, at])
}
