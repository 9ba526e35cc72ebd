import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anOpening, bank, day, respondBy } from '../../test/kit/builders.ts'
import { atTerminal, desk, parley } from '../../test/kit/cli.ts'
import type { MerchantId } from '../core/ids.ts'
import { totalsOf, readAmount } from './amount.ts'
import { inert } from './list-csv.ts'
import { suggestion } from './suggest.ts'
import { tableOf } from './table.ts'
import { cutTo, paint, safe, safeJson, widthOf } from './text.ts'
import { leftText, localText, readMillis } from './when.ts'

const hostile = '\u009b31m red \u202e reversed \u2028 line'
const drivesTerminals = /[\u0080-\u009f\u2028-\u202e\u2066-\u2069]|\u001b/

test('what a customer wrote cannot drive the terminal, in no form of output, and JSON stays equal', async t => {
  const { cli, api, kit, merchant } = await desk(t)
  // The API takes no such text; what a provider tells comes by another way and is kept as it is.
  const { world } = kit.engine
  const opening = anOpening({
    id: world.ids.next('dsp'), merchant: merchant as MerchantId, openedAt: world.now(), respondBy: respondBy(world.now() + day),
    story: { text: hostile, language: null, customer: hostile }, payment: { ...anOpening().payment, order: hostile },
  })
  const { id } = opening
  await kit.engine.perform({ merchant: opening.merchant, dispute: id, command: { kind: 'open', by: bank, opening } })
  for (const args of [['get', id], ['list'], ['list', '--csv'], ['get', id, '--json'], ['list', '--json'], ['accept', id, '--reason', 'no_proof', '--dry-run']]) {
    const { code, stdout, stderr } = await cli(args)
    assert.equal(code, 0, stderr)
    assert.ok(!drivesTerminals.test(args.includes('--csv') ? stdout.replaceAll('\u2028', '').replaceAll('\u202e', '') : stdout), args.join(' '))
    assert.ok(!drivesTerminals.test(stderr))
  }
  assert.deepEqual(JSON.parse((await cli(['get', id, '--json'])).stdout), (await api('GET', `/v1/disputes/${id}`)).json)
})

test('what the API answered in an error cannot drive it either', async t => {
  const { cli } = await desk(t)
  const { stderr, code } = await cli(['get', hostile])
  assert.equal(code, 3)
  assert.ok(!drivesTerminals.test(stderr))
})

test('--json is the answer of the API, and nothing else is on stdout', async t => {
  const { cli, open, api, kit, merchant } = await desk(t)
  const id = await open()
  await open({ amount: { value: 15000, currency: 'JPY' } })
  for (const [args, path] of [
    [['get', id], `/v1/disputes/${id}`], [['list'], '/v1/disputes'], [['events', id], `/v1/disputes/${id}/events?limit=100`], [['notices'], '/v1/notices'],
    [['clock'], '/v1/sandbox/clock'], [['key', 'list', '--merchant', merchant], `/v1/merchants/${merchant}/credentials`],
    [['list', '--state', 'needs_response', '--sort', 'newest', '--limit', '1'], '/v1/disputes?state=needs_response&order=opened_newest&limit=1'],
  ] as const) {
    const { stdout, code, stderr } = await cli([...args, '--json'], { FORCE_COLOR: '1' })
    assert.equal(code, 0, stderr)
    assert.deepEqual(JSON.parse(stdout), (await api('GET', path)).json, args.join(' '))
  }
  const listed = await parley(['merchant', 'list', '--json'], { PARLEY_URL: kit.url })
  assert.deepEqual(JSON.parse(listed.stdout).data.map((found: { id: string }) => found.id), [merchant])
  const refused = await cli(['get', 'dsp_00000000000000000000000000', '--json'])
  assert.deepEqual([refused.code, JSON.parse(refused.stdout).code], [3, 'dispute_not_found'])
})

test('the list shows deadlines in the zone of the user and in UTC, and money with its own digits', async t => {
  const { cli, open } = await desk(t)
  for (const [value, currency] of [[15000, 'JPY'], [12345, 'KWD'], [125000, 'CLF'], [12000, 'THB']] as const) await open({ amount: { value, currency }, respond_in: undefined, respond_by: '2026-11-21T20:30:00Z' })
  const { stdout, stderr } = await cli(['list', '--due', '48h'], { TZ: 'Asia/Bangkok' })
  for (const shown of [/ 15000 JPY/, / 12\.345 KWD/, / 12\.5000 CLF/, / 120\.00 THB/, /^Sun 22 Nov 03:30 {2}2026-11-21 20:30Z {2}1 d 11 h/m]) assert.match(stdout, shown)
  assert.match(stderr, /4 shown, times in Asia\/Bangkok, and UTC/)
  assert.equal((await cli(['list', '--due', '1h'])).stdout, '')
})

test('--due counts from the clock of the sandbox, not from ours', async t => {
  const { cli, open, kit } = await desk(t)
  await open({ respond_in: 'P10D' })
  assert.match((await cli(['list', '--due', '3d'])).stderr, /No dispute/)
  await cli(['clock', 'advance', 'P8D'], { PARLEY_KEY: kit.adminKey })
  assert.match((await cli(['list', '--due', '3d'])).stderr, /1 shown/)
})

test('--all follows every page once', async t => {
  const { cli, open } = await desk(t)
  const ids = await Promise.all(Array.from({ length: 5 }, () => open()))
  const { stdout } = await cli(['list', '--all', '--limit', '2', '--json'])
  const { data, next_cursor } = JSON.parse(stdout) as { data: { id: string }[]; next_cursor: null }
  assert.deepEqual([data.map(({ id }) => id).sort(), next_cursor], [ids.sort(), null])
  assert.equal((await cli(['list', '--all', '--limit', '2', '--csv'])).stdout.trim().split('\r\n').length, 6)
  assert.match((await cli(['list', '--limit', '2'])).stderr, /There are more: --all, or --cursor \S+/)
})

test('CSV cannot run as a formula, and quotes as RFC 4180 has it', async t => {
  const { cli, open } = await desk(t)
  await open({ story: { text: '=cmd|\'/c calc\'!A1, "x"\nsecond line', customer: '@SUM(A1)' }, payment: { order: '+1' } })
  const { stdout } = await cli(['list', '--csv'])
  assert.match(stdout, /"'\+1","'@SUM\(A1\)","'=cmd\|'\/c calc'!A1, ""x""\nsecond line",\r\n$/)
  assert.match(stdout, /,120\.00,THB,/)
  for (const text of ['=1', '+1', '-1+1', '@x', '\tx', '\rx', ' =1', '\uff1d1']) assert.ok(inert(text).startsWith('\''), JSON.stringify(text))
  assert.equal(inert('a=1'), 'a=1')
})

test('a table keeps to the width of the terminal, counting wide and combining characters', () => {
  const columns = [{ head: 'ID', of: (text: string) => text.slice(0, 3) }, { head: 'STORY', of: (text: string) => text, flexible: true as const }]
  const { head, rows } = tableOf(columns, ['届いた茶碗は三つ割れていました', 'ได้รับชามสี่ใบ แตกมาสามใบ กล่องไม่มี', 'plain and long enough to be cut off'], 24)
  for (const line of [head, ...rows]) assert.ok(widthOf(line) <= 24, line)
  assert.equal(widthOf('ชั้น'), 2)
  assert.equal(widthOf('茶e\u0301'), 3)
  assert.equal(cutTo('abcdef', 4), 'abc…')
  assert.equal(tableOf(columns, ['long '.repeat(40)], null).rows[0]!.length > 150, true, 'a pipe gets everything')
})

test('on a narrow terminal deadline, amount and id stay, and no line is wrapped', async t => {
  const asked = await desk(t)
  await asked.open({ amount: { value: 459000, currency: 'THB' }, story: 'The parcel never came, and nobody answers.' })
  for (const columns of [80, 100, 140]) {
    const { stdout } = await atTerminal(asked, '', ['list'], fetch, { timeZone: 'Asia/Bangkok' }, columns)
    for (const line of stdout.split('\n')) assert.ok(widthOf(line) <= columns, line)
    for (const kept of ['Fri 27 Nov 16:00', '2026-11-27 09:00Z', '4590.00 THB', 'dsp_']) assert.ok(stdout.includes(kept), stdout)
  }
})

test('colours are for terminals, and the variables overrule', () => {
  const out = (isTTY: boolean) => ({ isTTY, columns: null, write: async () => {} })
  const red = (isTTY: boolean, env: Record<string, string>): boolean => paint(out(isTTY), env).red('x') !== 'x'
  assert.deepEqual([red(true, {}), red(false, {}), red(true, { NO_COLOR: '1' }), red(false, { FORCE_COLOR: '1' }), red(true, { FORCE_COLOR: '0' }), red(false, { FORCE_COLOR: '1', NO_COLOR: '1' })], [true, false, false, true, false, false])
})

test('amounts are read in major units, and never added over currencies', () => {
  assert.deepEqual(['120.00usd', '120usd', '120.00 USD'].map(text => readAmount(text).amount), [12000n, 12000n, 12000n])
  assert.equal(readAmount('1.234kwd').amount, 1234n)
  for (const text of ['120', 'usd', '1.5jpy', '120.001usd', '-1usd', '1e3usd', '12,00usd', '1.00xyz']) assert.throws(() => readAmount(text), { name: 'Ended', exit: 2 }, text)
  assert.deepEqual(totalsOf([{ value: 1, currency: 'THB' }, { value: 5, currency: 'JPY' }, { value: 2, currency: 'THB' }]), ['0.03 THB', '5 JPY'])
})

test('times and slips of the keyboard are read as a person means them', () => {
  assert.deepEqual(['10s', '90m', '48h', '3d', 'PT1H'].map(readMillis), [10_000, 5_400_000, 172_800_000, 259_200_000, 3_600_000])
  assert.throws(() => readMillis('P1M'), { exit: 2 })
  assert.deepEqual([40, 3600 * 6 + 720, 86_400 * 2 + 14_400].map(leftText), ['40 s', '6 h 12 min', '2 d 4 h'])
  assert.equal(localText('2026-11-28T09:00:00Z', 'America/New_York'), 'Sat 28 Nov 04:00')
  assert.deepEqual([suggestion('acept', ['accept', 'events']), suggestion('xyz', ['accept'])], ['accept', null])
  assert.equal(safe('a\nb\u001b[2Jc'), 'a b\\u001b[2Jc')
  assert.equal(JSON.parse(safeJson(JSON.stringify(hostile))), hostile)
})
