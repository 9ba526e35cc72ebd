// The desk in a real Chromium, before a server in a process of its own: time to the first row, keys, opening a dispute, and memory after
// many live updates.

import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../test/kit/desk-browser.ts'
import { marks, type Marked } from './desk-marks.ts'
import { filledQueue, type Queue } from './desk-queue.ts'
import { vitalsOf, type Vitals } from './desk-vitals.ts'

export type DeskRun = { open: number; firstRow: number[]; shift: number; keys: number[]; opening: number[]; vitals: Vitals; mb: { before: number; after: number } | null }

export const updates = 1_000
const loads = 5
const keyPresses = 60
const openings = 10

export async function desk(counts: readonly number[]): Promise<DeskRun[]> {
  const browser = await openBrowser()
  try {
    const runs: DeskRun[] = []
    for (const open of counts) runs.push(await measured(browser, open, open === counts[0]))
    return runs
  } finally {
    await browser.close()
  }
}

async function measured(browser: Browser, open: number, isForMemory: boolean): Promise<DeskRun> {
  const queue = await filledQueue(open)
  try {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
    await page.addInitScript(marks)
    const firstRow = await firstRows(page, queue)
    const keys = await paintsOfKeys(page)
    const { shift } = await marked(page)
    return { open, firstRow, keys, shift, opening: await openingTimes(page), vitals: await vitalsOf(page, queue.origin), mb: isForMemory ? await memoryOver(page, queue) : null }
  } finally {
    await queue.close()
  }
}

/** The first visit fills the browser's cache and counts for nobody. */
async function firstRows(page: Page, { origin }: Queue): Promise<number[]> {
  const rows: number[] = []
  for (let load = 0; load <= loads; load++) {
    await page.goto(`${origin}/desk/`, { waitUntil: 'commit' })
    await page.locator('a[data-row]').first().waitFor()
    rows.push((await marked(page)).row)
  }
  return rows.slice(1)
}

async function paintsOfKeys(page: Page): Promise<number[]> {
  for (let press = 1; press <= keyPresses; press++) {
    await page.keyboard.press('j')
    while ((await marked(page)).paints.length < press) continue
  }
  return (await marked(page)).paints
}

/** From the key to the heading of the dispute, painted. */
async function openingTimes(page: Page): Promise<number[]> {
  const times: number[] = []
  for (let opening = 0; opening < openings; opening++) {
    await page.keyboard.press('j')
    await page.getByText('What we know').waitFor()
    await page.evaluate('void (bench.opened = bench.untilHeading())')
    await page.keyboard.press('Enter')
    times.push(await page.evaluate('bench.opened') as number)
    await page.goBack()
    await page.locator('a[data-row]').first().waitFor()
  }
  return times
}

/** A dispute that the page shows is written to again and again; each time the page hears of it. */
async function memoryOver(page: Page, queue: Queue): Promise<{ before: number; after: number }> {
  const { data } = await queue.call('GET', '/v1/disputes?state=needs_response&limit=20') as { data: { id: string }[] }
  const before = await heapMb(page)
  for (let update = 0; update < updates; update++) await queue.call('PATCH', `/v1/disputes/${data[update % data.length]!.id}`, { note: `Update ${update}.` })
  // News come in order: who hears of the newest has heard of all.
  await queue.call('POST', '/v1/sandbox/disputes', { amount: { value: 100, currency: 'THB' }, respond_in: 'P1D' })
  await page.getByRole('button', { name: /new · press r/ }).waitFor()
  return { before, after: await heapMb(page) }
}

async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1_000_000
}

const marked = (page: Page): Promise<Marked> => page.evaluate('bench')
