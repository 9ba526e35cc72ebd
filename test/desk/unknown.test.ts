import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Page, Route } from 'playwright-core'
import type { ConnectionId, DisputeId, MerchantId } from '../../src/core/ids.ts'
import { usualSettings } from '../../src/engine/connection.ts'
import { anOpening } from '../kit/builders.ts'
import { noChromium, startDesk, type Desk } from '../kit/desk.ts'
import { acceptancesOf, atKiln, kiln, letPass, openAtKiln, prepareAccept, rail, sayWhy, sentBy, stateOf, tray, visitDispute } from '../kit/desk-disputes.ts'
import { textOf } from '../kit/native.ts'
import { breaksOff, startReceiver } from '../kit/receiver.ts'

const skip = noChromium ?? false
const expects = [/Failed to load resource/, /ERR_/]
const acceptCall = (id: string): string => `**/v1/disputes/${id}/accept`

async function confirmed(page: Page): Promise<void> {
  await prepareAccept(page)
  await sayWhy(page)
  await page.keyboard.press('Control+Enter')
}

test('where the answer is lost after the server had it, that is found out by reading, and nothing is sent twice', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id, { expects })
  const sent = sentBy(page)
  await page.route(acceptCall(id), async route => {
    await route.fetch()
    await route.abort('connectionreset')
  })
  await confirmed(page)
  await tray(page).getByText(/^Sending (in|any)/).waitFor()
  await letPass(desk, 11_000)
  await tray(page).getByText('Accepted.').waitFor()
  assert.equal(sent.length, 1)
  assert.equal(await acceptancesOf(desk, id), 2)
})

test('where the request was lost it stays unknown until somebody asks again, under the same key', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id, { expects })
  const sent = sentBy(page)
  // No look is answered before it is meant to be: the page also looks by itself.
  const { promise: readable, resolve: letRead } = Promise.withResolvers<void>()
  await page.route(acceptCall(id), async route => {
    await page.route(`**/v1/disputes/${id}`, async reading => {
      await readable
      await reading.continue()
    })
    await route.abort('connectionreset')
  }, { times: 1 })
  await confirmed(page)
  const sheet = page.getByRole('dialog', { name: 'Outcome not known' })
  await sheet.getByText(/^The acceptance of 89.00 THB was sent .* and no answer came/).waitFor()
  assert.equal(await sheet.getByRole('button', { name: 'Ask again under the same key' }).count(), 0)
  await sheet.getByRole('button', { name: 'Look again' }).click()
  letRead()
  await sheet.getByText(/the dispute is as it was/).waitFor()
  assert.equal(sent.length, 1)
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await tray(page).getByRole('button', { name: 'Ask again under the same key' }).click()
  await tray(page).getByText(/^Sending (in|any)/).waitFor()
  assert.equal(sent.length, 2)
  assert.equal(sent[0]!.key, sent[1]!.key)
  assert.equal(await acceptancesOf(desk, id), 1)
})

test('being turned away at the door while asking again says nothing of what was sent before', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id, { expects })
  let calls = 0
  await page.route(acceptCall(id), (route: Route) => (++calls === 1 ? route.abort('connectionreset') : route.fulfill({ status: 429, contentType: 'application/problem+json', body: JSON.stringify({ code: 'rate_limited', title: 'Too many requests', detail: 'Wait a little.', next: 'Repeat later.', transient: true }) })))
  await confirmed(page)
  const sheet = page.getByRole('dialog', { name: 'Outcome not known' })
  await sheet.getByRole('button', { name: 'Look again' }).click()
  await sheet.getByRole('button', { name: 'Ask again under the same key' }).click()
  await sheet.getByText('Wait a little.').waitFor()
  assert.equal(await page.getByText('no money was given up').count(), 0)
})

test('a server that fails after it did it is an unknown outcome, not a failure', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id, { expects })
  await desk.admin('POST', '/v1/sandbox/faults', { dialect: 'native', operation: 'acceptDispute', fault: 'error-after' })
  await confirmed(page)
  await tray(page).getByText(/^Sending (in|any)/).waitFor()
  assert.equal(await acceptancesOf(desk, id), 1)
})

test('a provider that does not answer leaves the outcome unknown on the page, with a look and no second sending', { skip }, async t => {
  const desk = await startDesk(t)
  const { id, far } = await bridged(t, desk)
  const page = await visitDispute(desk, id)
  const sheet = await prepareAccept(page)
  await sheet.getByText(/was never read completely|was last read/).waitFor()
  await sayWhy(page)
  await page.keyboard.press('Control+Enter')
  await tray(page).getByText(/^Sending (in|any)/).waitFor()
  await letPass(desk, 11_000)
  await tray(page).getByText('Outcome unknown.').waitFor()
  await rail(page).getByText('Outcome unknown', { exact: true }).waitFor()
  await page.getByText('Outcome unknown', { exact: true }).first().waitFor()
  const sentTo = () => far.received.filter(({ path }) => path.endsWith('/accept')).length
  assert.equal(sentTo(), 1)
  await rail(page).getByRole('button', { name: 'Look again' }).click()
  await page.getByText('The provider is being looked at.').waitFor()
  assert.equal(sentTo(), 1)
  assert.equal(await stateOf(desk, id), 'accepting')
  await rail(page).getByText('Sent, not confirmed yet').waitFor()
})

test('a row, its view, the tile and its filter say of an unknown outcome what the page of the dispute says, also of one that became unknown meanwhile', { skip }, async t => {
  const desk = await startDesk(t)
  const { id } = await bridged(t, desk)
  const page = await desk.visit({ path: '/?view=sending' })
  await page.getByRole('heading', { name: /^Nothing in/ }).waitFor()
  assert.equal((await desk.admin('POST', `/v1/disputes/${id}/accept`, { reason: 'no_proof' }, { 'parley-merchant': kiln })).status, 202)
  await page.reload()
  const row = page.getByRole('row').filter({ has: page.locator(`#row-${id}`) })
  await row.getByText(/^(Sending|Outcome unknown)$/).waitFor()
  await desk.app.workers.runOnceAll(desk.clock.now())
  await row.getByText('Outcome unknown', { exact: true }).waitFor()
  const tile = page.getByRole('link', { name: /^Outcome unknown 1/ })
  await tile.click()
  await page.getByRole('button', { name: 'Drop the filter outcome:unknown' }).waitFor()
  await row.getByText('Outcome unknown', { exact: true }).waitFor()
  await page.locator(`#row-${id}`).click()
  await rail(page).getByText('Outcome unknown', { exact: true }).waitFor()
})

test('what the provider refused, and what contradicts it, stand beside the decision', { skip }, async t => {
  const desk = await startDesk(t)
  const { id } = await bridged(t, desk)
  const page = await visitDispute(desk, id)
  for (const [code, words] of [['conflict', 'In conflict with the provider'], ['done_elsewhere', 'Done elsewhere'], ['not_allowed', 'Refused by the provider']] as const) {
    await refusedUpstream(desk, id, code)
    await rail(page).getByRole('heading', { name: words }).waitFor()
  }
  await page.getByText('Could not send', { exact: true }).waitFor()
})

/** A dispute that lives at a provider who breaks off every call. */
async function bridged(t: TestContext, desk: Desk): Promise<{ id: string; far: Awaited<ReturnType<typeof startReceiver>> }> {
  const far = await startReceiver(breaksOff)
  t.after(() => far.close())
  const settings = { poll_ms: 86_400_000 }
  const connection = textOf((await atKiln(desk, 'POST', '/v1/connections', { dialect: 'native', name: 'Far', url: far.url, credentials: { key: 'pk_0123456789abcdef' }, settings })).id) as ConnectionId
  const { ids, now } = desk.engine.world
  const [id, merchant] = [ids.next('dsp'), kiln as MerchantId]
  // With another buffer than its connection's it would be told of that some seconds later, and what is shown by then would have changed.
  const opening = anOpening({ id, merchant, money: { amount: 8_900n, currency: 'THB' }, home: connection, bufferMs: usualSettings.bufferMs, openedAt: now(), respondBy: { at: now() + 604_800_000, zone: 'Asia/Bangkok', source: 'provider' } })
  await desk.engine.perform({ merchant, dispute: id, command: { kind: 'open', by: upstream, opening } })
  return { id, far }
}

const upstream = { kind: 'upstream', id: 'far', surface: 'bridge', request: null } as const

async function refusedUpstream({ engine }: Desk, id: string, code: string): Promise<void> {
  const [dispute, act, merchant] = [id as DisputeId, engine.world.ids.next('act'), kiln as MerchantId]
  const by = { kind: 'system', id: 'script', surface: 'bridge', request: null } as const
  await engine.perform({ merchant, dispute, command: { kind: 'accept', by, act, reason: 'no_proof', note: null, holdMs: 0, expect: {}, override: null } })
  await engine.perform({ merchant, dispute, command: { kind: 'refuse', by: upstream, act, code, text: 'It says no' } })
}
