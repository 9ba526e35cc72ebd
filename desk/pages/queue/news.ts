// News of disputes that a list shows: each is read again and put where it stands. Many at once are read a few at a time. How a decision gets
// on upstream is no event of its dispute, and neither is coming back from being put aside: both are looked for now and then.

import { read } from '../../api/client.ts'
import { onGap, onNews } from '../../api/live.ts'
import { queries } from '../../api/queries.ts'
import { addArrivals } from '../../parts/arrivals.tsx'
import { rowOf, type Row } from '../../parts/rows.ts'
import { every } from '../../time.ts'
import type { Filter } from './filter.ts'
import { findKept, keptRow, page, putRows, shownFirst } from './load.ts'
import { views, type ViewName } from './views.ts'

const togetherMs = 300
const atOnce = 12
const onTheWayMs = 5_000
const asideMs = 60_000
const waiting = new Set<string>()
let busy = false

/** Answers how to stop. */
export function followRows(view: ViewName, filter: Filter): () => void {
  const deaf = onNews(({ dispute }) => { if (dispute !== null && keptRow(dispute)) waiting.add(dispute) })
  const still = onGap(() => void lookAgain(view, filter))
  const ends = [every(togetherMs, () => void readWaiting()), every(onTheWayMs, () => void lookAtThoseOnTheWay()), every(asideMs, () => { if (views[view].query.snoozed === 'no') void lookForArrivals(view, filter) })]
  return () => {
    deaf()
    still()
    for (const end of ends) end()
  }
}

/** The first page anew: what it shows otherwise is put where it stands, what is not there yet has arrived, what it no longer shows is read by itself. */
async function lookAgain(view: ViewName, filter: Filter): Promise<void> {
  const rows = await lookForArrivals(view, filter)
  if (rows === null) return
  putRows(new Map(rows.map(row => [row.id, row])))
  const there = new Set(rows.map(({ id }) => id))
  for (const { id } of shownFirst(view)) if (!there.has(id)) waiting.add(id)
}

async function lookForArrivals(view: ViewName, filter: Filter): Promise<readonly Row[] | null> {
  const found = await page(view, filter, null).catch(() => null)
  if (found !== null) addArrivals(found.rows.map(({ id }) => id).filter(id => keptRow(id) === null))
  return found?.rows ?? null
}

/** One list for all of them, and none where none is shown. */
async function lookAtThoseOnTheWay(): Promise<void> {
  if (!findKept(isOnTheWay)) return
  const { data } = await read('GET /v1/disputes', { query: { state: 'accepting,submitting', limit: '100' } }).catch(() => ({ data: [] }))
  const changed = data.map(rowOf).flatMap(row => {
    const known = keptRow(row.id)
    return known?.revision === row.revision && stageOf(known) !== stageOf(row) ? [{ ...known, act: row.act }] : []
  })
  if (changed.length === 0) return
  putRows(new Map(changed.map(row => [row.id, row])))
  void queries.invalidateQueries({ queryKey: ['GET /v1/summary'] })
}

const isOnTheWay = ({ state }: Row): boolean => state === 'accepting' || state === 'submitting'
const stageOf = ({ act }: Row) => act?.upstream?.stage

async function readWaiting(): Promise<void> {
  if (busy || waiting.size === 0) return
  busy = true
  const ids = [...waiting].slice(0, atOnce)
  for (const id of ids) waiting.delete(id)
  const rows = await Promise.all(ids.map(id => read('GET /v1/disputes/{id}', { params: { id } }).then(rowOf, () => null)))
  putRows(new Map(rows.filter((row): row is Row => row !== null).map(row => [row.id, row])))
  busy = false
}
