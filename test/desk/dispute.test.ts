import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPlainText } from '../../src/core/plain-text.ts'
import { noChromium, startDesk } from '../kit/desk.ts'
import { seriousFindings } from '../kit/desk-axe.ts'
import { atKiln, kiln, looks, openAtKiln, rail, visitDispute } from '../kit/desk-disputes.ts'
import { hostileTexts, ranFlag } from '../kit/hostile-texts.ts'
import { signedIn } from '../kit/visitor.ts'

const skip = noChromium ?? false

test('a dispute tells its story, its facts, its money and its history, and every section is a key away', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id)
  await page.getByRole('blockquote').getByText('The parcel never came.').waitFor()
  await page.getByText('89.00 THB of the balance is held until this is decided.').waitFor()
  assert.equal(await page.getByRole('listitem').and(page.locator('[aria-current="step"]')).innerText().then(text => text.split('\n')[0]), 'Decide')
  for (const [key, name] of [['1', 'Story'], ['2', 'Facts'], ['3', 'Evidence'], ['4', 'Money'], ['5', 'History'], ['6', 'Raw']] as const) {
    await page.keyboard.press(key)
    await page.waitForFunction(`document.activeElement.id === '${name.toLowerCase()}'`)
    await page.waitForURL(new RegExp(`#${name.toLowerCase()}$`))
  }
  await page.getByRole('region', { name: 'Facts' }).getByText('Harriet Osei').waitFor()
  await page.getByRole('region', { name: 'Money' }).getByText('-89.00').waitFor()
  await page.getByText("Parley's JSON").click()
  await page.getByText(`"id": "${id}"`).waitFor()
  await page.keyboard.press('u')
  await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor()
})

test('a note is written by keyboard, shown at once, and given back to its writer when it is refused', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id, { expects: [/500/] })
  const history = page.getByRole('list', { name: 'History' })
  await history.getByText('Opened').waitFor()
  await page.keyboard.press('n')
  await page.keyboard.type('The courier has called.')
  await page.keyboard.press('Tab')
  const taken = page.waitForResponse(answer => answer.request().method() === 'PATCH')
  await page.keyboard.press('Enter')
  await history.getByText('The courier has called.').waitFor()
  await taken
  await page.route(`**/v1/disputes/${id}`, route => (route.request().method() === 'PATCH' ? route.fulfill({ status: 500, body: '{}' }) : route.continue()))
  await page.keyboard.press('n')
  await page.keyboard.type('Lost?')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'History' }).getByText('The server answered 500').waitFor()
  assert.equal(await page.getByRole('textbox', { name: 'Note for colleagues' }).inputValue(), 'Lost?')
  assert.deepEqual((await atKiln(desk, 'GET', `/v1/disputes/${id}/events`)).data?.length, 2 as never)
})

test('the history is filtered by its address, and shows what went over the wire', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  await atKiln(desk, 'PATCH', `/v1/disputes/${id}`, { note: 'First look.' })
  const page = await visitDispute(desk, id)
  const history = page.getByRole('list', { name: 'History' })
  await history.getByText('Opened').waitFor()
  await page.getByRole('button', { name: 'Notes', exact: true }).click()
  await history.getByText('Opened').waitFor({ state: 'detached' })
  await page.waitForURL(/history=notes/)
  await history.getByText('What went over the wire').click()
  await history.getByText(`PATCH /v1/disputes/${id}`).waitFor()
  await history.getByText('"note": "First look."').or(history.getByText('{"note":"First look."}')).waitFor()
})

test('whatever a customer, a provider or a colleague writes is text and nothing else, and the page holds', { skip }, async t => {
  const desk = await startDesk(t)
  const taken = hostileTexts.filter(isPlainText)
  for (let index = 0; index < taken.length; index += 9) {
    const texts = taken.slice(index, index + 9)
    const [text, second = text, third = text] = texts
    const id = await openAtKiln(desk, {
      story: { text: texts.join('\n'), customer: short(text!), language: 'en' }, tags: texts.map(short), payment: { order: short(text!), references: { reference: short(second!) } }, metadata: { note: short(third!) },
    })
    await atKiln(desk, 'PATCH', `/v1/disputes/${id}`, { note: texts.join('\n') })
    const page = await visitDispute(desk, id, { width: 900 })
    await page.locator('#history .entry').nth(1).waitFor({ state: 'attached' })
    assert.equal(await page.evaluate(`window.${ranFlag}`), undefined)
    assert.equal(await page.locator('blockquote :not(bdi), .entry-text :not(bdi)').count(), 0)
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'It scrolls sideways.')
    await page.close()
  }
})

/** What fits into the shortest field there is. */
const short = (text: string): string => [...text].slice(0, 25).join('')

test('what is not there, and what a viewer may not do, is said', { skip }, async t => {
  const desk = await startDesk(t)
  const missing = await desk.visit({ path: '/d/dsp_00000000000000000000000000', expects: [/404/] })
  await missing.getByText('No such dispute').waitFor()
  const id = await openAtKiln(desk)
  const viewer = await signedIn(desk, kiln, 'Vera', 'viewer')
  const page = await visitDispute(desk, id, { cookie: viewer.cookie!.split('=')[1]! })
  await rail(page).getByText('Needs the role operator.').first().waitFor()
  await page.getByRole('region', { name: 'Evidence' }).getByText('Needs the role operator.').first().waitFor()
})

test('the page has no serious findings of axe, in both themes and directions, and fits a phone', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  for (const look of looks) {
    const page = await visitDispute(desk, id, look)
    await page.getByRole('list', { name: 'History' }).getByText('Opened').waitFor()
    assert.deepEqual(await seriousFindings(page), [], JSON.stringify(look))
  }
  const phone = await visitDispute(desk, id, { width: 320, height: 700, touch: true })
  assert.ok(await phone.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'It scrolls sideways.')
  await phone.locator('summary', { hasText: 'Facts' }).click()
  await phone.getByRole('group').filter({ hasText: 'Harriet Osei' }).first().waitFor()
  assert.deepEqual(await seriousFindings(phone), [])
})
