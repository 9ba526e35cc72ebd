/**
 * Takes the pictures of the documents anew: `node scripts/run.cjs test/desk/pictures.ts`. The cast, the clock and the windows are always
 * the same; look at each before it is committed.
 */
import assert from 'node:assert/strict'
import { mkdirSync, statSync } from 'node:fs'
import { test } from 'node:test'
import type { Page, Route } from 'playwright-core'
import { noChromium, startDesk, type Desk, type DeskOptions } from '../kit/desk.ts'
import { items, textOf } from '../kit/native.ts'
import { atKiln, prepareAccept, sayWhy } from '../kit/desk-disputes.ts'
import { root } from '../tidy/tree.ts'

const folder = `${root}docs/pictures/`
const mostBytes = 200_000
const window = { width: 1200, height: 750 }
const themes = ['light', 'dark'] as const

test('the pictures of the documents', { skip: noChromium ?? false }, async t => {
  mkdirSync(folder, { recursive: true })
  const desk = await startDesk(t)
  await callAsProvidersClients(desk)
  const id = textOf(items((await atKiln(desk, 'GET', '/v1/disputes?state=needs_response&limit=2')).data)[1]!.id)
  for (const theme of themes) await take(desk, `developers-${theme}`, { theme, ...window }, '/dev/requests', exchange)
  for (const theme of themes) {
    await take(desk, `queue-${theme}`, { theme, ...window }, '/', queue)
    await take(desk, `dispute-${theme}`, { theme, ...window }, `/d/${id}`, story)
    await take(desk, `accept-${theme}`, { theme, ...window }, `/d/${id}`, accepting)
  }
  await take(desk, 'phone', { theme: 'light', width: 390, height: 844, touch: true }, '/', page => page.locator('a[data-row]').first().waitFor())
})

async function take(desk: Desk, name: string, look: DeskOptions, path: string, until: (page: Page) => Promise<unknown>): Promise<void> {
  const page = await desk.visit({ path: '/practice', ...look })
  await page.route('**/v1/disputes?*', withoutThai)
  await page.goto(`${desk.url}/desk${path}`)
  await until(page)
  await page.waitForFunction(() => document.querySelector('.skeleton') === null)
  // What lies under the pointer looks chosen.
  await page.mouse.move(0, 0)
  await page.screenshot({ path: `${folder}${name}.png` })
  await page.close()
  assert.ok(statSync(`${folder}${name}.png`).size <= mostBytes, `${name} is too large for a document.`)
}

/** Few machines that build documents have its letters; boxes in their place say nothing. */
async function withoutThai(route: Route): Promise<void> {
  const answer = await route.fetch()
  await route.fulfill({ response: answer, body: (await answer.text()).replace(/"text":"[^"]*[\u0E00-\u0E7F][^"]*"/g, '"text":"(in Thai)"') })
}

async function queue(page: Page): Promise<void> {
  await page.locator('a[data-row]').first().waitFor()
  for (const key of ['j', 'j']) await page.keyboard.press(key)
  await page.getByText('What we know').waitFor()
}

const story = (page: Page): Promise<void> => page.getByRole('list', { name: 'History' }).getByText('Opened').waitFor()

async function accepting(page: Page): Promise<void> {
  await story(page)
  const sheet = await prepareAccept(page)
  await sayWhy(page)
  // What it costs, and not only what was filled in last.
  await sheet.getByText(/^Checked /).scrollIntoViewIfNeeded()
}

async function exchange(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'GET /v2/disputes' }).click()
  await page.getByRole('region', { name: 'Answer' }).waitFor()
}

/** What the wire log shows: calls in providers' own formats. */
async function callAsProvidersClients({ url }: Desk): Promise<void> {
  const calls = [['/disputes', `skey_test_${'samplekiln'.padEnd(19, '0')}:`], ['/payments/na/disputes', 'UStestsamplekiln:test_sample_kiln_ahrvo'], ['/v2/disputes', '600000001:test_sample_kiln_afterpay']]
  for (const [path, pair] of calls) {
    const answer = await fetch(url + path, { headers: { authorization: `Basic ${btoa(pair!)}` } })
    assert.equal(answer.status, 200, await answer.text())
  }
}
