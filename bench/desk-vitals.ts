// What browsers report of pages in the field: the largest paint, on this machine and as over a phone's line, and the slowest answer to whatever
// somebody touches in a visit.

import type { CDPSession, Page } from 'playwright-core'
import type { Marked } from './desk-marks.ts'

export type Vitals = { largest: number[]; largestFar: number[]; slowest: number[] }

const visits = 5
/** As Chrome's tools have a fast 4G line. */
const far = { offline: false, latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 }
const near = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }

export async function vitalsOf(page: Page, origin: string): Promise<Vitals> {
  const session = await page.context().newCDPSession(page)
  const slowest: number[] = []
  for (let visit = 0; visit < visits; visit++) slowest.push(await slowestOf(page, origin))
  const largest = await largestPaints(page, session, origin, near)
  const largestFar = await largestPaints(page, session, origin, far)
  await session.send('Network.emulateNetworkConditions', near)
  await session.detach()
  return { largest, largestFar, slowest }
}

/** Each as on a first visit: nothing is in the browser's cache. */
async function largestPaints(page: Page, session: CDPSession, origin: string, line: typeof near): Promise<number[]> {
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', line)
  const paints: number[] = []
  for (let visit = 0; visit < visits; visit++) {
    await session.send('Network.clearBrowserCache')
    await visited(page, origin)
    paints.push((await marked(page)).largest)
  }
  return paints
}

/** By keys and by mouse, over what the queue is used for. */
async function slowestOf(page: Page, origin: string): Promise<number> {
  await visited(page, origin)
  const press = async (key: string): Promise<void> => {
    await page.keyboard.press(key)
    await painted(page)
  }
  for (const key of ['j', 'j', 'x', 'Shift+j', 'Shift+j', 'Escape', 'Space', 'Space']) await press(key)
  for (const [key, typed] of [['Control+k', ['m', 'o']], ['?', []]] as const) {
    await press(key)
    await page.getByRole('dialog').waitFor()
    for (const each of typed) await press(each)
    await press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  const views = page.getByRole('navigation', { name: 'Views' })
  for (const name of ['Closed', /^Needs decision/]) {
    await views.getByRole('link', { name }).click()
    await painted(page)
  }
  return (await marked(page)).slowest
}

async function visited(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/desk/`, { waitUntil: 'commit' })
  await page.locator('a[data-row]').first().waitFor()
  await page.locator('.skeleton').first().waitFor({ state: 'detached' })
  await page.waitForLoadState('load')
  await painted(page)
}

/** What was touched is answered, and the browser has said how long that took. */
const painted = (page: Page): Promise<unknown> => page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))')
const marked = (page: Page): Promise<Marked> => page.evaluate('bench')
