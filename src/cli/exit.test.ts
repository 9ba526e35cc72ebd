import assert from 'node:assert/strict'
import { test } from 'node:test'
import { desk, parley, type Desk, type Said } from '../../test/kit/cli.ts'
import { exitWords } from './exit.ts'

const accept = (id: string, ...more: string[]): string[] => ['accept', id, '--reason', 'no_proof', '--yes', ...more]
const seen = new Set<number | null>()

test('0: an acceptance that went through', async t => {
  const { cli, open, stateOf } = await desk(t)
  const id = await open()
  is(0, await cli(accept(id, '--expect-amount', '120.00thb')), /accepted {2}120.00 THB/)
  assert.equal(await stateOf(id), 'accepted')
})

test('1: a server that broke while it read', async t => {
  const { cli, open, kit } = await desk(t)
  const id = await open()
  await fault({ kit }, 'getDispute', 'error-after')
  is(1, await cli(['get', id]))
})

test('2: what is not understood names what was probably meant, and nothing is sent', async t => {
  const { cli, open, api } = await desk(t)
  const id = await open()
  const before = (await api('GET', `/v1/disputes/${id}`)).text
  for (const [args, words] of [
    [['acept', id], /Did you mean accept\?/], [['accept', id], /reason is missing/], [accept(id, '--exepct-amount', '1thb'), /Did you mean --expect-amount\?/],
    [['accept', id, '--reason', 'no_prof', '--yes'], /Did you mean no_proof\?/], [['accept', id, '--reason', 'no_proof'], /--yes/], [accept(id, '--hold', '2h'), /up to an hour/],
    [accept(id, '--expect-amount', '120.001thb'), /120.00thb/], [['list', '--state', 'open'], /needs_response/], [['get'], /usage: parley get ID/], [[], /Examples/],
  ] as const) is(2, await cli(args), words)
  assert.equal((await api('GET', `/v1/disputes/${id}`)).text, before)
})

test('2: a key as an argument is refused with the reason and not repeated', async t => {
  const { cli, key } = await desk(t)
  for (const args of [['list', '--key', key], ['list', `--api-key=${key}`]]) is(2, await cli(args), /process lists and the history/)
})

test('3: what is not there, or belongs to somebody else', async t => {
  const { cli, kit } = await desk(t)
  const foreign = await openAsOther(kit)
  const unknown = 'dsp_00000000000000000000000000'
  const [one, other] = [await cli(accept(foreign)), await cli(accept(unknown))]
  is(3, one)
  is(3, other)
  assert.equal(one.stderr.replaceAll(foreign, unknown), other.stderr)
})

test('4: a key that is not known, or may not decide', async t => {
  const { cli, open, api, merchant } = await desk(t)
  const id = await open()
  is(4, await cli(['get', id], { PARLEY_KEY: 'pk_not_a_key_of_anybody' }), /key came from PARLEY_KEY/)
  const { json } = await api('POST', `/v1/merchants/${merchant}/credentials`, { scope: 'read' })
  is(4, await cli(accept(id), { PARLEY_KEY: (json['shown'] as { key: string }).key }), /scope/)
  is(4, await parley(['list'], { PARLEY_URL: 'https://parley.example' }), /no key/)
})

test('5: decided before, or about another amount', async t => {
  const { cli, open, stateOf } = await desk(t)
  const [first, second] = [await open(), await open()]
  await cli(accept(first))
  is(5, await cli(accept(first)), /accepted at .* through native/)
  is(5, await cli(accept(second, '--expect-amount', '119.99thb')), /about 120.00 THB, not 119.99 THB. Nothing was sent/)
  is(5, await cli(accept(second, '--expect-amount', '120.00usd')))
  assert.equal(await stateOf(second), 'needs_response')
})

test('6: the deadline has passed', async t => {
  const { cli, open, kit } = await desk(t)
  const id = await open({ respond_in: 'P1D' })
  is(0, await cli(['clock', 'advance', '2d'], { PARLEY_KEY: kit.adminKey }), /^2026-11-22T09:00:00Z {2}\d happened\n/)
  is(6, await cli(accept(id)), /deadline/)
})

test('7: the provider refused', async t => {
  const { cli, open, kit } = await desk(t)
  const id = await open()
  await fault({ kit }, 'acceptDispute', 'refuse')
  is(7, await cli(accept(id)))
})

test('8: whenever an answer is lost the outcome is unknown, and the same key tells it', async t => {
  const { cli, open, kit, stateOf } = await desk(t)
  for (const [kind, happened] of [['timeout-after', true], ['drop-after', true], ['error-after', true], ['drop-before', false], ['garbage', true]] as const) {
    const id = await open()
    await fault({ kit }, 'acceptDispute', kind)
    const lost = await cli(accept(id, '--timeout', '4s', '--json'))
    is(8, lost, /outcome is unknown[\s\S]*Look with: parley get[\s\S]*Never repeat it with a new key/)
    const { code, idempotency_key } = JSON.parse(lost.stdout) as { code: string; idempotency_key: string }
    assert.equal(code, 'outcome_unknown')
    assert.match(lost.stderr, new RegExp(`Idempotency-Key of ${id}: ${idempotency_key}\n[\\s\\S]*error:`), 'the key is shown before it is used')
    assert.equal(await stateOf(id), happened ? 'accepted' : 'needs_response', kind)
    is(0, await cli(accept(id, '--idempotency-key', idempotency_key)), /accepted/)
    assert.equal(await stateOf(id), 'accepted')
  }
})

test('9: nobody is there, or the server says that nothing happened', async t => {
  const { cli, open, kit, stateOf } = await desk(t)
  const id = await open()
  is(9, await cli(accept(id), { PARLEY_URL: 'http://127.0.0.1:1' }), /Nothing was sent/)
  await fault({ kit }, 'acceptDispute', 'error-before')
  is(9, await cli(accept(id)))
  assert.equal(await stateOf(id), 'needs_response')
})

test('10: what does not fit, in a request or in the settings', async t => {
  const { cli, kit } = await desk(t)
  is(10, await cli(['list', '--cursor', 'nonsense']))
  is(10, await cli(['list'], { PARLEY_KEY: kit.adminKey }), /--merchant mch_/)
  is(10, await cli(['list'], { PARLEY_URL: 'http://user:pass@127.0.0.1:4242' }))
  is(10, await cli(['config'], { PORT: 'x' }), /PORT/)
})

test('11: part of a list was accepted, each under a key of its own, with totals per currency', async t => {
  const { cli, open, stateOf } = await desk(t)
  const [first, second, yen] = [await open(), await open(), await open({ amount: { value: 15000, currency: 'JPY' } })]
  await cli(accept(first))
  const said = await cli(accept(first, second, yen, second, '--json'))
  is(11, said, /Accept 2 of 3 disputes[\s\S]*left out[\s\S]*120\.00 THB \+ 15000 JPY/)
  const { data } = JSON.parse(said.stdout) as { data: { dispute: string; exit: number; status: number | null; answer: { state?: string; code?: string } }[] }
  assert.deepEqual(data.map(line => [line.dispute, line.exit, line.status, line.answer.state ?? line.answer.code]), [[first, 5, null, 'already_accepted'], [second, 0, 200, 'accepted'], [yen, 0, 200, 'accepted']])
  assert.equal(new Set(said.stderr.match(/cli-[0-9a-f-]+/g)).size, 2)
  assert.deepEqual([await stateOf(second), await stateOf(yen)], ['accepted', 'accepted'])
})

test('in a list the first lost answer ends the sending, and the whole is unknown', async t => {
  const { cli, open, kit, stateOf } = await desk(t)
  const ids = [await open(), await open(), await open()]
  await fault({ kit }, 'acceptDispute', 'drop-after')
  is(8, await cli(accept(ids[0]!, ids[1]!, ids[2]!)), /Idempotency-Key/)
  assert.deepEqual(await Promise.all(ids.map(stateOf)), ['accepted', 'needs_response', 'needs_response'])
})

test('every documented exit code was seen', () => {
  assert.deepEqual([...seen].sort((a, b) => a! - b!), Object.keys(exitWords).map(Number))
})

function is(code: number, said: Said, words?: RegExp): void {
  seen.add(said.code)
  assert.equal(said.code, code, said.stderr)
  if (code !== 0 && code !== 11 && said.stderr.includes('error:')) assert.match(said.stderr, new RegExp(`\\[${code}\\]`))
  if (words) assert.match(said.stdout + said.stderr, words)
}

async function fault({ kit }: Pick<Desk, 'kit'>, operation: string, kind: string): Promise<void> {
  const { code, stdout } = await parley(['fault', 'add', 'native', operation, kind], { PARLEY_URL: kit.url })
  assert.deepEqual([code, stdout], [0, `native  ${operation}  ${kind}  1 times\n`])
}

async function openAsOther(kit: Desk['kit']): Promise<string> {
  const made = await parley(['merchant', 'add', 'Tea House', '--json'], { PARLEY_URL: kit.url })
  const { id } = JSON.parse(made.stdout) as { id: string }
  const opened = await parley(['open', '50thb', '--merchant', id, '--json'], { PARLEY_URL: kit.url })
  return (JSON.parse(opened.stdout) as { id: string }).id
}
