import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { seriousFindings } from '../kit/desk-axe.ts'
import { refuseCalls, refusalNoise } from '../kit/desk-refused.ts'
import { noChromium, startDesk, type Desk } from '../kit/desk.ts'
import { kiln as kilnId } from '../kit/desk-disputes.ts'
import { items, type Caller } from '../kit/native.ts'

const skip = noChromium ?? false
const kiln = (desk: Desk): Caller => desk.as('pk_test_sample_kiln')
const credentials = async (desk: Desk) => items((await desk.admin('GET', `/v1/merchants/${kilnId}/credentials`)).body.data)
const rows = (page: Page) => page.getByRole('table', { name: 'Keys' }).getByRole('row')
const everythingKept = (page: Page): Promise<string> => page.evaluate(() => document.documentElement.outerHTML + JSON.stringify(localStorage) + JSON.stringify(sessionStorage))
const opens = async (desk: Desk, key: string): Promise<number> => (await desk.as(key)('GET', '/v1/disputes?limit=1')).status

async function made(page: Page): Promise<string> {
  const shown = page.getByRole('dialog', { name: /^The new key/ })
  const key = await shown.getByText(/^pk_/).innerText()
  await page.keyboard.press('Escape')
  await shown.getByRole('alert').getByText(/Not copied yet/).waitFor()
  await page.keyboard.press('Escape')
  await shown.waitFor({ state: 'detached' })
  return key
}

test('a key is made by keyboard, works with the scope that was chosen, and is kept nowhere in the browser', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/dev/keys' })
  await page.getByRole('button', { name: 'Make a key…' }).focus()
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog', { name: 'Make a key' })
  await sheet.getByRole('radio', { name: /^Decide/ }).focus()
  await page.keyboard.press('ArrowUp')
  assert.ok(await sheet.getByRole('radio', { name: /^Read/ }).isChecked())
  await sheet.getByRole('button', { name: 'Make it' }).focus()
  await page.keyboard.press('Enter')
  const key = await made(page)
  assert.deepEqual([await opens(desk, key), (await desk.as(key)('GET', '/v1/requests')).status], [200, 403])
  await rows(page).nth(7).waitFor()
  assert.ok(!(await everythingKept(page)).includes(key))
  await page.reload()
  await rows(page).nth(7).waitFor()
  assert.ok(!(await everythingKept(page)).includes(key))
})

test('a copied secret says so, and the sheet then closes at once', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/dev/keys' })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: desk.url })
  await page.getByRole('button', { name: 'Make a key…' }).click()
  await page.getByLabel('For', { exact: true }).selectOption('omise')
  await page.getByRole('checkbox', { name: 'Sees every dispute of the merchant' }).check()
  await page.getByRole('button', { name: 'Make it' }).click()
  const shown = page.getByRole('dialog', { name: /^The new key/ })
  await shown.getByText('Shown this once').waitFor()
  const names = await shown.locator('code').count()
  for (let name = 0; name < names; name++) {
    await shown.getByRole('button', { name: /^Copy / }).first().click()
    await shown.getByRole('button', { name: /^Copied / }).nth(name).waitFor()
  }
  await shown.getByRole('button', { name: /^Close/ }).waitFor()
  await page.keyboard.press('Escape')
  await shown.waitFor({ state: 'detached' })
  assert.ok(names >= 1)
  assert.ok((await credentials(desk)).some(({ dialect, see_all }) => String(dialect) === 'omise' && Boolean(see_all)))
})

test('a key that is turned over without overlap opens nothing any more, and the new one opens', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/dev/keys' })
  await page.getByRole('button', { name: /^Rotate pk_tes/ }).click()
  await page.getByLabel(/^The old key goes on/).selectOption('0')
  await page.getByRole('button', { name: 'Make a new key' }).click()
  const key = await made(page)
  assert.deepEqual([await opens(desk, key), await opens(desk, 'pk_test_sample_kiln')], [200, 401])
})

test('a key is revoked only with the word typed, and shown as that from then on', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/dev/keys' })
  await page.getByRole('button', { name: /^Revoke pk_tes/ }).click()
  const sheet = page.getByRole('dialog', { name: 'Revoke this key?' })
  await sheet.getByRole('button', { name: 'Revoke it for good' }).click({ force: true })
  await sheet.getByLabel(/^Type revoke/).fill('revok')
  await page.keyboard.press('Enter')
  assert.equal(await opens(desk, 'pk_test_sample_kiln'), 200)
  await sheet.getByLabel(/^Type revoke/).fill('revoke')
  await sheet.getByRole('button', { name: 'Revoke it for good' }).click()
  await rows(page).getByText('Revoked', { exact: true }).waitFor()
  assert.equal(await opens(desk, 'pk_test_sample_kiln'), 401)
  assert.equal(await page.getByRole('button', { name: /^Revoke pk_tes/ }).getAttribute('aria-disabled'), 'true')
})

test('an operator is told why keys stay closed, and a refusal what did not happen', { skip }, async t => {
  const desk = await startDesk(t)
  const closed = await desk.visit({ path: '/dev/keys', cookie: await desk.signIn(kiln(desk), 'operator') })
  await closed.getByRole('heading', { name: 'Needs the role admin.' }).waitFor()
  assert.equal(await closed.getByRole('button', { name: 'Make a key…' }).count(), 0)
  const page = await desk.visit({ path: '/practice', expects: [refusalNoise] })
  const { letThrough } = await refuseCalls(page, `/v1/merchants/${kilnId}/credentials`)
  await page.getByRole('link', { name: 'Keys' }).click()
  await page.getByRole('alert').getByText('shelf_moved').waitFor()
  await letThrough()
  await page.getByRole('button', { name: 'Try again' }).click()
  await rows(page).nth(6).waitFor()
})

for (const [theme, rtl, width] of [['light', false, 1440], ['dark', true, 320]] as const) {
  test(`keys have no serious findings of axe and keep the page's width: ${theme}, ${width} wide`, { skip }, async t => {
    const page = await (await startDesk(t)).visit({ path: '/dev/keys', theme, rtl, width })
    await rows(page).nth(6).waitFor()
    assert.deepEqual(await seriousFindings(page), [])
    await page.getByRole('button', { name: 'Make a key…' }).click()
    await page.getByRole('dialog').waitFor()
    assert.deepEqual(await seriousFindings(page), [])
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
  })
}
