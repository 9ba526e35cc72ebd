import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { atTerminal, desk } from '../../test/kit/cli.ts'

test('a dry run shows what would happen and sends nothing', async t => {
  const { cli, open, api } = await desk(t)
  const id = await open({ fees: [{ kind: 'dispute', amount: { value: 1500, currency: 'THB' } }] })
  const before = (await api('GET', `/v1/disputes/${id}`)).text
  const { code, stdout } = await cli(['accept', id, '--reason', 'no_proof', '--dry-run'])
  assert.equal(code, 0)
  for (const shown of ['120.00 THB; the fees of 15.00 THB stay charged', '2026-11-27 09:00Z, in 7 d', 'needs response, revision 1', 'dry run']) assert.ok(stdout.includes(shown), stdout)
  assert.equal((await api('GET', `/v1/disputes/${id}`)).text, before)
})

test('on a terminal it shows the effect and asks for the amount; another word leaves it', async t => {
  const asked = await desk(t)
  const id = await asked.open()
  for (const word of ['', 'y', '120', '120.00 THB']) {
    const { code, stderr } = await atTerminal(asked, word, ['accept', id, '--reason', 'no_proof'])
    assert.deepEqual([code, /Gives up +120\.00 THB[\s\S]*nothing was sent/.test(stderr)], [4, true], stderr)
    assert.doesNotMatch(stderr, /Idempotency-Key/)
  }
  assert.equal(await asked.stateOf(id), 'needs_response')
  const { code, question } = await atTerminal(asked, '120.00', ['accept', id, '--reason', 'no_proof'])
  assert.deepEqual([code, question], [0, 'Type 120.00 to accept, or press Enter to leave it: '])
  assert.equal(await asked.stateOf(id), 'accepted')
})

test('several are confirmed by their number', async t => {
  const asked = await desk(t)
  const ids = [await asked.open(), await asked.open()]
  assert.equal((await atTerminal(asked, '120.00', ['accept', ...ids, '--reason', 'no_proof'])).code, 4)
  assert.equal((await atTerminal(asked, '2', ['accept', ...ids, '--reason', 'no_proof'])).code, 0)
})

test('the amount that was shown is the amount that is accepted', async t => {
  const asked = await desk(t)
  const id = await asked.open()
  const bodies: unknown[] = []
  const recording: typeof fetch = (input, init) => {
    if (init?.method === 'POST') bodies.push(JSON.parse(String(init.body)))
    return fetch(input, init)
  }
  await atTerminal(asked, '120.00', ['accept', id, '--reason', 'other', '--note', 'as agreed'], recording)
  assert.deepEqual(bodies, [{ reason: 'other', note: 'as agreed', hold_seconds: 0, expect: { amount: 12000 } }])
})

test('what the provider\'s time has passed for is accepted with an override, and not without', async t => {
  const asked = await desk(t)
  const id = await asked.open()
  const bodies: { override?: string }[] = []
  const late: typeof fetch = async (input, init) => {
    if (init?.method === 'POST') bodies.push(JSON.parse(String(init.body)) as object)
    const answer = await fetch(input, init)
    if (init?.method === 'POST') return answer
    const dispute = await answer.json() as { can: object }
    return Response.json({ ...dispute, can: { ...dispute.can, accept: { refused: 'deadline_passed', why: 'The deadline for an answer passed.' } } })
  }
  const accept = ['accept', id, '--reason', 'other']
  assert.deepEqual([(await atTerminal(asked, '120.00', accept, late)).code, bodies.length], [6, 0])
  assert.equal((await atTerminal(asked, '120.00', [...accept, '--override', 'Their support left it open.'], late)).code, 0)
  assert.deepEqual(bodies.map(({ override }) => override), ['Their support left it open.'])
})

test('an acceptance on hold can be taken back', async t => {
  const { cli, open, stateOf } = await desk(t)
  const id = await open()
  const held = await cli(['accept', id, '--reason', 'not_worth_it', '--hold', '10s', '--yes'])
  assert.deepEqual([held.code, await stateOf(id)], [0, 'needs_response'])
  const act = /parley undo (act_\w+)/.exec(held.stdout)![1]!
  assert.match((await cli(['get', id])).stdout, new RegExp(`accept ${act}, pending, takes effect 2026-11-20 09:00Z`))
  assert.equal((await cli(['undo', act])).code, 0)
  assert.equal((await cli(['undo', act])).code, 5)
})

test('the same key answers the same bytes, and is refused for another request', async t => {
  const { cli, open } = await desk(t)
  const [id, other] = [await open(), await open()]
  const accept = ['--reason', 'no_proof', '--yes', '--json', '--idempotency-key', 'k-1']
  const first = await cli(['accept', id, ...accept])
  const again = await cli(['accept', id, ...accept])
  assert.deepEqual([first.code, again.code, again.stdout], [0, 0, first.stdout])
  assert.equal((await cli(['accept', other, ...accept])).code, 10)
})

test('a dispute is put aside for a while or until an instant, is found by it, and is brought back', async t => {
  const { cli, open, kit } = await desk(t)
  const [id, other] = [await open(), await open()]
  assert.deepEqual(await cli(['snooze', id, '2d']), { code: 0, stdout: `${id} is put aside until 2026-11-22 09:00Z\n`, stderr: '' })
  const found = async (...asked: string[]) => (JSON.parse((await cli(['list', ...asked, '--json'])).stdout) as { data: { id: string }[] }).data.map(each => each.id)
  assert.deepEqual([await found('--snoozed', 'yes'), await found('--snoozed', 'no')], [[id], [other]])
  assert.match((await cli(['get', id])).stdout, /Snoozed +until 2026-11-22 09:00Z/)
  assert.match((await cli(['list'])).stdout, /needs response, snoozed/)
  assert.match((await cli(['list', '--csv'])).stdout, /,snoozed_until\r\n[^]*,2026-11-22T09:00:00Z\r\n/)
  kit.clock.advance(2 * 86_400_000)
  assert.doesNotMatch((await cli(['get', id])).stdout, /Snoozed/)
  assert.equal((await cli(['snooze', id, '2026-11-24T09:00:00Z'])).code, 0)
  assert.equal((await cli(['wake', id])).stdout, `${id} is awake\n`)
  assert.deepEqual([await found('--snoozed', 'yes'), (await cli(['snooze', id, '90d'])).code, (await cli(['snooze', id, 'soon'])).code], [[], 10, 2])
})

test('evidence goes in as file and text, and a repetition under its key adds nothing', async t => {
  const { cli, open, api } = await desk(t)
  const [id, folder] = [await open(), folderOf(t)]
  const file = join(folder, 'recei"pt\u00e9.pdf')
  const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n'
  writeFileSync(file, pdf)
  const add = ['evidence', 'add', id, file, '--category', 'receipt', '--idempotency-key', 'up-1', '--json']
  const first = await cli(add)
  assert.equal(first.code, 0, first.stderr)
  assert.deepEqual(await cli(add), first)
  assert.equal((await cli(['evidence', 'add', id, '--text', 'Handed over on 3 November.'])).code, 0)
  const { data } = (await api('GET', `/v1/disputes/${id}/evidence`)).json as { data: { type: string; category: string | null; size: number }[] }
  assert.deepEqual(data.map(({ type, category, size }) => [type, category, size]), [['application/pdf', 'receipt', pdf.length], ['text/plain', null, 26]])
  writeFileSync(join(folder, 'x.pdf'), 'MZ not a document')
  assert.equal((await cli(['evidence', 'add', id, join(folder, 'x.pdf')])).code, 10)
  assert.equal((await cli(['evidence', 'add', id, join(folder, 'absent.pdf')])).code, 10)
})

test('a defense is submitted once, after a yes', async t => {
  const { cli, open, stateOf } = await desk(t)
  const id = await open()
  assert.equal((await cli(['submit', id, '--statement', 'Delivered.'])).code, 2)
  assert.equal((await cli(['submit', id, '--yes'])).code, 10, 'nothing to send')
  assert.equal((await cli(['submit', id, '--statement', 'Delivered.', '--yes'])).code, 0)
  assert.equal(await stateOf(id), 'under_review')
  assert.equal((await cli(['submit', id, '--statement', 'Delivered.', '--yes'])).code, 5)
  assert.match((await cli(['judge', id, 'won', '--provisional'])).stdout, /won {2}120\.00 THB/)
  assert.match((await cli(['events', id])).stdout, /SEQ[\s\S]*submitted[\s\S]*resolved/)
})

test('a notice is sent again, and its deliveries are shown', async t => {
  const { cli, open, api, kit } = await desk(t)
  assert.equal((await api('POST', '/v1/webhooks', { url: 'http://127.0.0.1:59999/hook' })).status, 201)
  await open()
  await kit.app.workers.runOnceAll(kit.clock.now())
  const { data } = JSON.parse((await cli(['notices', '--json'])).stdout) as { data: { id: string }[] }
  const { code, stdout, stderr } = await cli(['replay', data[0]!.id])
  assert.deepEqual([code, /dispute\.opened[\s\S]*to whk_\w+: pending/.test(stdout), /1 delivery is due now/.test(stderr)], [0, true, true], stdout + stderr)
})

test('a key comes from a file, and one that others may read is warned about', async t => {
  const { cli, open, key, merchant, kit } = await desk(t)
  const [id, folder] = [await open(), folderOf(t)]
  const path = join(folder, 'key')
  writeFileSync(path, `${key}\n`, { mode: 0o600 })
  const wrong = { PARLEY_KEY: 'pk_wrong_key_of_nobody' }
  const said = await cli(['get', id, '--key-file', path], wrong)
  assert.deepEqual([said.code, said.stderr], [0, ''])
  chmodSync(path, 0o644)
  const open2 = await cli(['get', id, '--key-file', path], wrong)
  assert.deepEqual([open2.code, /chmod 600/.test(open2.stderr), (open2.stdout + open2.stderr).includes(key)], [0, true, false])
  assert.equal((await cli(['get', id, '--key-file', join(folder, 'absent')])).code, 10)
  assert.equal((await cli(['get', id, '--merchant', merchant], { PARLEY_KEY: kit.adminKey })).code, 0)
})

test('credentials are made, turned over and ended', async t => {
  const { cli, merchant, open } = await desk(t)
  const id = await open()
  const made = JSON.parse((await cli(['key', 'add', '--scope', 'read', '--merchant', merchant, '--json'])).stdout) as { credential: { id: string }; shown: { key: string } }
  assert.equal((await cli(['get', id], { PARLEY_KEY: made.shown.key })).code, 0)
  assert.match((await cli(['key', 'rotate', made.credential.id, '--overlap', '1h'])).stdout, /^key_\w+ {2}native, read\n {2}key {2}\S+\n$/)
  assert.equal((await cli(['key', 'revoke', made.credential.id])).code, 0)
  assert.equal((await cli(['get', id], { PARLEY_KEY: made.shown.key })).code, 4)
})

test('whatever else breaks is called our bug, without the key', async t => {
  const asked = await desk(t)
  const broken = (): never => {
    throw new TypeError(`cannot make Bearer ${asked.key}`)
  }
  const { code, stderr } = await atTerminal(asked, '', ['clock', 'advance', '1d'], fetch, { newKey: broken })
  assert.deepEqual([code, /bug of Parley[\s\S]*TypeError[\s\S]*at /.test(stderr), stderr.includes(asked.key)], [1, true, false], stderr)
})

function folderOf(t: { after(work: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-cli-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
