import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noChromium, startDesk } from '../kit/desk.ts'
import { seriousFindings } from '../kit/desk-axe.ts'
import { acceptButton, acceptSheet, acceptancesOf, atKiln, kiln, letPass, looks, openAtKiln, prepareAccept, rail, sayWhy, sentBy, stateOf, tray, visitDispute } from '../kit/desk-disputes.ts'
import { textOf } from '../kit/native.ts'
import { signedIn } from '../kit/visitor.ts'

const skip = noChromium ?? false
const waiting = /^Sending (in|any)/

test('a dispute is accepted by keyboard alone, waits in its undo window, takes effect and leaves a receipt', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id)
  const sheet = await prepareAccept(page)
  await page.waitForFunction('document.activeElement.name === "reason"')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await sheet.getByRole('radio', { name: 'We have no proof', checked: true }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.type('The carrier lost it.')
  await page.keyboard.press('Control+Enter')
  await tray(page).getByText(waiting).waitFor()
  await acceptSheet(page).waitFor({ state: 'detached' })
  assert.equal(await stateOf(desk, id), 'needs_response')
  await letPass(desk, 11_000)
  await tray(page).getByText('Accepted.').waitFor()
  assert.equal(await stateOf(desk, id), 'accepted')
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
  await rail(page).getByRole('button', { name: /^Accept/ }).click()
  await acceptSheet(page).getByText(/^Checked .* ago: still open/).waitFor()
  await acceptSheet(page).getByText('The customer is right').click()
  await acceptSheet(page).getByRole('button', { name: 'Accept and give up 89.00 THB' }).click()
  await tray(page).getByText(waiting).waitFor()
  await letPass(desk, 11_000)
  await tray(page).getByText('Accepted.').waitFor()
  assert.equal(await stateOf(desk, id), 'accepted')
})

test('Enter confirms nothing, Escape keeps it open and gives the focus back, going back leaves it', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await desk.visit({ path: '/system' })
  await page.evaluate(`history.pushState({}, '', '/desk/d/${id}'); dispatchEvent(new PopStateEvent('popstate'))`)
  await page.getByRole('heading', { level: 1, name: /^Dispute over/ }).waitFor()
  const sent = sentBy(page)
  await rail(page).getByRole('button', { name: /^Accept/ }).focus()
  await prepareAccept(page)
  await sayWhy(page)
  await page.keyboard.press('Enter')
  await acceptButton(page).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await acceptSheet(page).waitFor({ state: 'detached' })
  await page.waitForFunction('document.activeElement.textContent.startsWith("Accept")')
  await prepareAccept(page)
  await sayWhy(page)
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: 'System' }).waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  assert.deepEqual(sent, [])
  assert.equal(await acceptancesOf(desk, id), 0)
})

test('without a reason, and for a high amount without the amount typed, nothing is sent and the field is shown', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk, { amount: { value: 123_456, currency: 'THB' } })
  const page = await visitDispute(desk, id)
  const sent = sentBy(page)
  const sheet = await prepareAccept(page)
  await page.keyboard.press('Control+Enter')
  await sheet.getByRole('alert').getByText('Say why.').waitFor()
  await sayWhy(page)
  await acceptButton(page).click()
  await page.waitForFunction('document.activeElement.name === "amount"')
  await page.keyboard.type('1234.65')
  await page.keyboard.press('Control+Enter')
  await sheet.getByText('Type the amount as it stands above.').first().waitFor()
  assert.deepEqual(sent, [])
  await page.keyboard.press('Control+a')
  await page.keyboard.type('1,234.56')
  await page.keyboard.press('Control+Enter')
  await tray(page).getByText(waiting).waitFor()
  assert.deepEqual(sent.map(({ path }) => path), [`/v1/disputes/${id}/accept`])
})

test('a double click, a key beside a click and a second window accept it once', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const [page, other] = [await visitDispute(desk, id, { expects: [/409/] }), await visitDispute(desk, id, { expects: [/409/] })]
  const sent = sentBy(page)
  for (const each of [page, other]) {
    await prepareAccept(each)
    await sayWhy(each)
  }
  // At its place, not at the button: whoever comes second may find another sheet there.
  const { x, y, width, height } = (await acceptButton(page).boundingBox())!
  await Promise.all([page.mouse.dblclick(x + width / 2, y + height / 2), other.keyboard.press('Control+Enter')])
  await page.keyboard.press('Control+Enter')
  for (const each of [page, other]) await each.getByText(/Already being accepted|^Sending (in|any)|An acceptance is waiting|has changed/).first().waitFor()
  assert.ok(sent.length <= 1, JSON.stringify(sent))
  await letPass(desk, 11_000)
  await rail(page).getByRole('button', { name: 'Receipt' }).waitFor()
  const events = textOf((await atKiln(desk, 'GET', `/v1/disputes/${id}/events?limit=100`)).data as never) as unknown as { kind: string }[]
  assert.deepEqual(events.map(({ kind }) => kind), ['opened', 'acceptance_held', 'accepted'])
})

test('a payment that was given back is accepted only with an override, and the page warns of it in red', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk, { payment: { id: 'pay_desk_2', captured: { value: 8900, currency: 'THB' }, refunded: { value: 8900, currency: 'THB' } } })
  const page = await visitDispute(desk, id)
  await page.getByRole('heading', { name: /Do not accept without looking/ }).waitFor()
  const sheet = await prepareAccept(page)
  await sayWhy(page)
  await acceptButton(page).click()
  await page.waitForFunction('document.activeElement.name === "override"')
  await page.keyboard.type('The refund never reached the card.')
  await page.keyboard.press('Control+Enter')
  await tray(page).getByText(waiting).waitFor()
  await sheet.waitFor({ state: 'detached' })
  const { act } = await atKiln(desk, 'GET', `/v1/disputes/${id}`)
  assert.equal(textOf(act?.override), 'The refund never reached the card.')
})

test('whoever may only look sees the buttons off, and why', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const viewer = await signedIn(desk, kiln, 'Vera', 'viewer')
  const page = await visitDispute(desk, id, { cookie: viewer.cookie!.split('=')[1]! })
  await rail(page).getByText('Needs the role operator.').first().waitFor()
  await page.keyboard.press('a')
  await page.getByText('Prepare to accept: Needs the role operator.').waitFor()
  assert.equal(await page.getByRole('dialog').count(), 0)
})

test('the sheet has no serious findings of axe, in both themes and directions', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk, { amount: { value: 123_456, currency: 'THB' } })
  for (const look of looks) {
    const page = await visitDispute(desk, id, look)
    await prepareAccept(page)
    await page.keyboard.press('Control+Enter')
    await acceptSheet(page).getByRole('alert').getByText('Say why.').waitFor()
    assert.deepEqual(await seriousFindings(page), [], JSON.stringify(look))
  }
})
