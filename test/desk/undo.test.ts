import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noChromium, startDesk } from '../kit/desk.ts'
import { atKiln, letPass, openAtKiln, prepareAccept, rail, sayWhy, sentBy, stateOf, tray, visitDispute } from '../kit/desk-disputes.ts'

const skip = noChromium ?? false

test('an acceptance in its window is undone by z, and nothing is given up', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id)
  await prepareAccept(page)
  await sayWhy(page)
  await page.keyboard.press('Control+Enter')
  await tray(page).getByText(/^Sending (in|any)/).waitFor()
  await page.keyboard.press('z')
  await tray(page).getByText('Undone. Nothing was sent.').waitFor()
  await letPass(desk, 60_000)
  assert.equal(await stateOf(desk, id), 'needs_response')
  const { act } = await atKiln(desk, 'GET', `/v1/disputes/${id}`)
  assert.equal(act, null)
})

test('it is undone by mouse, also in a window that did not begin it, and can be prepared again', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  await atKiln(desk, 'POST', `/v1/disputes/${id}/accept`, { reason: 'no_proof', hold_seconds: 600 })
  const page = await visitDispute(desk, id)
  await rail(page).getByRole('region', { name: 'On its way' }).getByRole('button', { name: /^Undo/ }).click()
  await rail(page).getByRole('region', { name: 'On its way' }).waitFor({ state: 'detached' })
  await prepareAccept(page)
  assert.equal(await stateOf(desk, id), 'needs_response')
})

test('what comes too late to be undone is said, and stays accepted', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id, { expects: [/409/] })
  await prepareAccept(page)
  await sayWhy(page)
  await page.keyboard.press('Control+Enter')
  await tray(page).getByText(/^Sending (in|any)/).waitFor()
  await page.route('**/undo', async route => {
    await letPass(desk, 11_000)
    await route.continue()
  })
  await page.keyboard.press('z')
  await page.getByText(/^Not undone:/).waitFor()
  assert.equal(await stateOf(desk, id), 'accepted')
})

test('too near to the deadline for a window it says so, and is sent at once', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk, { respond_in: 'PT4M' })
  const page = await visitDispute(desk, id)
  const sent = sentBy(page)
  const sheet = await prepareAccept(page)
  await sheet.getByText('it is sent at once').waitFor()
  await sayWhy(page)
  await page.keyboard.press('Control+Enter')
  await tray(page).getByText('Accepted.').waitFor()
  assert.equal(await stateOf(desk, id), 'accepted')
  assert.equal(sent.length, 1)
})
