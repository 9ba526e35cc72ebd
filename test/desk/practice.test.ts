import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { cases } from '../../desk/parts/practice/cases.ts'
import { scoreOf } from '../../desk/parts/practice/score.ts'
import { isCurrency } from '../../src/core/currency.ts'
import { seriousFindings } from '../kit/desk-axe.ts'
import { noChromium, startDesk, type Desk } from '../kit/desk.ts'

const skip = noChromium ?? false
const begun = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Begin' }).focus()
  await page.keyboard.press('Enter')
  await caseBegun(page, 1)
}
/** The heading takes the focus at the same moment as the keys are taken. */
const caseBegun = async (page: Page, number: number): Promise<void> => {
  await page.getByText(`Case ${number} of 10`).waitFor()
  await page.locator('article h2:focus').waitFor()
}
const viewer = async (desk: Desk): Promise<string> => desk.signIn(desk.as('pk_test_sample_kiln'), 'viewer')

test('there are ten cases, each different, and the better choice never costs more than the other', () => {
  assert.equal(new Set(cases.map(({ id, story }) => id + story)).size, 10)
  for (const one of cases) {
    const other = one.better === 'accept' ? 'contest' : 'accept'
    assert.ok(isCurrency(one.amount.currency), one.id)
    assert.deepEqual(new Set([one.accept, one.contest].map(({ lost }) => lost.currency)), new Set([one.amount.currency]), one.id)
    assert.ok(BigInt(one[one.better].lost.value) <= BigInt(one[other].lost.value), one.id)
  }
  assert.ok(cases.filter(({ better }) => better === 'accept').length >= 3)
})

test('a score counts what was decided well and adds no currencies', () => {
  const answers = cases.map(({ id, better }, index) => ({ id, choice: index === 0 ? 'accept' as const : better, ms: 1_000 }))
  const { good, of, ms, lost, least } = scoreOf({ startedAt: 0, shownAt: 0, answers })
  const usd = (sums: typeof lost) => sums.find(({ currency }) => currency === 'USD')!.value
  assert.deepEqual([good, of, ms, BigInt(usd(lost)) - BigInt(usd(least))], [9, 10, 10_000, 13_500n])
})

test('a viewer decides ten cases by keyboard alone, sees what came of each and why, and the score; nobody is told of it', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/practice', cookie: await viewer(desk) })
  const writes: string[] = []
  page.on('request', request => { if (request.method() !== 'GET') writes.push(request.url()) })
  await begun(page)
  for (const [index, one] of cases.entries()) {
    await caseBegun(page, index + 1)
    await page.keyboard.press(one.better === 'accept' ? 'a' : 'c')
    await page.getByRole('button', { name: /^Keep open/ }).waitFor()
    await page.keyboard.press('Enter')
    assert.equal(await page.getByRole('status', { name: 'What came of it' }).count(), 0)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('status', { name: 'What came of it' }).getByText(one.why).waitFor()
    await page.keyboard.press(']')
  }
  await page.getByRole('heading', { name: '10 of 10 decided well' }).waitFor()
  assert.equal(await page.getByRole('table', { name: 'Your decisions' }).getByText('Good', { exact: true }).count(), 10)
  assert.deepEqual(writes, [])
})

test('what is prepared is taken back by Escape, what is decided stays over a reload, and the address says which case', { skip }, async t => {
  const page = await (await startDesk(t)).visit({ path: '/practice' })
  await begun(page)
  await page.keyboard.press('a')
  await page.getByRole('button', { name: 'Accept and give up 120.00 USD' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Accept…/ }).waitFor()
  await page.getByRole('button', { name: /^Accept…/ }).click()
  await page.getByRole('button', { name: 'Accept and give up 120.00 USD' }).click()
  await page.getByRole('heading', { name: 'Another choice was better' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Another choice was better' }).waitFor()
  await caseBegun(page, 1)
  await page.keyboard.press('j')
  await page.waitForURL(/case=no-tracking/)
  await page.getByText('Case 2 of 10').waitFor()
  await page.getByRole('button', { name: 'Leave the round' }).click()
  await page.getByRole('button', { name: 'Begin' }).waitFor()
})

for (const [theme, rtl, width] of [['light', true, 320], ['dark', false, 1440]] as const) {
  test(`practice has no serious findings of axe: ${theme}, ${rtl ? 'right-to-left' : 'left-to-right'}`, { skip }, async t => {
    const page = await (await startDesk(t)).visit({ path: '/practice', theme, rtl, width })
    await begun(page)
    await page.keyboard.press('c')
    await page.getByRole('button', { name: /^Keep open/ }).waitFor()
    assert.deepEqual(await seriousFindings(page), [])
    await page.keyboard.press('Control+Enter')
    await page.getByRole('status', { name: 'What came of it' }).waitFor()
    assert.deepEqual(await seriousFindings(page), [])
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
  })
}
