import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { noChromium, startDesk } from '../kit/desk.ts'
import { atKiln, kiln, openAtKiln, rail, visitDispute } from '../kit/desk-disputes.ts'
import { signedIn } from '../kit/visitor.ts'

const skip = noChromium ?? false
const ownerOf = (page: Page) => rail(page).getByText(/^Owner /)

test('by keys and by links one goes through the view that one came from, and sees where one is', { skip }, async t => {
  const desk = await startDesk(t)
  const ids: string[] = []
  for (const days of [3, 4, 5]) ids.push(await openAtKiln(desk, { amount: { value: days * 1_000_000, currency: 'KWD' }, respond_in: `P${days}D` }))
  const page = await desk.visit({ path: '/?q=currency:kwd' })
  const place = page.getByRole('navigation', { name: 'Place in the queue' })
  /** It is said at the same moment as the keys are taken. */
  const at = async (number: number) => {
    await page.waitForURL(url => url.pathname.endsWith(ids[number - 1]!))
    await place.getByText(`${number} of 3`, { exact: true }).waitFor()
    await page.waitForFunction(title => document.title.startsWith(title), `Dispute over ${number + 2},000.000 KWD`)
  }
  await page.locator('a[data-row]').first().click()
  await at(1)
  await page.keyboard.press('[')
  await page.getByText('This is the first of the view.').waitFor()
  await page.keyboard.press(']')
  await at(2)
  await place.getByRole('link', { name: 'Next' }).click()
  await at(3)
  await page.keyboard.press(']')
  await page.getByText('This is the last of the view.').waitFor()
  await page.keyboard.press('[')
  await at(2)
  await place.getByRole('link', { name: 'Previous' }).click()
  await at(1)
  await page.keyboard.press('u')
  await page.waitForURL(/q=currency/)
  const elsewhere = await visitDispute(desk, ids[0]!)
  assert.equal(await elsewhere.getByRole('navigation', { name: 'Place in the queue' }).getByText(/\d+ of/).count(), 0, 'Who came by a link is in no view.')
  await elsewhere.keyboard.press(']')
  await elsewhere.getByText('It was not opened from the queue.').waitFor()
})

test('from the rail a dispute is given to oneself and to nobody, and a refusal takes it back', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const { cookie } = await signedIn(desk, kiln, 'Vera', 'operator')
  const page = await visitDispute(desk, id, { cookie: cookie!.split('=')[1]!, expects: [/409/] })
  await ownerOf(page).getByText('nobody').waitFor()
  const taken = page.waitForResponse(answer => answer.request().method() === 'PATCH')
  await page.keyboard.press('Shift+i')
  await ownerOf(page).getByText('Vera').waitFor()
  await taken
  assert.equal((await atKiln(desk, 'GET', `/v1/disputes/${id}`)).owner?.name, 'Vera' as never)
  await rail(page).getByRole('button', { name: /^Assign/ }).click()
  const given = page.waitForResponse(answer => answer.request().method() === 'PATCH')
  await page.getByRole('dialog', { name: 'Assign' }).getByRole('button', { name: 'To nobody' }).click()
  await ownerOf(page).getByText('nobody').waitFor()
  await given
  assert.equal((await atKiln(desk, 'GET', `/v1/disputes/${id}`)).owner, null)
  await page.route(`**/v1/disputes/${id}`, route => (route.request().method() === 'PATCH' ? route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify({ code: 'revision_changed', title: 'Changed', detail: 'Somebody was faster.', next: 'Look.' }) }) : route.fallback()))
  await page.keyboard.press('Shift+i')
  await page.getByText('Somebody was faster.').waitFor()
  await ownerOf(page).getByText('nobody').waitFor()
})

test('on paper every section is open, also where the window had them folded, and there is nothing to press', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk, { amount: { value: 1_234_500, currency: 'THB' } })
  const page = await visitDispute(desk, id, { width: 900 })
  await page.locator('#history .entry').first().waitFor({ state: 'attached' })
  assert.equal(await page.locator('#facts dl').isVisible(), false)
  await page.evaluate(() => { window.print = () => { document.body.dataset.printed = 'yes' } })
  await page.keyboard.press('Shift+p')
  await page.locator('body[data-printed]').waitFor()
  await page.emulateMedia({ media: 'print' })
  for (const text of ['The parcel never came.', 'No delivery scan or other proof of delivery is here.', 'Harriet Osei', 'Files 0 of 10', '-12,345.00']) await page.getByText(text).first().waitFor()
  assert.ok(await page.locator('#facts dl').isVisible())
  assert.ok(await page.locator('#history .entry').first().isVisible())
  assert.ok(await rail(page).getByText('12,345.00').first().isVisible())
  assert.equal(await page.getByRole('button').filter({ visible: true }).count(), 0)
  assert.equal(await page.locator('#raw').isVisible(), false)
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'It is wider than the paper.')
})

test('the story marks what nobody told, and the facts how often this customer came', { skip }, async t => {
  const desk = await startDesk(t)
  const story = { text: 'Never came.', language: 'en', customer: 'Mali Thong' }
  for (const order of ['MK-1', 'MK-2']) await openAtKiln(desk, { story, payment: { id: `pay_${order}`, order } })
  const id = await openAtKiln(desk, { story, payment: { id: 'pay_MK-3', order: 'MK-3' } })
  const page = await visitDispute(desk, id)
  const happened = page.getByRole('list', { name: 'What happened' })
  await happened.getByText('No delivery scan or other proof of delivery is here.').waitFor()
  const facts = page.getByRole('region', { name: 'Facts' })
  await facts.getByText('3rd in 90 d').waitFor()
  await atKiln(desk, 'POST', `/v1/disputes/${id}/evidence`, { text: 'Signed by M. Thong.', category: 'proof_of_delivery' })
  await happened.getByText('Added here: proof of delivery.').waitFor()
  await happened.getByText('No delivery scan or other proof of delivery is here.').waitFor({ state: 'detached' })
  await atKiln(desk, 'POST', `/v1/disputes/${id}/submit`, { statement: 'It was signed for.' })
  await happened.getByText('Contested: the defense was sent.').waitFor()
  assert.match(await happened.getByRole('listitem').first().innerText(), /^Ordered at a time that is not known: .*MK-3/)
})

test('a button that is switched off under one\'s hands keeps the focus', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await visitDispute(desk, await openAtKiln(desk))
  await page.keyboard.press('n')
  await page.keyboard.type('The courier has called.')
  await page.keyboard.press('Tab')
  const add = page.getByRole('button', { name: 'Add the note' })
  const focused = add.and(page.locator(':focus'))
  await focused.waitFor()
  await page.keyboard.press('Enter')
  await add.and(page.locator('[aria-disabled="true"]')).waitFor()
  await page.getByRole('list', { name: 'History' }).getByText('The courier has called.').waitFor()
  assert.equal(await focused.count(), 1)
})
