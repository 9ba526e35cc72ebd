import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checksOf, worstOf, type System } from '../../desk/pages/system/checks.ts'
import { noChromium, startDesk } from '../kit/desk.ts'
import { seriousFindings } from '../kit/desk-axe.ts'

const skip = noChromium ?? false
const fine: System = {
  version: '1', mode: 'live', node: '26', started_at: '2026-11-20T09:00:00Z', uptime_seconds: 60, store: { kind: 'sqlite', ok: true, detail: 'sqlite', migrations: ['0001_first'] },
  clock: { now: '2026-11-20T09:01:00Z', real: '2026-11-20T09:01:00Z', jumped_seconds: 0 }, outbox: { oldest_unsequenced_seconds: 0, oldest_delivery_seconds: 0 }, bridge: { oldest_unknown_seconds: 0 },
  loop: { delay_ms: 12.3, commands_waiting: 0 }, memory_bytes: 120_000_000, workers: [], backup: 'Copy it.',
}
const states = (change: Partial<System>): Record<string, string> => Object.fromEntries(checksOf({ ...fine, ...change }).filter(({ state }) => state !== 'good').map(({ id, state }) => [id, state]))

test('what is as it should be asks for nothing', () => {
  assert.deepEqual(states({}), {})
  assert.ok(checksOf(fine).every(({ advice }) => advice === null))
  assert.equal(worstOf(checksOf(fine)), 'good')
})

test('whatever is not as it should be is told with what to do', () => {
  assert.deepEqual(states({ store: { ...fine.store, ok: false, detail: 'the database does not answer' } }), { store: 'bad' })
  assert.deepEqual(states({ clock: { ...fine.clock, jumped_seconds: -90 } }), { clock: 'bad' })
  assert.deepEqual(states({ clock: { ...fine.clock, jumped_seconds: 3 } }), { clock: 'look' })
  assert.deepEqual(states({ bridge: { oldest_unknown_seconds: 1 } }), { unknown: 'look' })
  assert.deepEqual(states({ outbox: { oldest_unsequenced_seconds: 61, oldest_delivery_seconds: 400 } }), { sequencer: 'bad', outbox: 'look' })
  assert.deepEqual(states({ workers: [{ worker: 'courier', failures: 2 }, { worker: 'reader', failures: 0 }] }), { workers: 'look' })
  assert.deepEqual(states({ loop: { delay_ms: 1_500, commands_waiting: 40 } }), { loop: 'bad' })
  const wrong = checksOf({ ...fine, bridge: { oldest_unknown_seconds: 900 } })
  assert.match(wrong.find(({ id }) => id === 'unknown')!.advice!, /Do not decide it a second time/)
  assert.equal(worstOf(wrong), 'bad')
})

test('a provider that cannot be read is told by name, and one that is paused on purpose is not', () => {
  const reading = { last_complete_at: '2026-11-20T09:00:00Z', next_at: null, failures: 0, error: null, lag_seconds: 4 }
  const connections = [{ name: 'Well' }, { name: 'Dead', reading: { ...reading, failures: 3, error: 'connection_refused' } }, { name: 'Paused', state: 'paused', reading: { ...reading, failures: 3 } }]
  const told = (some: object[]) => checksOf(fine, some.map(one => ({ state: 'active', health: null, reading, ...one })) as unknown as Parameters<typeof checksOf>[1]).find(({ id }) => id === 'providers')
  assert.deepEqual([told(connections)?.state, told(connections)?.value], ['look', 'Dead: cannot be read'])
  assert.deepEqual([told(connections.toSpliced(1, 1))?.state, told([])], ['good', undefined])
})

test('an administrator sees how the server is, with what runs here', { skip }, async t => {
  const page = await (await startDesk(t)).visit({ path: '/system' })
  await page.getByRole('heading', { level: 2, name: 'Database' }).waitFor()
  await page.getByText('SQLite answers.').waitFor()
  await page.getByText(/Parley .* on Node/).waitFor()
  await page.getByText(/^Sandbox: no money moves/).waitFor()
  await page.getByText(/parley backup/).waitFor()
})

test('a server that is not well is told in words, and one that does not answer is not shown as it was', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/practice', expects: [/status of 503/] })
  // The page also asks by itself: until somebody tries again the server stays away.
  const again = () => page.evaluate(() => 'triedAgain' in window)
  await page.route(/\/v1\/system$/, async route => (!(await again()) ? route.fulfill({ status: 503, json: { code: 'overloaded', title: 'No time', detail: 'The server has no time now.', next: 'Wait.', transient: false } })
    : route.fulfill({ json: { ...fine, store: { ...fine.store, ok: false, detail: 'the database does not answer' } } })))
  await page.getByRole('link', { name: 'System' }).click()
  await page.getByRole('alert').getByText(/Whether the server runs cannot be told/).waitFor()
  await page.evaluate(() => addEventListener('click', () => Object.assign(window, { triedAgain: true }), true))
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('status').filter({ hasText: 'Something is wrong.' }).waitFor()
  await page.getByText(/its disk is not full/).waitFor()
})

test('an operator is told which role sees it, and nothing is asked of the server', { skip }, async t => {
  const desk = await startDesk(t)
  const asked: string[] = []
  const page = await desk.visit({ path: '/practice', cookie: await desk.signIn(desk.as('pk_test_sample_kiln'), 'operator') })
  page.on('request', request => { if (/\/v1\/system/.test(request.url())) asked.push(request.url()) })
  await page.getByRole('link', { name: 'System' }).click()
  await page.getByRole('heading', { name: 'Needs the role admin' }).waitFor()
  assert.deepEqual(asked, [])
})

test('nothing serious is found, light or dark, from left or right, and it fits a narrow screen', { skip }, async t => {
  const desk = await startDesk(t)
  for (const look of [{ theme: 'light' }, { theme: 'dark', width: 320 }, { theme: 'light', rtl: true }, { theme: 'dark', rtl: true }] as const) {
    const page = await desk.visit({ path: '/system', ...look })
    await page.getByRole('heading', { name: 'What runs here' }).waitFor()
    assert.deepEqual(await seriousFindings(page), [], JSON.stringify(look))
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it scrolls sideways')
  }
})
