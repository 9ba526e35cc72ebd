import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { actionIds, actions, specOf, type ActionSpec } from '../../desk/actions/table.ts'
import { noChromium, startDesk } from '../kit/desk.ts'

const skip = noChromium ?? false

test('no single key sends anything, and the type of the table says so', () => {
  for (const id of actionIds) if (specOf(id).sends) for (const keys of specOf(id).keys) assert.match(keys, /^Mod\+/, id)
  // @ts-expect-error an action that sends takes keys with Mod only
  const wrong: ActionSpec = { label: 'Accept', keys: ['a'], where: 'queue', sends: true }
  assert.ok(wrong)
})

test('no key means two things at one place', () => {
  const taken = actionIds.flatMap(id => specOf(id).keys.map(keys => `${specOf(id).where} ${keys}`))
  assert.deepEqual(taken.filter((one, at) => taken.indexOf(one) !== at), [])
})

test('the palette finds an action by typing and runs it by Enter, without a mouse', { skip }, async t => {
  const page = await (await startDesk(t)).visit()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find an action' }).pressSequentially('money')
  assert.equal(await page.getByRole('option', { selected: true }).innerText().then(text => text.split('\n')[0]!.trim()), actions['go.money'].label)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Money' }).waitFor()
})

test('the help sheet shows the keys of the table, and Escape gives the focus back', { skip }, async t => {
  const page = await (await startDesk(t)).visit()
  await page.getByRole('button', { name: 'Actions' }).focus()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keys' })
  await sheet.getByRole('definition').filter({ hasText: 'g m' }).waitFor()
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Actions' }).and(page.locator(':focus')).waitFor()
})

test('single keys go somewhere, not while somebody writes, and not once they are switched off', { skip }, async t => {
  const page = await (await startDesk(t)).visit()
  await page.keyboard.press('/')
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  assert.equal(await page.getByRole('searchbox').inputValue(), 'gm')
  await page.keyboard.press('Escape')
  await inOneMoment(page, 'g', 'm')
  await page.getByRole('heading', { level: 1, name: 'Money' }).waitFor()
  await page.keyboard.press('?')
  await page.getByRole('checkbox', { name: 'Single keys work' }).uncheck()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('g')
  await page.keyboard.press('q')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find an action' }).waitFor()
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Money')
})

test('the skip link leads to the content', { skip }, async t => {
  const page = await (await startDesk(t)).visit({ path: '/system' })
  await page.getByRole('link', { name: 'Skip to the content' }).focus()
  await page.keyboard.press('Enter')
  await page.locator('#main:focus').waitFor()
})

/** Of two keys the second must come soon after the first, and a busy machine may keep them apart. */
async function inOneMoment(page: Page, ...keys: string[]): Promise<void> {
  await page.evaluate(all => { for (const key of all) document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })) }, keys)
}
