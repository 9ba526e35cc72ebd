import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noChromium, startDesk } from '../kit/desk.ts'
import { acceptButton, acceptSheet, atKiln, openAtKiln, prepareAccept, sayWhy, sentBy, stateOf, tray, visitDispute } from '../kit/desk-disputes.ts'
import { textOf } from '../kit/native.ts'

const skip = noChromium ?? false

test('a dispute that is closed elsewhere while the sheet is open says who closed it and when, and nothing is sent', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id)
  const sent = sentBy(page)
  await prepareAccept(page)
  await sayWhy(page)
  await atKiln(desk, 'POST', `/v1/sandbox/disputes/${id}/judge`, { verdict: 'withdrawn' })
  const closed = page.getByRole('dialog', { name: 'Already closed' })
  await closed.getByText(/^Already closed: Withdrawn by .* at Fri, 20 Nov 2026/).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.keyboard.press('Escape')
  await closed.waitFor({ state: 'detached' })
  assert.deepEqual(sent, [])
})

test('a change while the sheet is open is shown as a difference and has to be seen before anything goes out', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id)
  const sent = sentBy(page)
  const sheet = await prepareAccept(page)
  await sayWhy(page)
  await atKiln(desk, 'POST', `/v1/sandbox/disputes/${id}/deadline`, { respond_in: 'P3D' })
  const changed = sheet.getByRole('alert')
  await changed.getByText('Deadline').waitFor()
  await page.keyboard.press('Control+Enter')
  await acceptButton(page).click({ force: true })
  assert.deepEqual(sent, [])
  await changed.getByRole('button', { name: 'I have seen it, go on' }).click()
  await page.keyboard.press('Control+Enter')
  await tray(page).getByText(/^Sending (in|any)/).waitFor()
  assert.equal(sent.length, 1)
})

test('a change that the sheet could not see yet is refused by the server; confirming anew has another key', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id, { expects: [/409/] })
  const sent = sentBy(page)
  await prepareAccept(page)
  await sayWhy(page)
  const { promise: confirmed, resolve: confirm } = Promise.withResolvers<void>()
  await page.route(`**/v1/disputes/${id}`, async route => {
    await confirmed
    await route.continue()
  })
  await page.route(`**/v1/disputes/${id}/accept`, async route => {
    await atKiln(desk, 'PATCH', `/v1/disputes/${id}`, { note: 'Wait: the courier has called.' })
    await route.continue()
  }, { times: 1 })
  await page.keyboard.press('Control+Enter')
  await acceptSheet(page).getByText('The dispute stays open; no money was given up.').waitFor()
  confirm()
  await acceptSheet(page).getByRole('button', { name: 'Try again' }).click()
  await acceptSheet(page).getByText('a note, or news of the provider').waitFor()
  await acceptSheet(page).getByRole('button', { name: 'I have seen it, go on' }).click()
  await page.keyboard.press('Control+Enter')
  await tray(page).getByText(/^Sending (in|any)/).waitFor()
  assert.equal(sent.length, 2)
  assert.notEqual(sent[0]!.key, sent[1]!.key)
  assert.equal(await stateOf(desk, id), 'needs_response')
})

test('an acceptance at another door shows on the open page and in its history', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id)
  const done = await atKiln(desk, 'POST', `/v1/disputes/${id}/accept`, { reason: 'real_fraud' })
  assert.equal(textOf(done.state), 'accepted')
  await page.getByText('Accepted', { exact: true }).first().waitFor()
  await page.getByRole('list', { name: 'History' }).getByText(/^Accepted: the money was given up: it really is fraud/).waitFor()
})
