import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { mayDo } from '../../desk/parts/roles.ts'
import { nativeContract } from '../../src/dialects/native/contract.ts'
import { noChromium, startDesk, type Desk } from '../kit/desk.ts'
import { seriousFindings } from '../kit/desk-axe.ts'
import { hostileTexts } from '../kit/hostile-texts.ts'
import { items, textOf } from '../kit/native.ts'
import { goodPassword } from '../kit/visitor.ts'

const skip = noChromium ?? false
const kiln = (desk: Desk) => desk.as('pk_test_sample_kiln')
const person = (page: Page, name: string) => page.getByRole('region', { name: 'People' }).getByRole('row').filter({ hasText: name })
const mayEnter = async (desk: Desk, name: string, password: string): Promise<number> => (await desk.as(null)('POST', '/desk/session', { name, password })).status
const choose = async (page: Page, name: string, item: string): Promise<void> => {
  await page.getByRole('button', { name: `Change ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('the table of roles says what the server asks for, call by call', () => {
  const scopes = new Map(Object.values(nativeContract.endpoints).map(({ method, path, scope }) => [`${method} ${path}`, scope as string]))
  const roleOf: Record<string, string> = { read: 'viewer', decide: 'operator', admin: 'admin' }
  for (const { what, needs, route } of mayDo) assert.equal(roleOf[scopes.get(route)!], needs, what)
})

test('by keyboard alone: a person is added, and may sign in', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/settings/team', expects: [/status of 422/] })
  await page.getByRole('button', { name: 'Add a person…' }).focus()
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog', { name: 'Add a person' })
  await sheet.waitFor()
  await page.keyboard.type('Mina')
  await sheet.getByRole('radio', { name: /^Operator/ }).focus()
  await page.keyboard.press('ArrowUp')
  await sheet.getByRole('textbox', { name: 'First password' }).focus()
  await page.keyboard.type('heron')
  await page.keyboard.press('Enter')
  await sheet.getByRole('alert').getByText(/fewer than 15 characters/).waitFor()
  await sheet.getByRole('textbox', { name: 'First password' }).fill(goodPassword)
  await page.keyboard.press('Enter')
  await sheet.waitFor({ state: 'detached' })
  await person(page, 'Mina').getByText('Viewer').waitFor()
  assert.equal(await mayEnter(desk, 'Mina', goodPassword), 200)
})

test('a role is changed, a password set, somebody shut out and let in again, and removed', { skip }, async t => {
  const desk = await startDesk(t)
  const cookie = await desk.signIn(kiln(desk), 'viewer', 'Mina')
  const page = await desk.visit({ path: '/settings/team' })
  await choose(page, 'Mina', 'Change the role…')
  const role = page.getByRole('dialog', { name: 'Role of Mina' })
  await role.getByText('Their sessions end at once').waitFor()
  await role.getByRole('radio', { name: /^Operator/ }).check()
  await role.getByRole('button', { name: 'Change the role' }).click()
  await person(page, 'Mina').getByText('Operator').waitFor()
  assert.equal((await desk.as(null)('GET', '/v1/disputes', undefined, { cookie: `parley_session=${cookie}` })).status, 401)
  await choose(page, 'Mina', 'Disable…')
  await page.getByRole('button', { name: 'Disable Mina' }).click()
  await person(page, 'Mina').getByText('Disabled', { exact: true }).waitFor()
  assert.equal(await mayEnter(desk, 'Mina', goodPassword), 401)
  await choose(page, 'Mina', 'Let sign in again…')
  await page.getByRole('button', { name: 'Let sign in', exact: true }).click()
  await person(page, 'Mina').getByText('May sign in').waitFor()
  await choose(page, 'Mina', 'Set a password…')
  await page.getByRole('textbox', { name: 'New password' }).fill('eleven lanterns on the quay')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  assert.equal(await mayEnter(desk, 'Mina', 'eleven lanterns on the quay'), 200)
  await choose(page, 'Mina', 'Remove…')
  await page.getByRole('button', { name: 'Remove Mina' }).click()
  await person(page, 'Mina').waitFor({ state: 'detached' })
  assert.deepEqual(items((await kiln(desk)('GET', '/v1/users')).body.data).map(({ name }) => textOf(name)), [])
})

test('the last admin keeps the role and stays, and nobody shuts themselves out', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/settings/team', cookie: await desk.signIn(kiln(desk), 'admin', 'Ada') })
  await page.getByRole('button', { name: 'Change Ada' }).click()
  for (const name of [/^Change the role/, /^Disable/, /^Remove/]) assert.equal(await page.getByRole('menuitem', { name }).getAttribute('aria-disabled'), 'true')
  await page.getByRole('menuitem', { name: /^Remove/ }).getByText('The last admin').waitFor()
})

test('everybody changes their own password, stays signed in, and is signed out elsewhere', { skip }, async t => {
  const desk = await startDesk(t)
  const cookie = await desk.signIn(kiln(desk), 'viewer', 'Mina')
  const page = await desk.visit({ path: '/settings/team', cookie, expects: [/status of 401/] })
  const own = page.getByRole('region', { name: 'Your password' })
  const fill = async (old: string, fresh: string, again: string) => {
    await own.getByRole('textbox', { name: 'Old password' }).fill(old)
    await own.getByRole('textbox', { name: 'New password', exact: false }).first().fill(fresh)
    await own.getByRole('textbox', { name: 'New password again' }).fill(again)
    await page.keyboard.press('Enter')
  }
  await fill(goodPassword, 'eleven lanterns on the quay', 'eleven lanterns on a quay')
  await own.getByText('It is not the same.').waitFor()
  await fill('something else entirely', 'eleven lanterns on the quay', 'eleven lanterns on the quay')
  await own.getByRole('alert').getByText(/Your password is as it was/).waitFor()
  await fill(goodPassword, 'eleven lanterns on the quay', 'eleven lanterns on the quay')
  await page.getByText('Your password was changed.').waitFor()
  assert.equal((await desk.as(null)('GET', '/v1/disputes', undefined, { cookie: `parley_session=${cookie}` })).status, 401)
  await page.getByRole('link', { name: 'Money', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Money' }).waitFor()
  await page.getByRole('region', { name: 'Money in THB' }).waitFor()
})

test('who may not change people sees them, with the reason on what is off', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/settings/team', cookie: await desk.signIn(kiln(desk), 'operator', 'Mina') })
  await person(page, 'Mina').waitFor()
  const add = page.getByRole('button', { name: 'Add a person…' })
  assert.equal(await add.getAttribute('aria-disabled'), 'true')
  await page.getByText('Needs the role admin.').first().waitFor()
  assert.equal(await page.getByRole('button', { name: 'Change Mina' }).getAttribute('aria-disabled'), 'true')
  await add.click({ force: true })
  assert.equal(await page.getByRole('dialog').count(), 0)
})

test('a name is text, whatever it is', { skip }, async t => {
  const desk = await startDesk(t)
  const users = hostileTexts.slice(0, 6).map((name, at) => ({ id: `usr_${at}`, name, role: 'viewer', disabled_at: null, created_at: '2026-11-20T09:00:00Z', updated_at: '2026-11-20T09:00:00Z' }))
  const page = await desk.visit({ path: '/practice' })
  await page.route(/\/v1\/users$/, route => route.fulfill({ json: { data: [...users, ...hostileTexts.slice(6).map((name, at) => ({ ...users[0], id: `usr_b${at}`, name }))] } }))
  await page.getByRole('link', { name: 'Team' }).click()
  await page.getByRole('button', { name: `Change ${hostileTexts[0]!}` }).waitFor()
  assert.deepEqual(await page.evaluate(() => [(window as { pwned?: number }).pwned, document.querySelectorAll('main img, main iframe, main script').length, document.documentElement.scrollWidth > innerWidth]), [undefined, 0, false])
})

test('nothing serious is found, light or dark, from left or right, and it fits a narrow screen', { skip }, async t => {
  const desk = await startDesk(t)
  const cookie = await desk.signIn(kiln(desk), 'admin', 'Ada')
  for (const look of [{ theme: 'light' }, { theme: 'dark', width: 320 }, { theme: 'light', rtl: true }, { theme: 'dark', rtl: true }] as const) {
    const page = await desk.visit({ path: '/settings/team', cookie, ...look })
    await person(page, 'Ada').waitFor()
    assert.deepEqual(await seriousFindings(page), [], JSON.stringify(look))
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it scrolls sideways')
    await page.getByRole('button', { name: 'Add a person…' }).click()
    await page.getByRole('dialog').waitFor()
    assert.deepEqual(await seriousFindings(page), [], `the sheet, ${JSON.stringify(look)}`)
  }
})
