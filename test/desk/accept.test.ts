import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { noChromium, startDesk, type Desk, type DeskOptions } from '../kit/desk.ts'
import { acceptancesOf, atKiln, letPass, openAtKiln, stateOf } from '../kit/desk-disputes.ts'
import { textOf } from '../kit/native.ts'

const skip = noChromium ?? false
const sheetOf = (page: Page) => page.getByRole('dialog', { name: /Accept dispute/ })
const tray = (page: Page) => page.getByRole('region', { name: 'Decisions on their way' })
const visitDispute = async (desk: Desk, id: string, more: DeskOptions = {}): Promise<Page> => {
  const page = await desk.visit({ path: `/d/${id}`, ...more })
  await page.getByRole('heading', { level: 1, name: /^Dispute over/ }).waitFor()
  return page
}
const onceChecked = (page: Page) => sheetOf(page).getByText(/^Checked .* ago: still open/).waitFor()

test('a dispute is accepted by keyboard alone, waits in its undo window, takes effect and leaves a receipt', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id)
  await page.keyboard.press('a')
  await onceChecked(page)
  assert.equal(await page.evaluate('document.activeElement.name'), 'reason')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  assert.ok(await sheetOf(page).getByRole('radio', { name: 'We have no proof' }).isChecked())
  await page.keyboard.press('Tab')
  await page.keyboard.type('The carrier lost it.')
  await page.keyboard.press('Control+Enter')
  await tray(page).getByText(/^Sending (in|any)/).waitFor()
  assert.equal(await sheetOf(page).count(), 0)
  assert.equal(await stateOf(desk, id), 'needs_response')
  await letPass(desk, 11_000)
  await tray(page).getByText('Accepted.').waitFor()
  assert.equal(await stateOf(desk, id), 'accepted')
  await page.keyboard.press('Escape')
  await tray(page).getByRole('button', { name: 'Receipt' }).focus()
  await page.keyboard.press('Enter')
  const receipt = page.getByRole('dialog', { name: 'Receipt' })
  await receipt.getByText('We have no proof: The carrier lost it.').waitFor()
  const { acceptance } = await atKiln(desk, 'GET', `/v1/disputes/${id}`)
  await receipt.getByText(textOf(acceptance?.act)).waitFor()
  assert.equal(await acceptancesOf(desk, id), 2)
})

test('a dispute is accepted by mouse alone', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id)
  await page.getByRole('complementary', { name: 'Decision' }).getByRole('button', { name: /^Accept/ }).click()
  await onceChecked(page)
  await sheetOf(page).getByText('The customer is right').click()
  await sheetOf(page).getByRole('button', { name: 'Accept and give up 89.00 THB' }).click()
  await tray(page).getByText(/^Sending (in|any)/).waitFor()
  await letPass(desk, 11_000)
  await tray(page).getByText('Accepted.').waitFor()
  assert.equal(await stateOf(desk, id), 'accepted')
})
