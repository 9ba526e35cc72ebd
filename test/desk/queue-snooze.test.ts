import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { choicesOf } from '../../desk/parts/snooze/choices.ts'
import { noChromium, startDesk, type Desk } from '../kit/desk.ts'
import { seriousFindings } from '../kit/desk-axe.ts'
import { atKiln, openAtKiln, rail, visitDispute } from '../kit/desk-disputes.ts'

const skip = noChromium ?? false
const minute = 60_000
const hour = 60 * minute
const firstRow = (page: Page) => page.locator('a[data-row]').first()
const rowOf = (page: Page, id: string) => page.getByRole('row').filter({ has: page.locator(`#row-${id}`) })
const sheet = (page: Page) => page.getByRole('dialog', { name: /^Snooze/ })
const chip = (page: Page, id: string) => rowOf(page, id).getByText(/^Snoozed \d/)
const snoozedOf = async (desk: Desk, id: string) => (await atKiln(desk, 'GET', `/v1/disputes/${id}`)).snoozed
/** Due before all of the cast, so that it is the first row. */
const openFirst = (desk: Desk) => openAtKiln(desk, { respond_in: 'PT58H', payment: { id: `pay_${Math.floor(desk.clock.now())}` } })
const needing = (page: Page, count: number) => page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: `Needs decision ${count}`, exact: true })

test('by keyboard: h puts a row aside, it says so where it stands, leaves the view when that is read anew, and h wakes it', { skip }, async t => {
  const desk = await startDesk(t, { cast: false })
  const { id: merchant } = await desk.merchant('Mill Ceramics')
  const page = await desk.visit()
  assert.ok(merchant)
  const id = await openAt(desk, merchant)
  const other = await openAt(desk, merchant)
  await page.reload()
  await needing(page, 2).waitFor()
  await page.keyboard.press('j')
  await page.locator(`#row-${id}:focus`).waitFor()
  await page.keyboard.press('h')
  await sheet(page).getByRole('button', { name: /^For four hours/ }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await chip(page, id).waitFor()
  await page.getByText(/^Snoozed until .*\.$/).waitFor()
  await needing(page, 1).waitFor()
  await page.getByRole('link', { name: /^Snoozed 1/ }).waitFor()
  assert.equal(await page.locator('a[data-row]').count(), 2)
  await page.keyboard.press('Shift+r')
  await page.locator(`#row-${id}`).waitFor({ state: 'detached' })
  await page.locator(`#row-${other}`).waitFor()
  await page.getByRole('link', { name: /^Snoozed 1/ }).click()
  await page.getByRole('button', { name: 'Drop the filter snoozed:yes' }).waitFor()
  await page.locator(`#row-${id}`).waitFor()
  await page.locator(`#row-${other}`).waitFor({ state: 'detached' })
  await page.keyboard.press('j')
  await page.locator(`#row-${id}:focus`).waitFor()
  await page.keyboard.press('h')
  await sheet(page).getByRole('button', { name: 'Wake now' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await chip(page, id).waitFor({ state: 'detached' })
  await needing(page, 2).waitFor()
})

test('by mouse: several at once, what is too near to its buffer is left with the reason, and Wake takes the rest back', { skip }, async t => {
  const desk = await startDesk(t, { cast: false })
  const { id: merchant } = await desk.merchant('Mill Ceramics')
  const [near, far] = [await openAt(desk, merchant, 'PT50H'), await openAt(desk, merchant)]
  const page = await desk.visit({ expects: [/422/] })
  await firstRow(page).waitFor()
  for (const id of [near, far]) await rowOf(page, id).getByRole('checkbox').click()
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Snooze' }).click()
  await sheet(page).getByRole('button', { name: /^Until tomorrow morning/ }).click()
  await page.getByText(/^1 of 2 could not be snoozed: A dispute is put aside until an instant that is still to come, and this one not beyond/).waitFor()
  await chip(page, far).waitFor()
  await chip(page, near).waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await rowOf(page, far).hover()
  await rowOf(page, far).getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: /^Snooze/ }).click()
  await sheet(page).getByLabel('Another time').fill('2026-11-22T10:30')
  await sheet(page).getByRole('button', { name: 'Snooze', exact: true }).click()
  await page.getByText('Snoozed until 22 Nov 10:30.').waitFor()
  await page.getByRole('button', { name: 'Wake', exact: true }).click()
  await page.getByText('Awake again.').waitFor()
  await chip(page, far).waitFor({ state: 'detached' })
})

test('what a colleague puts aside is shown where it stands, comes back by itself for everybody, and its page says who did it', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const mina = await visitDispute(desk, id, { cookie: await desk.signIn(desk.as('pk_test_sample_kiln'), 'operator', 'Mina') })
  const page = await desk.visit()
  await page.locator(`#row-${id}`).waitFor()
  await mina.keyboard.press('h')
  await sheet(mina).getByRole('button', { name: /^For four hours/ }).click()
  await rail(mina).getByText(/^Snoozed \d/).waitFor()
  await mina.getByRole('list', { name: 'History' }).getByText(/^Snoozed until/).waitFor()
  assert.match((await chip(page, id).getAttribute('title'))!, /^Snoozed by Mina until/)
  // Nobody is signed in for that long: a window that asks meanwhile hears 401.
  await mina.close()
  await page.goto('about:blank')
  desk.clock.advance(5 * hour)
  await page.goto(`${desk.url}/desk/`)
  await page.locator(`#row-${id}`).waitFor()
  assert.equal(await chip(page, id).count(), 0)
})

test('what comes back while somebody looks is told by the pill, within a minute, and moves no row', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  await atKiln(desk, 'PATCH', `/v1/disputes/${id}`, { snooze_until: new Date(desk.clock.now() + 10 * minute).toISOString() })
  const page = await desk.visit({ path: '/system' })
  await page.clock.install()
  await page.goto(`${desk.url}/desk/`)
  await firstRow(page).waitFor()
  const before = await page.locator('a[data-row]').count()
  assert.equal(await page.locator(`#row-${id}`).count(), 0)
  // Less than a session may be idle.
  desk.clock.advance(15 * minute)
  await page.clock.fastForward(61_000)
  await page.getByRole('button', { name: '1 new · press r' }).waitFor()
  assert.equal(await page.locator('a[data-row]').count(), before)
  await page.keyboard.press('r')
  await page.locator(`#row-${id}`).waitFor()
})

test('what the server refuses is taken back and said, and who may only look puts nothing aside', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id, { expects: [/422/] })
  await page.keyboard.press('h')
  await sheet(page).getByLabel('Another time').fill('2027-06-01T10:30')
  await page.keyboard.press('Enter')
  await page.getByText(/^1 of 1 could not be snoozed/).waitFor()
  await rail(page).getByText(/^Snoozed \d+ \w/).waitFor({ state: 'detached' })
  assert.equal(await snoozedOf(desk, id), undefined)
  const viewer = await visitDispute(desk, id, { cookie: await desk.signIn(desk.as('pk_test_sample_kiln'), 'viewer', 'Vic') })
  await viewer.keyboard.press('h')
  await viewer.getByText('Snooze, or wake: Needs the role operator.').waitFor()
  assert.equal(await viewer.getByRole('dialog').count(), 0)
})

for (const [theme, rtl] of [['light', false], ['dark', true]] as const) {
  test(`the sheet that asks until when has no serious findings of axe: ${theme}, ${rtl ? 'right-to-left' : 'left-to-right'}`, { skip }, async t => {
    const desk = await startDesk(t)
    await openFirst(desk)
    const page = await desk.visit({ theme, rtl })
    await firstRow(page).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('h')
    await sheet(page).waitFor()
    assert.deepEqual(await seriousFindings(page), [])
  })
}

test('choices lie ahead, and none within a day of the usual buffer is offered', () => {
  const now = Date.UTC(2026, 10, 20, 9)
  const due = (ms: number) => ({ respond_by: { at: new Date(now + ms).toISOString(), zone: null, source: 'provider' as const } })
  const open = (...lengths: number[]) => choicesOf(lengths.map(due), now).filter(({ reason }) => reason === null).map(({ label }) => label)
  assert.deepEqual(open(60 * 24 * hour), ['For four hours', 'Until tomorrow morning', 'For three days', 'Until Monday morning', 'As long as possible'])
  assert.deepEqual(open(54 * hour), ['For four hours', 'As long as possible'])
  assert.deepEqual([open(48 * hour), open(48 * hour, 54 * hour)], [[], ['For four hours', 'As long as possible']])
  assert.ok(choicesOf([due(60 * 24 * hour)], now).every(({ at }) => at > now))
  assert.match(choicesOf([due(hour)], now)[0]!.reason!, /cannot be put aside any more/)
})

async function openAt(desk: Desk, merchant: string, respond_in = 'P7D'): Promise<string> {
  const { status, body, text } = await desk.admin('POST', '/v1/sandbox/disputes', { merchant, amount: { value: 8900, currency: 'THB' }, respond_in })
  assert.equal(status, 201, text)
  return body.id as unknown as string
}
