import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { seriousFindings } from '../kit/desk-axe.ts'
import { refuseCalls, refusalNoise } from '../kit/desk-refused.ts'
import { noChromium, startDesk, type Desk } from '../kit/desk.ts'
import { until } from '../kit/bridge.ts'
import { hostileTexts, ranFlag } from '../kit/hostile-texts.ts'
import { items, textOf, type Caller } from '../kit/native.ts'

const skip = noChromium ?? false
const kiln = (desk: Desk): Caller => desk.as('pk_test_sample_kiln')
const card = (page: Page, name: string) => page.getByRole('article', { name: `Connection ${name}` })
const connections = async (desk: Desk) => items((await kiln(desk)('GET', '/v1/connections')).body.data)

/** To another merchant of the same server. */
async function connected(desk: Desk, name = 'Main account'): Promise<void> {
  const far = await desk.merchant('Far')
  const { status, text } = await kiln(desk)('POST', '/v1/connections', { dialect: 'native', name, url: desk.url, credentials: { key: far.key } })
  assert.equal(status, 201, text)
}

const settingsOf = async (desk: Desk) => (await connections(desk))[0]!.settings as unknown as Record<string, unknown>

test('an account is connected by keyboard with what its provider asks for, is tested, and its secret is nowhere in the page', { skip }, async t => {
  const desk = await startDesk(t)
  const { key } = await desk.merchant('Far')
  const page = await desk.visit({ path: '/providers' })
  // Only with the rules the button can be used.
  await page.getByRole('table', { name: 'Rules by provider' }).waitFor()
  await page.getByRole('button', { name: 'Connect an account…' }).focus()
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog', { name: 'Connect an account' })
  await sheet.getByLabel('Provider').selectOption('native')
  await sheet.getByLabel(/^Name/).focus()
  await page.keyboard.type('Far away')
  await sheet.getByLabel(/^Address/).fill(desk.url)
  assert.equal(await sheet.getByRole('button', { name: 'Connect it' }).getAttribute('aria-disabled'), 'true')
  assert.equal(await sheet.getByLabel(/^key/).getAttribute('type'), 'password')
  await sheet.getByLabel(/^key/).fill(key)
  await sheet.getByRole('button', { name: 'Connect it' }).focus()
  await page.keyboard.press('Enter')
  await card(page, 'Far away').getByRole('button', { name: 'Test connection' }).click()
  await card(page, 'Far away').getByRole('status').getByText(/the credentials are good/).waitFor()
  assert.ok(!(await page.evaluate(() => document.documentElement.outerHTML + JSON.stringify(localStorage) + JSON.stringify(sessionStorage))).includes(key))
  assert.deepEqual((await connections(desk)).map(({ name, credentials }) => [textOf(name), credentials as unknown]), [['Far away', { key: 'set' }]])
})

test('a connection is paused, resumed, read now, given new credentials and removed with the word', { skip }, async t => {
  const desk = await startDesk(t)
  await connected(desk)
  const page = await desk.visit({ path: '/providers' })
  const main = card(page, 'Main account')
  await main.getByRole('button', { name: 'Pause' }).click()
  await main.getByText('Paused', { exact: true }).waitFor()
  assert.equal(await main.getByRole('button', { name: 'Read now' }).getAttribute('aria-disabled'), 'true')
  await main.getByRole('button', { name: 'Resume' }).click()
  await main.getByRole('button', { name: 'Pause' }).waitFor()
  await main.getByRole('button', { name: 'Read now' }).click()
  await page.getByText('Its list is being read.').waitFor()
  await main.getByRole('button', { name: 'New credentials…' }).click()
  await page.getByLabel(/^key/).fill('pk_not_the_right_one_0001')
  await page.getByRole('button', { name: 'Save them' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await main.getByRole('button', { name: 'Test connection' }).click()
  await main.getByRole('status').getByText(/refuses these credentials/).waitFor()
  await main.getByRole('button', { name: 'Remove…' }).click()
  await page.getByLabel(/^Type remove/).fill('remove')
  await page.getByRole('button', { name: 'Remove it' }).click()
  await page.getByRole('heading', { name: 'No account is connected' }).waitFor()
})

test('limits, times, the buffer and what happens then are set when an account is connected, and changed on its card', { skip }, async t => {
  const desk = await startDesk(t)
  const { key } = await desk.merchant('Far')
  const page = await desk.visit({ path: '/providers', expects: [/status of 400/] })
  await page.getByRole('table', { name: 'Rules by provider' }).waitFor()
  await page.getByRole('button', { name: 'Connect an account…' }).click()
  const sheet = page.getByRole('dialog', { name: 'Connect an account' })
  await sheet.getByLabel('Provider').selectOption('native')
  await sheet.getByLabel(/^Name/).fill('Far away')
  await sheet.getByLabel(/^Address/).fill(desk.url)
  await sheet.getByLabel(/^key/).fill(key)
  await sheet.getByText('Limits, times, and what happens near a deadline').click()
  await sheet.getByLabel('Safety buffer').fill('36h')
  await sheet.getByLabel('Waits for an answer').fill('a while')
  const connect = sheet.getByRole('button', { name: 'Connect it' })
  await sheet.getByText(/Waits for an answer: not understood/).waitFor()
  await sheet.getByLabel('Waits for an answer').fill('15s')
  await sheet.getByLabel('At most a second').fill('2.5')
  await sheet.getByText(/A limit has both/).waitFor()
  await sheet.getByLabel('At most at once').fill('5')
  await sheet.getByLabel('When the buffer begins').selectOption('accept_below')
  await sheet.getByText(/The amount is none/).waitFor()
  await sheet.getByLabel('Worth less than').fill('250.50')
  await sheet.getByText(/Confirm that money is given up/).waitFor()
  await sheet.getByRole('checkbox', { name: 'Give this money up without asking anybody' }).check()
  await connect.click()
  const far = card(page, 'Far away')
  await far.getByText('1 d 12 h before the deadline').waitFor()
  assert.deepEqual(await settingsOf(desk), { connect_ms: 5_000, answer_ms: 15_000, rate: { per_second: 2.5, burst: 5 }, poll_ms: 300_000, overlap_ms: 600_000, buffer_ms: 129_600_000, policy: { kind: 'accept_below', below: { value: 25_050, currency: 'THB' } }, switches: {} })
  await far.getByRole('button', { name: 'Settings…' }).click()
  const change = page.getByRole('dialog', { name: 'Settings of Far away' })
  const save = change.getByRole('button', { name: 'Save them' })
  await change.getByText('Nothing is changed yet.').waitFor()
  assert.deepEqual(await Promise.all(['Safety buffer', 'Waits for an answer', 'Reads its list every', 'Worth less than'].map(label => change.getByLabel(label).inputValue())), ['36h', '15s', '5m', '250.50'])
  await change.getByLabel('Safety buffer').fill('60d')
  await save.click()
  await change.getByRole('alert').getByText('Nothing was changed.').waitFor()
  await change.getByLabel('Safety buffer').fill('2d')
  await change.getByLabel('At most a second').fill('')
  await change.getByLabel('At most at once').fill('')
  await change.getByLabel('When the buffer begins').selectOption('nothing')
  await save.click()
  await change.waitFor({ state: 'detached' })
  await far.getByText('Nothing: no buffer either').waitFor()
  const { rate, buffer_ms, policy, answer_ms } = await settingsOf(desk)
  assert.deepEqual([rate, buffer_ms, policy, answer_ms], [null, 172_800_000, { kind: 'nothing' }, 15_000])
})

test('a card says when its provider last told anything', { skip }, async t => {
  const desk = await startDesk(t)
  const far = await desk.merchant('Far')
  const body = { amount: { value: 12_000, currency: 'THB' }, respond_in: 'P9D' }
  assert.equal((await desk.as(far.key)('POST', '/v1/sandbox/disputes', body)).status, 201)
  assert.equal((await kiln(desk)('POST', '/v1/connections', { dialect: 'native', name: 'Main account', url: desk.url, credentials: { key: far.key } })).status, 201)
  await until(async () => typeof textOf((await connections(desk))[0]!.health?.last_told_at) === 'string', 120_000)
  const page = await desk.visit({ path: '/providers' })
  await card(page, 'Main account').locator('dl > div', { hasText: 'Last event' }).locator('time').waitFor()
})

test('the rules of every provider stand side by side, with the call that accepts in its own API', { skip }, async t => {
  const page = await (await startDesk(t)).visit({ path: '/providers' })
  const rules = page.getByRole('table', { name: 'Rules by provider' })
  await rules.waitFor()
  assert.equal(await rules.getByRole('row').count(), 7)
  const omise = (await rules.getByRole('row').filter({ hasText: 'Omise' }).innerText()).replace(/\s+/g, ' ')
  assert.match(omise, /POST \/disputes\/\{id\}\/accept .*7 days .*20 files of 10 MB, 200 MB in all PDF, JPEG, PNG\. Text up to 15,000 characters/)
})

test('a refused address is told with what did not happen; a refused list can be asked for again', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/practice', expects: [refusalNoise] })
  const { letThrough } = await refuseCalls(page, '/v1/connections')
  await page.getByRole('link', { name: 'Providers' }).click()
  await page.getByRole('alert').getByText('shelf_moved').waitFor()
  await letThrough()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('button', { name: 'Connect an account…' }).click()
  const sheet = page.getByRole('dialog', { name: 'Connect an account' })
  await sheet.getByLabel('Provider').selectOption('native')
  await sheet.getByLabel(/^Name/).fill('Inside')
  await sheet.getByLabel(/^Address/).fill('https://169.254.169.254')
  await sheet.getByLabel(/^key/).fill('pk_0123456789abcdef')
  await sheet.getByRole('button', { name: 'Connect it' }).click()
  await sheet.getByRole('alert').getByText('connection_url_refused').waitFor()
  assert.match(await sheet.getByRole('alert').innerText(), /Nothing was changed\./)
  assert.deepEqual(await connections(desk), [])
})

test('a viewer sees how connections are and why they may not touch them', { skip }, async t => {
  const desk = await startDesk(t)
  await connected(desk)
  const page = await desk.visit({ path: '/providers', cookie: await desk.signIn(kiln(desk), 'viewer') })
  for (const name of ['Test connection', 'Read now', 'Pause', 'Settings…', 'New credentials…', 'Remove…']) assert.equal(await card(page, 'Main account').getByRole('button', { name }).getAttribute('aria-disabled'), 'true', name)
  await card(page, 'Main account').getByRole('paragraph').filter({ hasText: 'Needs the role admin.' }).waitFor()
})

test('nothing that a colleague writes runs or widens the page, and there are no serious findings of axe', { skip }, async t => {
  const desk = await startDesk(t)
  for (const text of hostileTexts) await kiln(desk)('POST', '/v1/connections', { dialect: 'native', name: text.slice(0, 100), url: 'https://far.example', credentials: { key: 'pk_0123456789abcdef' }, paused: true })
  assert.ok((await connections(desk)).length >= 30)
  for (const look of [{ theme: 'light', width: 320 }, { theme: 'dark', rtl: true }] as const) {
    const page = await desk.visit({ path: '/providers', ...look })
    await page.getByRole('article').nth(29).waitFor()
    await page.getByRole('table', { name: 'Rules by provider' }).waitFor()
    assert.deepEqual(await page.evaluate(flag => [flag in window, document.documentElement.scrollWidth <= innerWidth], ranFlag), [false, true])
    assert.deepEqual(await seriousFindings(page), [])
  }
})
