import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { processFolder } from '../kit/app-process.ts'
import { noChromium, startDesk, untilHeard, windowsAt, type Desk, type DeskOptions } from '../kit/desk.ts'
import { acceptancesOf, atKiln, letPass, openAtKiln, prepareAccept, sayWhy, sentBy, stateOf, tray, visitDispute } from '../kit/desk-disputes.ts'
import { lineTo, type Line } from '../kit/desk-line.ts'
import { items, textOf } from '../kit/native.ts'

const skip = noChromium ?? false
/** What a browser says by itself of a line that broke, and of a session that ended. */
const expects = [/ERR_/, /Failed to load resource/, /EventSource/]
const pollMs = 30_000
const aNight = 8 * 3_600_000
const minute = 60_000

const links = (page: Page) => page.locator('a[data-row]')
const names = (page: Page): Promise<string[]> => links(page).evaluateAll(all => all.map(link => link.getAttribute('aria-label')!))
const row = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name }) })
const notLive = (page: Page) => page.getByText('Not live', { exact: true })
const pill = (page: Page, count: number) => page.getByRole('button', { name: `${count} new · press r` })

/** Whoever sits before the desk reaches the server by a line that the test holds. */
async function byLine(t: TestContext): Promise<{ desk: Desk; line: Line; visit(look?: DeskOptions): Promise<Page> }> {
  const desk = await startDesk(t)
  const line = await lineTo(desk.url)
  const { visit, close } = windowsAt(line.url)
  t.after(async () => {
    const complaints = await close()
    await line.close()
    assert.deepEqual(complaints, [], 'The browser complained.')
  })
  return { desk, line, visit: look => visit({ expects, ...look }) }
}

async function queueOf(page: Page): Promise<string[]> {
  await links(page).first().waitFor()
  await page.getByRole('link', { name: /^Next 48 hours/ }).waitFor()
  return names(page)
}

/** The page's time can be moved on from here. */
async function withClock(page: Page, path: string): Promise<void> {
  await page.clock.install()
  await page.goto(new URL(`/desk${path}`, page.url()).href)
}

async function acceptAt(desk: Desk, index: number): Promise<void> {
  const { data } = await atKiln(desk, 'GET', '/v1/disputes?state=needs_response&order=deadline')
  await atKiln(desk, 'POST', `/v1/disputes/${textOf(items(data)[index]!.id)}/accept`, { reason: 'no_proof' })
}

test('without the stream it says that it is not live, asks anew every 30 seconds, and is live again once it can be', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/system', expects })
  await page.route('**/v1/events/stream*', route => route.abort('connectionreset'))
  await withClock(page, '/')
  const before = await queueOf(page)
  await notLive(page).waitFor()
  for (const at of [1, 2]) {
    await acceptAt(desk, 1)
    await page.clock.fastForward(pollMs)
    await row(page, before[at]!).getByText('Accepted', { exact: true }).waitFor()
  }
  await openAtKiln(desk)
  await page.clock.fastForward(pollMs)
  await pill(page, 1).waitFor()
  assert.deepEqual(await names(page), before)
  await page.unroute('**/v1/events/stream*')
  await notLive(page).waitFor({ state: 'detached' })
  await acceptAt(desk, 1)
  await row(page, before[3]!).getByText('Accepted', { exact: true }).waitFor()
})

test('after a break the browser goes on behind the last news that it heard: none is missed and no row moves', { skip }, async t => {
  const { desk, line, visit } = await byLine(t)
  const page = await visit()
  const before = await queueOf(page)
  await openAtKiln(desk)
  await pill(page, 1).waitFor()
  line.cut()
  await notLive(page).waitFor()
  await openAtKiln(desk)
  await openAtKiln(desk)
  // By asking for the list it could find them too; the stream alone has to tell of them.
  await page.route(/\/v1\/disputes\?/, route => route.abort())
  line.mend()
  await pill(page, 3).waitFor()
  assert.ok(Number(line.resumed().at(-1)) > 0, `It went on from ${line.resumed().join(', ')}.`)
  assert.deepEqual(await names(page), before)
  await page.unroute(/\/v1\/disputes\?/)
  await page.keyboard.press('r')
  await page.waitForFunction(count => document.querySelectorAll('a[data-row]').length === count, before.length + 3)
  await pill(page, 3).waitFor({ state: 'detached' })
})

test('the row under the pointer stays under it while others arrive and change', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit()
  const before = await queueOf(page)
  await row(page, before[2]!).hover()
  const box = await row(page, before[2]!).boundingBox()
  const [first] = items((await atKiln(desk, 'GET', '/v1/disputes?state=needs_response&order=deadline')).data)
  for (const respondIn of ['PT1H', 'PT2H', 'P2D']) await openAtKiln(desk, { respond_in: respondIn })
  await atKiln(desk, 'POST', `/v1/disputes/${textOf(first!.id)}/accept`, { reason: 'no_proof' })
  await pill(page, 3).waitFor()
  await row(page, before[0]!).getByText('Accepted', { exact: true }).waitFor()
  assert.deepEqual([await row(page, before[2]!).boundingBox(), await names(page)], [box, before])
  await row(page, before[2]!).and(page.locator(':hover')).waitFor()
})

test('after a night asleep a line that died without a word is opened anew, and the time is the server\'s', { skip }, async t => {
  const { desk, line, visit } = await byLine(t)
  const page = await visit({ path: '/system' })
  await withClock(page, '/')
  const before = await queueOf(page)
  await untilHeard(page)
  line.deafen()
  await acceptAt(desk, 2)
  desk.clock.advance(20 * minute)
  await page.clock.fastForward(aNight)
  await row(page, before[2]!).getByText('Accepted', { exact: true }).waitFor()
  await notLive(page).waitFor({ state: 'detached' })
  // By the browser's own time it would have been missed.
  await row(page, before[0]!).getByText('Today 15:00').waitFor()
  assert.deepEqual(await names(page), before)
})

for (const side of ['before', 'after'] as const) {
  test(`a decision whose line breaks ${side} it reached the server is unknown, never done, until it can be looked for; it is sent once`, { skip }, async t => {
    const { desk, line, visit } = await byLine(t)
    const id = await openAtKiln(desk)
    const page = await visitDispute({ ...desk, visit }, id)
    const sent = sentBy(page)
    await prepareAccept(page)
    await sayWhy(page)
    line.cutAt(new RegExp(`^POST /v1/disputes/${id}/accept`), side)
    await page.keyboard.press('Control+Enter')
    const sheet = page.getByRole('dialog', { name: 'Outcome not known' })
    await sheet.getByText(/^The acceptance of 89.00 THB was sent .* and no answer came/).waitFor()
    await notLive(page).waitFor()
    await sheet.getByRole('button', { name: 'Look again' }).click()
    assert.equal(await page.getByText(/^(?:Accepted\.|Sending in|Sending any)/).count(), 0)
    assert.equal(await acceptancesOf(desk, id), side === 'after' ? 1 : 0)
    line.mend()
    await notLive(page).waitFor({ state: 'detached' })
    if (side === 'after') await tray(page).getByText(/^Sending (in|any)/).waitFor()
    else {
      await sheet.getByRole('button', { name: 'Look again' }).click()
      await sheet.getByText(/the dispute is as it was/).waitFor()
    }
    assert.equal(sent.length, 1)
    await letPass(desk, 11_000)
    assert.equal(await stateOf(desk, id), side === 'after' ? 'accepted' : 'needs_response')
  })
}

test('when the server is started anew an open desk goes on: nobody signs in again and no news is missed', { skip }, async t => {
  const { start } = processFolder(t)
  const line = await lineTo('http://127.0.0.1:1')
  const { visit, close } = windowsAt(line.url)
  t.after(async () => {
    assert.deepEqual(await close(), [], 'The browser complained.')
    await line.close()
  })
  const first = start(['start'])
  line.leadTo(await first.url)
  const page = await visit({ expects })
  const before = await queueOf(page)
  line.cut()
  first.child.kill('SIGKILL')
  await first.ended
  await notLive(page).waitFor()
  const second = await start(['start']).url
  const opened = await fetch(`${second}/v1/sandbox/disputes`, { method: 'POST', headers: { authorization: 'Bearer pk_test_sample_kiln', 'content-type': 'application/json' }, body: JSON.stringify({ amount: { value: 77_700, currency: 'THB' }, respond_in: 'PT2H' }) })
  assert.equal(opened.status, 201, await opened.text())
  line.leadTo(second)
  line.mend()
  await pill(page, 1).waitFor()
  await notLive(page).waitFor({ state: 'detached' })
  assert.equal(await page.getByRole('dialog').count(), 0)
  assert.deepEqual(await names(page), before)
})

test('where the sandbox is emptied at another door an open desk goes on by itself: nobody is asked for a password, and news come', { skip }, async t => {
  const desk = await startDesk(t)
  for (let at = 0; at < 3; at++) await openAtKiln(desk)
  const page = await desk.visit({ expects })
  const before = await queueOf(page)
  const asked = page.waitForResponse(answer => answer.url().endsWith('/desk/session'))
  // What the page asks by itself must not meet a sandbox that is half empty.
  const emptied = Promise.withResolvers<void>()
  await page.route(/\/(?:v1\/(?!events)|desk\/session)/, route => emptied.promise.then(() => route.continue()))
  assert.equal((await desk.admin('POST', '/v1/sandbox/reset')).status, 200)
  emptied.resolve()
  assert.equal((await (await asked).json() as { user: { demo: boolean } }).user.demo, true)
  await page.waitForFunction(count => document.querySelectorAll('a[data-row]').length === count, before.length - 3)
  await notLive(page).waitFor({ state: 'detached' })
  await openAtKiln(desk)
  await page.getByRole('button', { name: /new · press r/ }).waitFor()
  assert.equal(await page.getByRole('dialog').count(), 0)
})

const chipOf = (page: Page, id: string) => page.getByRole('row').filter({ has: page.locator(`a[data-row][href$="${id}"]`) }).locator('[data-col="deadline"]')
const turnClock = async (desk: Desk, advance: string): Promise<void> => assert.equal((await desk.admin('POST', '/v1/sandbox/clock', { advance })).status, 200)

test('where the clock is turned at another door every open window follows, and no row moves', { skip }, async t => {
  const desk = await startDesk(t)
  const [soon, late] = [await openAtKiln(desk, { respond_in: 'PT54H' }), await openAtKiln(desk, { respond_in: 'P9D' })]
  const [queue, dispute, simulator] = [await desk.visit(), await visitDispute(desk, soon), await desk.visit({ path: '/dev/simulator' })]
  const before = await queueOf(queue)
  await chipOf(queue, soon).getByText('Tomorrow 16:00').waitFor()
  assert.equal(await queue.locator('.group').filter({ hasText: /^Overdue/ }).count(), 0)
  await turnClock(desk, 'P1D')
  await chipOf(queue, soon).getByText('Today 16:00').waitFor()
  await chipOf(queue, late).getByText(/^in [67] d/).waitFor()
  await dispute.getByText('Today 16:00').first().waitFor()
  await simulator.getByLabel('The time in the sandbox').getByText(/21 Nov 2026/).waitFor()
  assert.deepEqual(await names(queue), before)
  await queue.locator('.group').filter({ hasText: /^Overdue/ }).waitFor()
})

test('a demo whose session ended because time went on is given another without being asked, and what was written is still there', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await visitDispute(desk, await openAtKiln(desk), { expects })
  const note = page.getByRole('textbox', { name: /note/i }).first()
  await note.fill('The courier has a signature.')
  const { href } = new URL(page.url())
  const renewed = page.waitForResponse(answer => answer.url().endsWith('/desk/session'))
  desk.clock.advance(31 * minute)
  await turnClock(desk, 'P1D')
  await renewed
  await notLive(page).waitFor({ state: 'detached' })
  await page.getByText(/^in 4 d 23 h/).first().waitFor()
  assert.deepEqual([page.url(), await note.inputValue(), await page.getByRole('dialog').count()], [href, 'The courier has a signature.', 0])
})

test('a person whose session ended because time went on is asked to sign in by itself, where they are', { skip }, async t => {
  const desk = await startDesk(t)
  const mill = await desk.merchant('Mill Ceramics')
  const cookie = await desk.signIn((method, path, body) => desk.admin(method, path, body, { 'parley-merchant': mill.id }), 'operator', 'Mina')
  const id = textOf((await desk.open(mill)).id)
  const page = await visitDispute(desk, id, { cookie, expects })
  const { href } = new URL(page.url())
  desk.clock.advance(31 * minute)
  await turnClock(desk, 'PT1H')
  const sheet = page.getByRole('dialog', { name: 'Your session has ended' })
  await sheet.getByRole('textbox', { name: 'Password' }).fill('seven herons over wet rice')
  await sheet.getByRole('button', { name: 'Sign in' }).click()
  await sheet.waitFor({ state: 'detached' })
  await notLive(page).waitFor({ state: 'detached' })
  assert.equal(page.url(), href)
})

test('a window whose token is out of date, because another one of the same browser began a session, has the new one after one refusal', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id, { expects: [/status of 403/] })
  await page.context().clearCookies()
  const other = await page.context().newPage()
  await other.goto(`${desk.url}/desk/system`)
  await other.getByRole('heading', { level: 1 }).waitFor()
  const note = page.getByRole('textbox', { name: /note/i }).first()
  await note.fill('The courier has a signature.')
  const save = page.getByRole('button', { name: /^(Add|Save|Write)( the| a)? note/ }).first()
  const renewed = page.waitForResponse(answer => answer.url().endsWith('/desk/session'))
  await save.click()
  await renewed
  await page.getByRole('alert').first().waitFor()
  assert.equal(await note.inputValue(), 'The courier has a signature.')
  const noted = page.waitForResponse(answer => answer.request().method() === 'PATCH')
  await save.click()
  assert.equal((await noted).status(), 200)
})
