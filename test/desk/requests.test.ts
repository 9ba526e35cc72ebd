import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { seriousFindings } from '../kit/desk-axe.ts'
import { refuseCalls, refusalNoise } from '../kit/desk-refused.ts'
import { noChromium, startDesk, type Desk } from '../kit/desk.ts'
import { openAtKiln } from '../kit/desk-disputes.ts'
import { hostileTexts, ranFlag } from '../kit/hostile-texts.ts'
import type { Caller } from '../kit/native.ts'

const skip = noChromium ?? false
const key = 'pk_test_sample_kiln'
const omiseKey = `skey_test_${'samplekiln'.padEnd(19, '0')}`
const kiln = (desk: Desk): Caller => desk.as(key)
const list = (page: Page) => page.getByRole('table', { name: 'Exchanges, the newest first' })
const exchange = (page: Page) => page.getByRole('region', { name: 'Exchange' })
const omise = (desk: Desk, path: string) => fetch(desk.url + path, { headers: { authorization: `Basic ${btoa(`${omiseKey}:`)}` } }).then(answer => answer.text())

test('what programs asked is listed, filtered by the address, and shown in the provider\'s own format without a secret', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  await kiln(desk)('POST', `/v1/disputes/${id}/accept`, { reason: 'nonsense' })
  await omise(desk, '/disputes?limit=1')
  const page = await desk.visit({ path: '/dev/requests?dialect=omise' })
  await list(page).getByRole('link', { name: 'GET /disputes?limit=1' }).waitFor()
  assert.equal(await list(page).getByRole('link').count(), 1)
  await page.getByLabel('Provider').selectOption('')
  await list(page).getByRole('link', { name: `POST /v1/disputes/${id}/accept` }).waitFor()
  await page.getByLabel('Status').selectOption('4xx')
  await page.waitForURL(/status=4xx/)
  await list(page).getByRole('link', { name: `POST /v1/disputes/${id}/accept` }).focus()
  await page.keyboard.press('Enter')
  const request = exchange(page).getByRole('region', { name: 'Request' })
  await request.getByText(`POST /v1/disputes/${id}/accept HTTP/1.1`).waitFor()
  assert.match(await request.innerText(), /authorization:\s*\*\*\*/)
  assert.match(await exchange(page).getByRole('region', { name: 'Answer' }).innerText(), /HTTP\/1\.1 400[\s\S]*"code": "invalid_body"/)
  assert.ok(!(await page.content()).includes(key))
  assert.equal(await exchange(page).getByRole('link', { name: 'The dispute of this exchange' }).getAttribute('href'), `/desk/d/${id}`)
  await exchange(page).getByRole('button', { name: 'Back to the list' }).click()
  await exchange(page).waitFor({ state: 'detached' })
})

test('what is far back is found by the server: by path, by dispute and by method, and the address keeps it', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  await kiln(desk)('POST', `/v1/disputes/${id}/accept`, { reason: 'nonsense' })
  for (let at = 0; at < 110; at++) await kiln(desk)('GET', '/v1/balances')
  const page = await desk.visit({ path: '/dev/requests' })
  await list(page).getByRole('link', { name: 'GET /v1/balances' }).nth(99).waitFor()
  const field = page.getByRole('searchbox', { name: 'Path or dispute' })
  await field.focus()
  await page.keyboard.type(id)
  await page.keyboard.press('Enter')
  await list(page).getByRole('link', { name: `POST /v1/disputes/${id}/accept` }).waitFor()
  await page.waitForURL(new RegExp(`path=${id}`))
  await page.getByLabel('Method').selectOption('DELETE')
  await list(page).getByText('None of what is kept fits the filter.').waitFor()
  await page.goBack()
  await list(page).getByRole('link', { name: `POST /v1/disputes/${id}/accept` }).waitFor()
  await page.reload()
  await list(page).getByRole('link', { name: `POST /v1/disputes/${id}/accept` }).waitFor()
  assert.deepEqual([await list(page).getByRole('link').count(), await field.inputValue()], [1, id])
  await field.fill('BALANCES')
  await page.getByRole('button', { name: 'Read anew' }).focus()
  await list(page).getByRole('link', { name: 'GET /v1/balances' }).nth(99).waitFor()
  const lines = await list(page).locator('time').first().evaluate(time => time.getClientRects().length)
  assert.equal(lines, 1, 'a time wraps')
})

test('a call is copied as curl with a variable where its secret was', { skip }, async t => {
  const desk = await startDesk(t)
  await omise(desk, '/disputes?limit=1')
  const page = await desk.visit({ path: '/dev/requests' })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: desk.url })
  await list(page).getByRole('link', { name: 'GET /disputes?limit=1' }).click()
  await exchange(page).getByRole('button', { name: 'Copy as curl' }).click()
  await page.getByText('Copied.').waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  assert.match(copied, new RegExp(`^curl '${desk.url}/disputes\\?limit=1'`))
  assert.match(copied, /-H "authorization: \$AUTHORIZATION"/)
  assert.ok(!copied.includes(omiseKey))
})

test('what goes over the wire stands left-to-right on a page that is right-to-left', { skip }, async t => {
  const desk = await startDesk(t)
  await kiln(desk)('GET', '/v1/disputes?limit=1')
  const page = await desk.visit({ path: '/dev/requests', rtl: true, theme: 'dark' })
  await list(page).getByRole('link').first().click()
  const text = exchange(page).locator('pre').first()
  await text.waitFor()
  assert.deepEqual(await text.evaluate(pre => [getComputedStyle(pre).direction, getComputedStyle(document.body).direction]), ['ltr', 'rtl'])
  assert.deepEqual(await seriousFindings(page), [])
})

test('who may not see it is told why, and nothing of it is asked for', { skip }, async t => {
  const desk = await startDesk(t)
  const cookie = await desk.signIn(kiln(desk), 'viewer')
  const page = await desk.visit({ path: '/dev/requests', cookie })
  await page.getByRole('heading', { name: 'Needs the role admin.' }).waitFor()
  assert.equal(await list(page).count(), 0)
})

test('a refusal says what did not happen and what to do, and trying again shows the list', { skip }, async t => {
  const desk = await startDesk(t)
  await kiln(desk)('GET', '/v1/disputes?limit=1')
  const page = await desk.visit({ path: '/system', expects: [refusalNoise] })
  const { letThrough } = await refuseCalls(page, '/v1/requests')
  await page.getByRole('link', { name: 'Requests' }).click()
  const problem = page.getByRole('alert')
  await problem.getByText('shelf_moved').waitFor()
  assert.match(await problem.innerText(), /Nothing was changed\.[\s\S]*Come back in a minute\./)
  await letThrough()
  await problem.getByRole('button', { name: 'Try again' }).click()
  await list(page).getByRole('link').first().waitFor()
})

test('nothing that a program sends runs, and the page keeps its width', { skip }, async t => {
  const desk = await startDesk(t)
  for (const text of hostileTexts) await kiln(desk)('GET', `/v1/disputes?text=${encodeURIComponent(text)}`, undefined, { 'x-note': encodeURIComponent(text) })
  await kiln(desk)('POST', '/v1/webhooks', { url: 'https://x.example', description: hostileTexts.join(' '), strange: hostileTexts[0] })
  const page = await desk.visit({ path: '/dev/requests', width: 320, height: 700 })
  await list(page).getByRole('link', { name: 'POST /v1/webhooks' }).click()
  await exchange(page).getByText(/onerror=/).first().waitFor()
  assert.deepEqual(await page.evaluate(flag => [flag in window, document.documentElement.scrollWidth <= innerWidth], ranFlag), [false, true])
})

test('requests have no serious findings of axe', { skip }, async t => {
  const desk = await startDesk(t)
  await kiln(desk)('GET', '/v1/disputes?limit=1')
  const page = await desk.visit({ path: '/dev/requests', theme: 'light' })
  await list(page).getByRole('link').first().click()
  await exchange(page).locator('pre').first().waitFor()
  assert.deepEqual(await seriousFindings(page), [])
})
