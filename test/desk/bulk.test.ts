import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { noChromium, startDesk, type Desk } from '../kit/desk.ts'
import { acceptancesOf, atKiln, letPass, openAtKiln, sentBy, stateOf, tray } from '../kit/desk-disputes.ts'

const skip = noChromium ?? false
const sheetOf = (page: Page) => page.getByRole('dialog', { name: /^Accept \d+ disputes/ })
const outcomesOf = (page: Page) => page.getByRole('dialog', { name: /of \d+ accepted$/ })

test('several are accepted together: those that cannot be are left out and say why, each goes out once, and a table is kept', { skip }, async t => {
  const desk = await startDesk(t)
  const ids = await several(desk)
  const page = await chosen(desk)
  const sent = sentBy(page)
  await page.keyboard.press('a')
  const sheet = sheetOf(page)
  await sheet.getByText('2 of 4', { exact: true }).waitFor()
  await sheet.getByText('Left out: The payment was refunded already: look at it by itself.').waitFor()
  await sheet.getByText('Left out: Too near to its deadline to be undone: accept it by itself.').waitFor()
  await sheet.getByText('89.00 THB + 12.00 USD').or(sheet.getByText('12.00 USD + 89.00 THB')).waitFor()
  await page.keyboard.press('Control+Enter')
  await sheet.getByText('Say why.').first().waitFor()
  await sheet.getByText('It costs more than it brings').click()
  await page.keyboard.press('Control+Enter')
  await sheet.getByText('Type 2, the number of cases.').waitFor()
  assert.deepEqual(sent, [])
  await sheet.getByRole('textbox', { name: /^Type 2/ }).fill('2')
  await sheet.getByRole('button', { name: 'Accept 2 and give up the money' }).dblclick()
  await outcomesOf(page).getByText('All 2 were answered: 2 holding.').waitFor()
  await letPass(desk, 60_000)
  await outcomesOf(page).getByText('All 2 were answered: 2 accepted.').waitFor()
  assert.deepEqual(await Promise.all(ids.map(id => stateOf(desk, id))), ['accepted', 'accepted', 'needs_response', 'needs_response'])
  assert.equal(sent.length, 2)
  assert.equal(new Set(sent.map(({ key }) => key)).size, 2)
  const download = page.waitForEvent('download')
  await outcomesOf(page).getByRole('button', { name: 'Receipt as CSV' }).click()
  const lines = readFileSync(await (await download).path(), 'utf8').trim().split('\r\n')
  assert.equal(lines.length, 3)
  assert.ok(lines.some(line => line.includes(`${ids[0]},`) && line.includes('89.00,THB,Accepted')), lines.join('\n'))
})

test('all are undone together, and one that fails is told by name', { skip }, async t => {
  const desk = await startDesk(t)
  const ids = await several(desk)
  const page = await chosen(desk, [/409/])
  await page.keyboard.press('a')
  const sheet = sheetOf(page)
  await sheet.getByText('It costs more than it brings').click()
  await sheet.getByRole('textbox', { name: /^Type 2/ }).fill('2')
  await atKiln(desk, 'PATCH', `/v1/disputes/${ids[1]}`, { note: 'Wait.' })
  await page.keyboard.press('Control+Enter')
  await outcomesOf(page).getByText(/1 holding, 1 refused|1 refused, 1 holding/).waitFor()
  await page.keyboard.press('Escape')
  await outcomesOf(page).waitFor({ state: 'detached' })
  await tray(page).getByText(/^Sending (in|any)/).waitFor()
  await page.keyboard.press('z')
  await tray(page).getByText(/undone/).waitFor()
  await letPass(desk, 60_000)
  assert.deepEqual(await Promise.all(ids.slice(0, 2).map(id => stateOf(desk, id))), ['needs_response', 'needs_response'])
  assert.equal(await acceptancesOf(desk, ids[1]!), 0)
})

/** Two that can be accepted together and two that cannot, named so that one search finds them and no others. */
async function several(desk: Desk): Promise<string[]> {
  const payment = { order: 'BULK-7' }
  return [
    await openAtKiln(desk, { payment }), await openAtKiln(desk, { payment, amount: { value: 1200, currency: 'USD' } }),
    await openAtKiln(desk, { payment: { ...payment, captured: { value: 8900, currency: 'THB' }, refunded: { value: 8900, currency: 'THB' } } }), await openAtKiln(desk, { payment, respond_in: 'PT5M' }),
  ]
}

async function chosen(desk: Desk, expects: readonly RegExp[] = []): Promise<Page> {
  const page = await desk.visit({ path: '/?q=BULK-7', expects })
  await page.waitForFunction('document.querySelectorAll("a[data-row]").length === 4')
  await page.keyboard.press('j')
  await page.waitForFunction('document.activeElement.matches("a[data-row]")')
  await page.keyboard.press('x')
  for (const more of [2, 3, 4]) {
    await page.keyboard.press('Shift+j')
    await page.getByRole('region', { name: 'Selection' }).getByText(`${more} selected`).waitFor()
  }
  return page
}
