import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { fromLeft, partOf, roundAbove } from '../../desk/parts/charts/scale.ts'
import { noChromium, startDesk } from '../kit/desk.ts'
import { openAtKiln } from '../kit/desk-disputes.ts'

const skip = noChromium ?? false
const figure = (page: Page, name: string) => page.getByRole('figure', { name })
const thb = 'Deadlines of the next four weeks in THB'
const slots = (page: Page) => figure(page, thb).locator('svg [role="img"]')

test('a length is exact for sums beyond what a number keeps, and the scale ends at a round number above all', () => {
  assert.equal(partOf(9_007_199_254_740_993n, 18_014_398_509_481_986n), 0.5)
  assert.equal(partOf(5n, 0n), 0)
  assert.deepEqual([0n, 1n, 2n, 3n, 7n, 10n, 11n, 1_234_567n].map(roundAbove), [1n, 1n, 2n, 5n, 10n, 10n, 20n, 2_000_000n])
})

test('time runs with the text: what comes first stands at the left, and at the right where people read from there', () => {
  assert.deepEqual([fromLeft(0, 0.25, false), fromLeft(0, 0.25, true), fromLeft(0.75, 0.25, true)], [0, 0.75, 0])
})

test('each currency has a picture of its own, whose bars are walked by the arrows and say what they are', { skip }, async t => {
  const page = await (await startDesk(t)).visit({ path: '/money' })
  await figure(page, thb).waitFor()
  assert.deepEqual(await page.getByRole('figure', { name: /^Deadlines/ }).locator('h3').allInnerTexts(), ['THB', 'USD', 'KRW', 'AUD'].map(one => thb.replace('THB', one)))
  await slots(page).first().focus()
  const said = async () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  assert.equal(await said(), 'Today: 4,590.00 THB')
  await page.keyboard.press('ArrowRight')
  assert.equal(await said(), 'Sat 21 Nov: nothing')
  await page.keyboard.press('End')
  assert.match((await said())!, /^Thu 17 Dec: nothing$/)
  await page.keyboard.press('Home')
  await figure(page, thb).getByText('Today: 4,590.00 THB').waitFor()
  assert.equal(await figure(page, thb).locator('svg [tabindex="0"]').count(), 1, 'a picture is one stop of the tab key')
})

test('a picture has its table beside it for ears, and in its place for eyes', { skip }, async t => {
  const page = await (await startDesk(t)).visit({ path: '/money' })
  const table = figure(page, thb).getByRole('table', { name: thb })
  await table.getByRole('cell', { name: '4,590.00 THB' }).waitFor()
  assert.equal(await slots(page).count(), 28)
  await figure(page, thb).getByRole('button', { name: /^Table/ }).focus()
  await page.keyboard.press('Enter')
  await slots(page).first().waitFor({ state: 'detached' })
  await table.getByRole('cell', { name: '4,590.00 THB' }).waitFor()
  assert.equal(await slots(page).count(), 0)
  assert.ok((await table.boundingBox())!.height > 40)
})

test('what is overdue stands by itself and is hatched, not only coloured', { skip }, async t => {
  const desk = await startDesk(t)
  await openAtKiln(desk, { amount: { value: 5_000, currency: 'EUR' }, respond_in: 'PT1H' })
  const page = await desk.visit({ path: '/money' })
  const eur = figure(page, thb.replace('THB', 'EUR'))
  await eur.waitFor()
  await page.route(/\/v1\/outlook/, async route => {
    const answer = await route.fetch()
    const json = await answer.json() as { overdue: unknown; days: { count: number; amounts: unknown[] }[] }
    await route.fulfill({ json: { ...json, overdue: json.days[0], days: json.days.map((day, at) => (at === 0 ? { ...day, count: 0, amounts: [] } : day)) } })
  })
  await page.reload()
  await eur.getByRole('img', { name: 'Overdue: 50.00 EUR' }).waitFor()
  assert.match((await eur.locator('.bar').first().getAttribute('fill'))!, /^url\(#/)
})

test('in a right-to-left page the first day is at the right', { skip }, async t => {
  const page = await (await startDesk(t)).visit({ path: '/money', rtl: true })
  await figure(page, thb).waitFor()
  const at = await figure(page, thb).locator('svg .bar-hit').evaluateAll(bars => bars.map(bar => bar.getBoundingClientRect().x))
  assert.ok(at[0]! > at[1]! && at[1]! > at[27]!)
})

test('outcomes are told apart by pattern and by words, for each reason and for each provider', { skip }, async t => {
  const page = await (await startDesk(t)).visit({ path: '/money' })
  for (const [name, row] of [['Outcomes by reason', 'Says the refund never came'], ['Outcomes by provider', 'Omise']] as const) {
    await figure(page, name).getByRole('listitem').filter({ hasText: row }).getByText('1 accepted').waitFor()
    assert.match((await figure(page, name).locator('.outcome-bars rect').first().getAttribute('fill'))!, /^url\(#.+-accepted\)$/)
    await figure(page, name).getByRole('row').filter({ hasText: row }).getByRole('cell', { name: '2,750.00 THB' }).waitFor()
  }
})
