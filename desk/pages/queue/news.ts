// News of disputes that a list shows: each is read again and put where it stands. Many at once are read a few at a time.

import { read } from '../../api/client.ts'
import { onGap, onNews } from '../../api/live.ts'
import { addArrivals } from '../../parts/arrivals.tsx'
import { rowOf, type Row } from '../../parts/rows.ts'
import { every } from '../../time.ts'
import type { Filter } from './filter.ts'
import { keptRow, page, putRows, shownFirst } from './load.ts'
import type { ViewName } from './views.ts'

const togetherMs = 300
const atOnce = 12
const waiting = new Set<string>()
let busy = false

/** Answers how to stop. */
export function followRows(view: ViewName, filter: Filter): () => void {
  const deaf = onNews(({ dispute }) => { if (dispute !== null && keptRow(dispute)) waiting.add(dispute) })
  const still = onGap(() => void lookAgain(view, filter))
  const rest = every(togetherMs, () => void readWaiting())
  return () => {
    deaf()
    still()
    rest()
  }
}

/** The first page anew: what it shows otherwise is put where it stands, what is not there yet has arrived, what it no longer shows is read by itself. */
async function lookAgain(view: ViewName, filter: Filter): Promise<void> {
  const found = await page(view, filter, null).catch(() => null)
  if (found === null) return
  const { rows } = found
  putRows(new Map(rows.map(row => [row.id, row])))
  const there = new Set(rows.map(({ id }) => id))
  for (const { id } of shownFirst(view)) if (!there.has(id)) waiting.add(id)
  addArrivals(rows.map(({ id }) => id).filter(id => keptRow(id) === null))
}

async function readWaiting(): Promise<void> {
  if (busy || waiting.size === 0) return
  busy = true
  const ids = [...waiting].slice(0, atOnce)
  for (const id of ids) waiting.delete(id)
  const rows = await Promise.all(ids.map(id => read('GET /v1/disputes/{id}', { params: { id } }).then(rowOf, () => null)))
  putRows(new Map(rows.filter((row): row is Row => row !== null).map(row => [row.id, row])))
  busy = false
}
