import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { noChromium, startDesk, type Desk } from '../kit/desk.ts'
import { openAtKiln } from '../kit/desk-disputes.ts'
import { seriousFindings } from '../kit/desk-axe.ts'
import { items, textOf, type Caller } from '../kit/native.ts'

const skip = noChromium ?? false
const kiln = (desk: Desk): Caller => desk.as('pk_test_sample_kiln')
const links = (page: Page) => page.getByRole('table', { name: 'Disputes' }).locator('a[data-row]')
const names = (page: Page): Promise<string[]> => links(page).evaluateAll(all => all.map(link => link.getAttribute('aria-label')!))
const firstRow = (page: Page) => links(page).first()
const focused = (page: Page): Promise<string | null> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null)
/** The tiles come after the rows and move them down. */
const settled = (page: Page): Promise<void> => page.getByRole('link', { name: /^Next 48 hours/ }).waitFor()
const row = (page: Page, name: string | RegExp) => page.getByRole('row').filter({ has: page.getByRole('link', { name }) })

test('what needs a decision is listed by time left, in groups, with sums by currency above it', { skip }, async t => {
  const page = await (await startDesk(t)).visit()
  await firstRow(page).waitFor()
  assert.match((await names(page))[0]!, /^Says it never arrived, 4,590\.00 THB/)
  const groups = await page.getByRole('row').filter({ hasText: /^\s*(Overdue|Today|Tomorrow|This week|Later)\s*\d+\+?\s*$/ }).allInnerTexts()
  assert.deepEqual(groups.map(text => text.replace(/\s+/g, ' ').trim()), ['Today 1', 'This week 5', 'Later 4'])
  const tile = page.getByRole('link', { name: /^Next 48 hours/ })
  assert.match((await tile.innerText()).replace(/\s+/g, ' '), /Next 48 hours 2 4,590\.00 THB \+ 2,577\.53 USD/)
  await tile.click()
  await page.getByRole('button', { name: 'Drop the filter due:<48h' }).waitFor()
  assert.match(page.url(), /q=due%3A%3C48h/)
  await page.waitForFunction(() => document.querySelectorAll('a[data-row]').length === 2)
})

test('the address is the state: a view and a filter come back with it, and another window sees the same', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit()
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Closed' }).click()
  await row(page, /2,750\.00 THB/).getByText('Accepted', { exact: true }).waitFor()
  await page.getByRole('textbox', { name: 'Add to the filter' }).or(page.getByRole('combobox', { name: 'Add to the filter' })).fill('provider:omise')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Drop the filter provider:omise' }).waitFor()
  assert.equal(await focused(page), 'Add to the filter')
  const second = await desk.visit({ path: new URL(page.url()).pathname.replace('/desk', '') + new URL(page.url()).search })
  await second.getByRole('button', { name: 'Drop the filter provider:omise' }).waitFor()
  assert.equal(await second.getByRole('link', { name: 'Closed' }).getAttribute('aria-current'), 'page')
  await page.goBack()
  await page.getByRole('button', { name: 'Drop the filter provider:omise' }).waitFor({ state: 'detached' })
})

test('by keyboard alone: walk, select, extend, see the sums, clear, filter by a cell, open', { skip }, async t => {
  const page = await (await startDesk(t)).visit()
  await firstRow(page).waitFor()
  const all = await names(page)
  await page.keyboard.press('j')
  await page.waitForFunction(name => document.activeElement?.getAttribute('aria-label') === name, all[0])
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('k')
  await page.waitForFunction(name => document.activeElement?.getAttribute('aria-label') === name, all[1])
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+j')
  await page.keyboard.press('Shift+j')
  const bar = page.getByRole('region', { name: 'Selection' })
  await bar.getByText('3 selected').waitFor()
  assert.match((await bar.innerText()).replace(/\s+/g, ' '), /7,600\.00 THB \+ 2,577\.53 USD/)
  await page.keyboard.press('Escape')
  await bar.waitFor({ state: 'detached' })
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('f')
  await page.getByRole('button', { name: /^Drop the filter provider:/ }).waitFor()
  await firstRow(page).waitFor()
  await page.keyboard.press('j')
  await page.locator('a[data-row]:focus').waitFor()
  const name = await focused(page)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/desk\/d\/dsp_/)
  await page.goBack()
  await page.waitForFunction(label => document.activeElement?.getAttribute('aria-label') === label, name)
})

test('no key of the list sends anything: the one that prepares only opens a sheet', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit()
  await firstRow(page).waitFor()
  const writes: string[] = []
  page.on('request', request => { if (request.method() !== 'GET') writes.push(`${request.method()} ${new URL(request.url()).pathname}`) })
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  assert.deepEqual(writes.filter(write => !/\/preparing$/.test(write)), [])
  assert.equal(items((await kiln(desk)('GET', '/v1/disputes?state=needs_response&limit=100')).body.data).length, 10)
})

test('what arrives moves no row: a pill tells of it, and r shows it', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit()
  await firstRow(page).waitFor()
  const before = await names(page)
  const { status } = await kiln(desk)('POST', '/v1/sandbox/disputes', { amount: { value: 77700, currency: 'THB' }, respond_in: 'PT2H' })
  assert.equal(status, 201)
  await page.getByRole('button', { name: '1 new · press r' }).waitFor()
  assert.deepEqual(await names(page), before)
  await page.keyboard.press('r')
  await row(page, /777\.00 THB/).getByText('New', { exact: true }).waitFor()
  assert.match((await names(page))[0]!, /777\.00 THB/)
  await page.getByRole('button', { name: /new · press r/ }).waitFor({ state: 'detached' })
})

test('what somebody else decides is shown where the row stands', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit()
  await firstRow(page).waitFor()
  const before = await names(page)
  const [, second] = items((await kiln(desk)('GET', '/v1/disputes?state=needs_response')).body.data)
  await row(page, before[1]!).getByText('Needs decision', { exact: true }).waitFor()
  assert.equal((await kiln(desk)('POST', `/v1/disputes/${textOf(second!.id)}/accept`, { reason: 'no_proof' })).status, 200)
  await row(page, before[1]!).getByText('Accepted', { exact: true }).waitFor()
  assert.deepEqual(await names(page), before)
})

test('who is deciding about a dispute is shown to others while they do', { skip }, async t => {
  const desk = await startDesk(t)
  const mina = await desk.visit({ cookie: await desk.signIn(kiln(desk), 'operator', 'Mina') })
  const page = await desk.visit()
  await firstRow(page).waitFor()
  await firstRow(mina).waitFor()
  await mina.keyboard.press('j')
  await mina.keyboard.press('a')
  await mina.getByRole('dialog').waitFor()
  await page.getByText('Mina is deciding').waitFor()
  assert.equal(await mina.getByText('Mina is deciding').count(), 0)
  await mina.keyboard.press('Escape')
  await page.getByText('Mina is deciding').waitFor({ state: 'detached' })
})

test('the peek panel asks one question, answered before the row is reached, and Space puts it away', { skip }, async t => {
  const page = await (await startDesk(t)).visit()
  const asked: string[] = []
  page.on('request', request => { if (/\/context$/.test(request.url())) asked.push(request.url()) })
  const peek = page.getByRole('complementary', { name: 'Peek' })
  await firstRow(page).waitFor()
  await page.keyboard.press('j')
  await peek.getByText('What we know').waitFor()
  await page.keyboard.press('j')
  await peek.getByRole('heading', { name: 'Says it was not them' }).waitFor()
  assert.equal(new Set(asked).size, asked.length)
  await page.keyboard.press('Space')
  await peek.waitFor({ state: 'detached' })
  await page.keyboard.press(']')
  await peek.waitFor()
})

test('a row says whose dispute it is not the first of, by one question for all rows', { skip }, async t => {
  const desk = await startDesk(t)
  for (const respondIn of ['P3D', 'P4D', 'P5D']) await openAtKiln(desk, { respond_in: respondIn, story: { text: 'Never came.', customer: 'Nok Saelim' }, payment: { id: `pay_${respondIn}`, order: `MK-${respondIn}` } })
  const page = await desk.visit({ path: '/system' })
  const asked: string[] = []
  page.on('request', request => { if (/\/v1\/repeats/.test(request.url())) asked.push(request.url()) })
  await page.getByRole('link', { name: 'Queue' }).first().click()
  await firstRow(page).waitFor()
  await page.getByRole('row').filter({ hasText: 'MK-P5D' }).getByText('3rd in 90 d').filter({ visible: true }).waitFor()
  await page.getByRole('row').filter({ hasText: 'MK-P4D' }).getByText('2nd in 90 d').filter({ visible: true }).waitFor()
  assert.deepEqual([await page.getByRole('row').filter({ hasText: 'MK-P3D' }).getByText('in 90 d').count(), asked.length], [0, 1])
})

test('a filter that nothing fits is named, its last token can be dropped, and one that means nothing says so', { skip }, async t => {
  const page = await (await startDesk(t)).visit({ path: '/?q=provider:omise+stage:arbitration' })
  await page.getByRole('heading', { name: 'No dispute fits the filter' }).waitFor()
  await page.getByRole('button', { name: 'Drop stage:arbitration' }).click()
  await firstRow(page).waitFor()
  await page.goto(page.url().replace(/q=.*/, 'q=due:soon'))
  await page.getByRole('heading', { name: 'The filter is not understood' }).waitFor()
  await page.getByRole('button', { name: /due:soon, which is not understood/ }).click()
  await firstRow(page).waitFor()
})

test('assigning is shown at once, kept, and taken back when it is refused', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ expects: [/422|409/], width: 1900 })
  await firstRow(page).waitFor()
  const [, second] = await names(page)
  await page.route(/\/v1\/disputes\/dsp_\w+$/, route => (route.request().method() === 'PATCH' ? route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify({ code: 'revision_changed', title: 'Changed', detail: 'Somebody was faster.', next: 'Look.' }) }) : route.fallback()))
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('i')
  const sheet = page.getByRole('dialog', { name: 'Assign' })
  await sheet.getByRole('button', { name: /^To me/ }).click()
  await page.getByText('Somebody was faster.').waitFor()
  await row(page, second!).getByText('Nobody').waitFor({ state: 'attached' })
})

test('who may only look sees every control, off, with the reason', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ cookie: await desk.signIn(kiln(desk), 'viewer') })
  await firstRow(page).waitFor()
  await page.keyboard.press('j')
  const accept = page.getByRole('complementary', { name: 'Peek' }).getByRole('button', { name: 'Accept…' })
  assert.equal(await accept.getAttribute('aria-disabled'), 'true')
  await page.getByRole('complementary', { name: 'Peek' }).getByText('Needs the role operator.').first().waitFor()
  await page.keyboard.press('a')
  await page.getByText('Prepare to accept: Needs the role operator.').waitFor()
  assert.equal(await page.getByRole('dialog').count(), 0)
})

test('an error says what did not change and can be tried again', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/system', expects: [/400/] })
  let broken = true
  await page.route(/\/v1\/disputes\?/, route => (broken ? route.fulfill({ status: 400, contentType: 'application/problem+json', body: JSON.stringify({ code: 'invalid_query', title: 'Not read', detail: 'It was not read.', next: 'Try again.', transient: false }) }) : route.fallback()))
  await page.getByRole('link', { name: /^Queue/ }).click()
  const problem = page.getByRole('alert')
  await problem.getByText('Nothing was changed.').waitFor()
  broken = false
  await problem.getByRole('button', { name: 'Try again' }).click()
  await firstRow(page).waitFor()
})

test('a provider that does not answer is said above everything, with what waits for it', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/system' })
  const connection = { id: 'con_1', name: 'Antom, main', state: 'active', health: { down: true, last_answer_at: '2026-11-20T08:12:00Z' } }
  await page.route('**/v1/connections', route => route.fulfill({ json: { data: [connection], next_cursor: null } }))
  await page.getByRole('link', { name: /^Queue/ }).click()
  await page.getByText('Antom, main has not answered since').waitFor()
  await firstRow(page).waitFor()
})

test('another merchant of the sandbox is another queue; one without disputes says what to do', { skip }, async t => {
  const desk = await startDesk(t)
  await desk.merchant('Mill Ceramics')
  const page = await desk.visit()
  await firstRow(page).waitFor()
  await page.getByRole('button', { name: /^Moonrabbit Kiln/ }).click()
  await page.getByRole('menuitemradio', { name: 'Mill Ceramics' }).click()
  await page.getByRole('heading', { name: 'Nothing needs a decision.' }).waitFor()
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'All' }).click()
  await page.getByRole('heading', { name: 'No dispute has come yet' }).waitFor()
})

test('a long queue is drawn in part only, and its end is reached', { skip }, async t => {
  const desk = await startDesk(t, { cast: false })
  const { call } = await desk.merchant('Mill Ceramics')
  const count = 450
  await Promise.all(Array.from({ length: count }, (_, at) => call('POST', '/v1/sandbox/disputes', { amount: { value: 100 + at, currency: 'THB' }, respond_in: `PT${at + 1}H` })))
  const page = await desk.visit()
  await firstRow(page).waitFor()
  const scroll = page.locator('.list-scroll')
  await page.waitForFunction(() => {
    const element = document.querySelector('.list-scroll')!
    element.scrollTop = element.scrollHeight
    return [...document.querySelectorAll('a[data-row]')].some(link => link.getAttribute('aria-label')!.includes(', 5.49 THB'))
  })
  assert.ok(await links(page).count() < 80)
  await scroll.evaluate(element => { element.scrollTop = 0 })
  await page.waitForFunction(() => [...document.querySelectorAll('a[data-row]')].some(link => link.getAttribute('aria-label')!.includes(', 1.00 THB')))
})

test('on a phone the rows are cards and nothing scrolls sideways', { skip }, async t => {
  const page = await (await startDesk(t)).visit({ width: 390, height: 844, touch: true })
  await firstRow(page).waitFor()
  await settled(page)
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
  assert.equal(await page.getByRole('complementary', { name: 'Peek' }).count(), 0)
  await firstRow(page).tap()
  await page.waitForURL(/\/desk\/d\/dsp_/)
})

for (const [theme, rtl] of [['light', false], ['dark', true]] as const) {
  test(`the queue has no serious findings of axe: ${theme}, ${rtl ? 'right-to-left' : 'left-to-right'}`, { skip }, async t => {
    const page = await (await startDesk(t)).visit({ theme, rtl })
    await firstRow(page).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByText('What we know').waitFor()
    await settled(page)
    assert.deepEqual(await seriousFindings(page), [])
  })
}
