import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { isPlainText } from '../../src/core/plain-text.ts'
import { noChromium, startDesk, type Desk } from '../kit/desk.ts'
import { seriousFindings } from '../kit/desk-axe.ts'
import { atKiln, openAtKiln } from '../kit/desk-disputes.ts'
import { hostileTexts } from '../kit/hostile-texts.ts'

const skip = noChromium ?? false
const record = (page: Page) => page.getByRole('region', { name: 'The record' })
const entries = (page: Page) => record(page).getByRole('listitem')
const visitAudit = async (desk: Desk, path = '/audit', more = {}): Promise<Page> => {
  const page = await desk.visit({ path, ...more })
  await entries(page).first().waitFor()
  return page
}

test('by keyboard alone: an event opens to the text that was hashed, and this browser computes the same hash', { skip }, async t => {
  const page = await visitAudit(await startDesk(t))
  assert.match(await entries(page).first().innerText(), /Note.*The courier found the signature/s)
  await entries(page).first().locator('summary').focus()
  await page.keyboard.press('Enter')
  const first = entries(page).first()
  assert.match(await first.getByLabel('Stored text', { exact: true }).innerText(), /"note":"The courier found the signature/)
  await first.getByRole('button', { name: 'Compute it here' }).focus()
  await page.keyboard.press('Enter')
  await first.getByText('Computed here: the same').waitFor()
})

test('a text that was changed on its way has another hash, and that is said', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await visitAudit(desk)
  await page.route(/\/v1\/audit\?/, async route => route.fulfill({ body: (await (await route.fetch()).text()).replaceAll('The courier found', 'The courier lost'), contentType: 'application/json' }))
  await page.reload()
  await entries(page).first().locator('summary').click()
  await entries(page).first().getByRole('button', { name: 'Compute it here' }).click()
  await entries(page).first().getByText('Computed here: another one').waitFor()
})

test('the filter is the address: what, who and when, which a second window shows too', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await visitAudit(desk)
  await page.getByLabel('What').selectOption('accepted')
  await page.waitForURL(/kind=accepted/)
  await page.waitForFunction(() => document.querySelectorAll('.record > li').length === 1)
  const second = await visitAudit(desk, '/audit?kind=opened&since=2026-11-19&until=2026-11-19')
  assert.equal(await entries(second).count(), 3)
  await second.getByText('3 events shown, that is all.').waitFor()
  assert.equal(await second.getByLabel('From').inputValue(), '2026-11-19')
  await entries(second).first().locator('summary').click()
  await second.getByRole('button', { name: 'All that this one did' }).click()
  await second.waitForURL(/actor=/)
  await second.locator('[name="actor"][value]:not([value=""])').waitFor()
  await second.getByRole('button', { name: 'Clear' }).click()
  await second.getByText('19 events shown, that is all.').waitFor()
})

test('the check says exactly what was looked at, and what was not', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await visitAudit(desk)
  const check = page.getByRole('region', { name: 'Check of the record' })
  await check.getByRole('button', { name: 'Verify chain' }).click()
  const { body } = await desk.as('pk_test_sample_kiln')('GET', '/v1/audit/check')
  assert.equal(body.next_cursor, null)
  await check.getByText(`All of it was checked: ${body.disputes} disputes, ${body.events} events and ${body.postings} postings`).waitFor()
  await check.getByText('Sound', { exact: true }).waitFor()
  await check.getByText(/Nothing else was checked/).waitFor()
})

test('a check goes on page by page, can be stopped, and then never says that all is well', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await visitAudit(desk)
  await page.route(/\/v1\/audit\/check/, async route => (new URL(route.request().url()).searchParams.get('cursor') === null
    ? route.fulfill({ json: { disputes: 500, events: 1200, postings: 900, problems: [{ code: 'chain_broken', what: 'The audit chain is broken.', severity: 'error', dispute: 'dsp_x', subject: 'event 2', is: 'a', should_be: 'b' }], next_cursor: 'next' } })
    : undefined))
  const check = page.getByRole('region', { name: 'Check of the record' })
  await check.getByRole('button', { name: 'Verify chain' }).click()
  await check.getByText('Checked so far: 500 disputes, 1,200 events and 900 postings.').waitFor()
  await check.getByRole('button', { name: 'Stop' }).click()
  await check.getByText(/Only a part was checked: 500 disputes/).waitFor()
  await check.getByText('1 error', { exact: true }).waitFor()
  await check.getByRole('row').filter({ hasText: 'chain_broken' }).getByRole('link', { name: 'dsp_x' }).waitFor()
  assert.equal(await check.getByText('Sound', { exact: true }).count(), 0)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

test('what happens meanwhile moves no line, is told of, and is shown when asked for', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await visitAudit(desk)
  const before = await entries(page).first().innerText()
  await page.getByText('Not live').waitFor({ state: 'detached' })
  await openAtKiln(desk)
  const newer = page.getByRole('button', { name: /Something happened meanwhile/ })
  await newer.waitFor()
  assert.equal(await entries(page).first().innerText(), before)
  await newer.click()
  await page.getByText('20 events shown, that is all.').waitFor()
})

test('whatever somebody wrote stays text', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const notes = hostileTexts.filter(isPlainText)
  for (const note of notes) await atKiln(desk, 'PATCH', `/v1/disputes/${id}`, { note })
  const page = await visitAudit(desk, '/audit?kind=annotated')
  await page.getByText(`${notes.length + 1} events shown, that is all.`).waitFor()
  for (const line of await entries(page).locator('summary').all()) await line.click()
  await entries(page).getByLabel('Stored text', { exact: true }).nth(notes.length).waitFor()
  assert.deepEqual(await page.evaluate(() => [(window as { pwned?: number }).pwned, document.querySelectorAll('main img, main iframe, main script, main form:not([role]), main a[href^="javascript"]').length, document.documentElement.scrollWidth > innerWidth]), [undefined, 0, false])
})

test('a refusal says what failed, and that the record is as it was', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/practice', expects: [/status of 503/] })
  let refused = 0
  await page.route(/\/v1\/audit\?/, route => (refused++ < 1 ? route.fulfill({ status: 503, json: { code: 'overloaded', title: 'Too much at once', detail: 'The server has no time now.', next: 'Wait.', transient: false } }) : route.continue()))
  await page.getByRole('link', { name: 'Audit' }).click()
  await page.getByRole('alert').getByText(/the record is as it was/).waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await entries(page).first().waitFor()
})

test('nothing serious is found, light or dark, from left or right, and it fits a narrow screen', { skip }, async t => {
  const desk = await startDesk(t)
  for (const look of [{ theme: 'light' }, { theme: 'dark', width: 320 }, { theme: 'light', rtl: true }, { theme: 'dark', rtl: true }] as const) {
    const page = await visitAudit(desk, '/audit', look)
    await entries(page).first().locator('summary').click()
    await entries(page).first().getByLabel('Stored text', { exact: true }).waitFor()
    assert.deepEqual(await seriousFindings(page), [], JSON.stringify(look))
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it scrolls sideways')
  }
})
