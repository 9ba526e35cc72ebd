import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Download, Page } from 'playwright-core'
import { folded } from '../../desk/parts/money-table/fold.ts'
import { noChromium, startDesk } from '../kit/desk.ts'
import { seriousFindings } from '../kit/desk-axe.ts'
import { kiln } from '../kit/desk-disputes.ts'

const skip = noChromium ?? false
const card = (page: Page, currency: string) => page.getByRole('region', { name: `Money in ${currency}` })
const lines = (page: Page) => page.getByRole('table', { name: /^Money by/ })
const textOf = async (download: Download): Promise<string> => readFile(await download.path(), 'utf8')

test('nothing is ever added over currencies, whatever it is folded by, and no digit of a large sum is lost', () => {
  const line = { month: '2026-11', dialect: 'omise', debited: 9_007_199_254_740_993n as unknown as number, won_back: 0, lost: 0, fees: 0, net: -1 } as const
  for (const by of ['currency', 'month', 'dialect'] as const) {
    const rows = folded([{ ...line, currency: 'THB' }, { ...line, currency: 'USD' }, { ...line, currency: 'THB' }], by)
    assert.deepEqual(rows.map(({ currency, debited }) => [currency, debited]), [['THB', 18_014_398_509_481_986n], ['USD', 9_007_199_254_740_993n]], by)
  }
})

test('each currency has its card with what is at risk and where the money went', { skip }, async t => {
  const page = await (await startDesk(t)).visit({ path: '/money' })
  await card(page, 'THB').getByText('13,400.00').waitFor()
  assert.match((await card(page, 'USD').innerText()).replace(/\s+/g, ' '), /3 open disputes 4,077\.53 USD Debited 3,077\.53 USD Won back 0\.00 USD Lost 3,077\.53 USD Fees 30\.00 USD Net -3,107\.53 USD/)
  assert.match((await card(page, 'KRW').innerText()).replace(/\s+/g, ' '), /142,040 KRW Debited 142,040 KRW/)
})

test('by keyboard alone: by provider, and from a month to its postings and from there to a dispute; the address keeps all of it', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/money' })
  await page.getByRole('tab', { name: 'By month' }).focus()
  await page.keyboard.press('ArrowRight')
  await lines(page).getByRole('row', { name: /^Omise THB 39,256\.61 THB/ }).waitFor()
  assert.match(page.url(), /by=dialect/)
  await page.keyboard.press('ArrowLeft')
  await lines(page).getByRole('link', { name: 'November 2026' }).first().focus()
  await page.keyboard.press('Enter')
  const postings = page.getByRole('region', { name: 'Postings in November 2026' })
  await postings.getByRole('row').filter({ hasText: 'Fee' }).first().waitFor()
  assert.equal(await postings.getByRole('row').count(), 13)
  const second = await desk.visit({ path: new URL(page.url()).pathname.replace('/desk', '') + new URL(page.url()).search })
  await second.getByRole('region', { name: 'Postings in November 2026' }).waitFor()
  await postings.getByRole('link', { name: /^dsp_/ }).first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/desk\/d\/dsp_/)
})

test('one currency can be looked at by itself, and another period', { skip }, async t => {
  const page = await (await startDesk(t)).visit({ path: '/money' })
  await page.getByRole('combobox', { name: 'Currency' }).selectOption('USD')
  await card(page, 'THB').waitFor({ state: 'detached' })
  assert.equal(await lines(page).getByRole('row').count(), 2)
  await page.getByRole('combobox', { name: 'Period' }).selectOption('3m')
  await page.waitForURL(/period=3m/)
  assert.match(page.url(), /currency=USD/)
  await card(page, 'USD').waitFor()
})

test('the table and the postings are exported as decimals with their currency beside them', { skip }, async t => {
  const page = await (await startDesk(t)).visit({ path: '/money?month=2026-11' })
  const exported = async (section: string) => {
    const download = page.waitForEvent('download')
    await page.getByRole('region', { name: section }).getByRole('button', { name: 'Export CSV' }).click()
    return textOf(await download)
  }
  const money = await exported('Money line by line')
  assert.match(money, /^month,provider,currency,debited,won_back,lost,fees,net\r\n/)
  assert.match(money, /\r\n2026-11,moov,USD,2577\.53,0\.00,2577\.53,15\.00,-2592\.53\r\n/)
  assert.match(await exported('Postings in November 2026'), /\r\n2026-11-15T\d\d:\d\d:\d\dZ?[^,]*,dsp_\w+,1,alipay,hold,available,held,142040,KRW\r\n|,alipay,hold,available,held,142040,KRW\r\n/)
})

test('a refusal of the server says what failed and what to do, and goes on when it is tried again', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/practice', expects: [/status of 503/] })
  let refused = 0
  await page.route(/\/v1\/money\?/, route => (refused++ < 1 ? route.fulfill({ status: 503, json: { code: 'overloaded', title: 'Too much at once', detail: 'The server has no time now.', next: 'Wait a moment.', transient: false } }) : route.continue()))
  await page.getByRole('link', { name: 'Money', exact: true }).click()
  await page.getByRole('alert').getByText('Too much at once').waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await card(page, 'THB').waitFor()
})

test('where nothing has moved there is a sentence instead of empty tables; whoever may only look sees all of it', { skip }, async t => {
  const desk = await startDesk(t)
  const mill = await desk.merchant()
  const viewer = await desk.visit({ path: '/money', cookie: await desk.signIn(mill.call, 'viewer') })
  await viewer.getByRole('heading', { name: 'No money has moved yet' }).waitFor()
  const own = await desk.visit({ path: '/money', cookie: await desk.signIn(desk.as('pk_test_sample_kiln'), 'viewer', 'Looks only') })
  await card(own, 'THB').waitFor()
  await own.getByRole('figure', { name: 'Outcomes by provider' }).waitFor()
  assert.equal(await own.locator('main [aria-disabled="true"]').count(), 0, kiln)
})

test('nothing serious is found, light or dark, from left or right, and it fits a narrow screen', { skip }, async t => {
  const desk = await startDesk(t)
  for (const look of [{ theme: 'light' }, { theme: 'dark', width: 320 }, { theme: 'light', rtl: true }, { theme: 'dark', rtl: true }] as const) {
    const page = await desk.visit({ path: '/money?month=2026-11', ...look })
    await page.getByRole('link', { name: /^dsp_/ }).first().waitFor()
    await page.getByRole('figure', { name: 'Outcomes by provider' }).waitFor()
    assert.deepEqual(await seriousFindings(page), [], JSON.stringify(look))
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it scrolls sideways')
  }
})
