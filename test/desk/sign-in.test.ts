import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { noChromium, startDesk, type Desk, type DeskOptions } from '../kit/desk.ts'
import { openAtKiln } from '../kit/desk-disputes.ts'
import { seriousFindings } from '../kit/desk-axe.ts'
import { items, textOf } from '../kit/native.ts'
import { goodPassword } from '../kit/visitor.ts'

const skip = noChromium ?? false
const kiln = (desk: Desk) => desk.as('pk_test_sample_kiln')
const refusals = [/status of 4(01|29)/, /request elsewhere: http:\/\/parley\.localhost/, /WebSocket|EventSource/]

/** By a name that is not this machine's own: there the sandbox signs nobody in by itself. */
async function strangerAt(desk: Desk, path = '/', look: DeskOptions = {}): Promise<Page> {
  const page = await desk.visit({ ...look, expects: refusals })
  await page.goto(`${desk.url.replace('127.0.0.1', 'parley.localhost')}/desk${path}`)
  await page.getByRole('heading', { level: 1, name: 'Sign in to Parley' }).waitFor()
  return page
}

async function withMina(t: TestContext, role = 'operator'): Promise<{ desk: Desk; id: string }> {
  const desk = await startDesk(t)
  const { status, body, text } = await kiln(desk)('POST', '/v1/users', { name: 'Mina', role, password: goodPassword })
  assert.equal(status, 201, text)
  return { desk, id: textOf(body.id) }
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Your session has ended' })

test('by keyboard alone: a wrong password is told without saying more, the right one leads to where somebody wanted to go', { skip }, async t => {
  const { desk } = await withMina(t)
  const page = await strangerAt(desk, '/money')
  await page.getByLabel('Name').focus()
  await page.keyboard.type('Mina')
  await page.keyboard.press('Tab')
  await page.keyboard.type('not this one at all')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  assert.equal(await page.getByLabel('Name').inputValue(), 'Mina')
  const password = page.getByRole('textbox', { name: 'Password' })
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'password')
  assert.equal(await password.inputValue(), '')
  await page.keyboard.type(goodPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Money' }).waitFor()
  await page.getByRole('button', { name: /signed in as Mina \(operator\)/ }).waitFor()
})

test('who tried too often is told when to try again, and the button says so', { skip }, async t => {
  const page = await strangerAt(await startDesk(t))
  // What the server answers is session.test.ts's; ten slow hashes tell nothing more here.
  await page.route('**/desk/session', route => route.fulfill({ status: 429, headers: { 'retry-after': '900' }, json: { code: 'too_many_sign_ins', title: 'Too many tries', detail: 'It was tried too often.', next: 'Wait.' } }))
  await signInAs(page, 'Mina', goodPassword)
  await page.getByText(/Tried too often\. Try again at 20 Nov 10:1\d, in 1\d min/).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Sign in' }).getAttribute('aria-disabled'), 'true')
})

test('a session that ends in the middle of work keeps what was written, and goes on in place', { skip }, async t => {
  const { desk, id } = await withMina(t)
  const dispute = await openAtKiln(desk)
  const page = await strangerAt(desk, `/d/${dispute}`)
  await signInAs(page, 'Mina', goodPassword)
  await page.getByRole('heading', { level: 1, name: /^Dispute over/ }).waitFor()
  await page.getByRole('textbox', { name: /note/i }).first().fill('The courier has a signature.')
  const fresh = 'eleven lanterns on the quay'
  assert.equal((await kiln(desk)('PATCH', `/v1/users/${id}`, { password: fresh })).status, 200)
  // Not by the mouse: what the page asks by itself may have brought the dialog already.
  await page.getByRole('button', { name: /^(Add|Save|Write)( the| a)? note/ }).first().dispatchEvent('click')
  await dialog(page).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('status', { name: 'Session' }).getByRole('button', { name: 'Sign in again' }).click()
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'password')
  await page.keyboard.type(fresh)
  await page.keyboard.press('Enter')
  await dialog(page).waitFor({ state: 'detached' })
  assert.equal(await page.getByRole('textbox', { name: /note/i }).first().inputValue(), 'The courier has a signature.')
  const noted = page.waitForResponse(answer => answer.request().method() === 'PATCH' && answer.url().endsWith(`/v1/disputes/${dispute}`))
  await page.getByRole('button', { name: /^(Add|Save|Write)( the| a)? note/ }).first().click()
  await noted
  await page.getByText('The courier has a signature.', { exact: true }).first().waitFor()
  await page.waitForFunction(() => document.querySelector('textarea')?.value === '')
  const events = items((await kiln(desk)('GET', `/v1/disputes/${dispute}/events`)).body.data)
  assert.equal(events.filter(({ kind }) => textOf(kind) === 'annotated').length, 1)
})

test('somebody else who signs in where a session ended sees nothing of who was there before', { skip }, async t => {
  const { desk, id } = await withMina(t, 'admin')
  for (const [name, role] of [['Jo', 'viewer'], ['Ada', 'admin']]) assert.equal((await kiln(desk)('POST', '/v1/users', { name, role, password: goodPassword })).status, 201)
  const page = await strangerAt(desk, '/system')
  await signInAs(page, 'Mina', goodPassword)
  await page.getByRole('heading', { level: 2, name: 'What runs here' }).waitFor()
  assert.equal((await kiln(desk)('DELETE', `/v1/users/${id}`)).status, 204)
  // Not by the mouse: the page asks by itself how the server is, and may have brought the dialog already.
  await page.getByRole('link', { name: 'Money' }).first().dispatchEvent('click')
  await dialog(page).waitFor()
  await page.goBack()
  await dialog(page).getByLabel('Name').fill('Jo')
  await dialog(page).getByRole('textbox', { name: 'Password' }).fill(goodPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Needs the role admin' }).waitFor()
  assert.equal(await page.getByRole('heading', { name: 'What runs here' }).count(), 0)
  await page.getByRole('button', { name: /signed in as Jo \(viewer\)/ }).waitFor()
})

test('signing out ends the session for good: the cookie of before opens nothing', { skip }, async t => {
  const { desk } = await withMina(t)
  const page = await strangerAt(desk)
  await signInAs(page, 'Mina', goodPassword)
  await page.getByRole('button', { name: /signed in as Mina/ }).click()
  const [before] = await page.context().cookies()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sign in to Parley' }).waitFor()
  assert.equal((await desk.as(null)('GET', '/v1/disputes', undefined, { cookie: `parley_session=${before!.value}` })).status, 401)
  assert.equal(await page.getByRole('table').count(), 0)
})

test('nothing serious is found on the way in, light or dark, from left or right, and it fits a narrow screen', { skip }, async t => {
  const { desk } = await withMina(t)
  for (const look of [{ theme: 'light' }, { theme: 'dark', width: 320 }, { theme: 'light', rtl: true }, { theme: 'dark', rtl: true }] as const) {
    const page = await strangerAt(desk, 'rtl' in look ? '/?dir=rtl' : '/', look)
    assert.deepEqual(await seriousFindings(page), [], JSON.stringify(look))
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it scrolls sideways')
  }
})

async function signInAs(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel('Name').fill(name)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.keyboard.press('Enter')
}
