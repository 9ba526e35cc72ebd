// The bridge as its callers see it, through the API of both sides.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startSide, until, type Side } from '../kit/bridge.ts'

let far: Side
let near: Side
let connection = ''
/** Long enough for a process that stands still for a while to hear the answer all the same. */
const settings = { poll_ms: 1_000, connect_ms: 5_000, answer_ms: 15_000 }

before(async () => {
  far = await startSide({ workers: true })
  near = await startSide({ workers: true })
  const made = await near.ask('/v1/connections', { dialect: 'native', name: 'Far', url: far.url, credentials: { key: far.credentials.native.key }, settings })
  assert.equal(made.status, 201, made.text)
  connection = made.body.id
})
after(async () => {
  await near.close()
  await far.close()
})

const here = async (id: string) => (await near.ask(`/v1/disputes/${id}`)).body
const there = async (id: string) => (await far.ask(`/v1/disputes/${id}`)).body
const fault = (operation: string, kind: string, times = 1) => far.admin('/v1/sandbox/faults', { dialect: 'native', operation, fault: kind, times })
async function dispute(more: object = {}): Promise<{ here: string; there: string }> {
  const opened = await far.admin('/v1/sandbox/disputes', { merchant: far.merchant, dialect: 'native', amount: { value: 9_900, currency: 'THB' }, respond_in: 'P7D', ...more })
  const found = await until(async () => (await near.ask(`/v1/disputes?their_id=${opened.body.id}`)).body.data[0], 180_000, 'Learning of it')
  return { here: found.id, there: opened.body.id }
}

test('an accept is answered with the dispute once the provider confirmed it, and a repetition gets the same bytes', async () => {
  const ids = await dispute()
  const accept = () => near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'no_proof' }, { headers: { 'idempotency-key': ids.here } })
  const [first, again] = [await accept(), await accept()]
  assert.deepEqual([first.status, first.body.state, (await there(ids.there)).state], [200, 'accepted', 'accepted'])
  assert.deepEqual([again.status, again.text, again.headers.get('idempotency-replayed')], [200, first.text, 'true'])
  assert.equal((await near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'no_proof' })).body.code, 'already_accepted')
})

test('while nobody knows the answer is 202 with the act, whoever asks for the same hears of that act, whoever asks for anything else that one is on its way, and the act tells how it goes', async () => {
  const ids = await dispute()
  await fault('acceptDispute', 'drop-after')
  await fault('getDispute', 'drop-before', 50)
  await fault('listDisputes', 'error-before', 20)
  const asked = await near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'no_proof' })
  assert.deepEqual([asked.status, asked.body.act.state], [202, 'asked'])
  const told = async (path: string, body: object, headers = {}) => { const { status, body: { act, code } } = await near.ask(`/v1/disputes/${ids.here}/${path}`, body, { headers }); return [status, act?.id ?? code] }
  for (const key of [{}, { 'idempotency-key': `other.${ids.here}` }, { 'idempotency-key': `other.${ids.here}` }]) assert.deepEqual(await told('accept', { reason: 'other' }, key), [202, asked.body.act.id])
  assert.deepEqual([await told('accept', { reason: 'other', expect: { amount: 1 } }), await told('submit', { statement: 'No' })], [[409, 'act_in_progress'], [409, 'act_in_progress']])
  assert.deepEqual((await here(ids.here)).conditions.map(({ code }: { code: string }) => code), ['outcome_pending'])
  await far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' })
  await near.ask(`/v1/acts/${asked.body.act.id}/look`, {})
  await until(async () => (await here(ids.here)).state === 'accepted', 180_000, 'Settling')
  const act = (await near.ask(`/v1/acts/${asked.body.act.id}`)).body
  assert.deepEqual(await told('accept', { reason: 'other' }, { 'idempotency-key': `other.${ids.here}` }), [409, 'already_accepted'])
  assert.deepEqual([act.state, act.upstream.stage, act.upstream.attempts.length >= 1, (await there(ids.there)).state], ['confirmed', 'ended', true, 'accepted'])
})

test('whoever repeats under the key that was promised an act hears how it ended, once that is known: the same each time', async () => {
  const accept = ({ here }: { here: string }) => near.ask(`/v1/disputes/${here}/accept`, { reason: 'no_proof' }, { headers: { 'idempotency-key': `p${here}` } })
  const said = ({ status, body: { state, code, act } }: Awaited<ReturnType<typeof accept>>) => [status, act?.state ?? state ?? code]
  for (const [found, expected] of [['accepted', [200, 'accepted']], ['not_accepted', [422, 'provider_refused']]] as const) {
    const ids = await dispute()
    await fault('acceptDispute', 'drop-before')
    await fault('getDispute', 'error-after', 50)
    await fault('listDisputes', 'error-before', 50)
    const [first, meanwhile] = [await accept(ids), await accept(ids)]
    assert.deepEqual([said(first), meanwhile.text], [[202, 'asked'], first.text])
    assert.equal((await near.ask(`/v1/acts/${first.body.act.id}/settle`, { found, reason: 'Their support says so.' })).status, 200)
    const [second, third] = [await accept(ids), await accept(ids)]
    assert.deepEqual([said(second), second.headers.get('idempotency-replayed'), third.status, third.text], [expected, 'true', second.status, second.text])
    await far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' })
  }
})

test('a provider that refuses is heard as refusing, with its own words, and the dispute can be decided again', async () => {
  const ids = await dispute()
  await fault('acceptDispute', 'refuse')
  const refused = await near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'no_proof' }, { headers: { 'idempotency-key': `r${ids.here}` } })
  assert.deepEqual([refused.status, refused.body.code, (await there(ids.there)).state], [422, 'provider_refused', 'needs_response'])
  const dispute_ = await here(ids.here)
  assert.deepEqual([dispute_.state, dispute_.conditions.map(({ code }: { code: string }) => code)], ['needs_response', ['refused_upstream']])
  assert.equal((await near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'no_proof' })).status, 200)
})

test('what was done at the provider itself is told as done elsewhere', async () => {
  await near.ask(`/v1/connections/${connection}`, { settings: { poll_ms: 60_000 } }, { method: 'PATCH' })
  const opened = await far.admin('/v1/sandbox/disputes', { merchant: far.merchant, dialect: 'native', amount: { value: 9_900, currency: 'THB' }, respond_in: 'P7D' })
  await near.ask(`/v1/connections/${connection}/read`, {})
  const ours = await until(async () => (await near.ask(`/v1/disputes?their_id=${opened.body.id}`)).body.data[0])
  await far.ask(`/v1/disputes/${opened.body.id}/accept`, { reason: 'real_fraud' })
  const late = await near.ask(`/v1/disputes/${ours.id}/accept`, { reason: 'no_proof' })
  assert.deepEqual([late.status, late.body.code], [409, 'already_accepted'])
  assert.ok((await here(ours.id)).conditions.some(({ code }: { code: string }) => code === 'done_elsewhere'))
  await near.ask(`/v1/connections/${connection}`, { settings: { poll_ms: 1_000 } }, { method: 'PATCH' })
  await near.ask(`/v1/connections/${connection}/read`, {})
})

test('a defense goes over with its evidence, once each', async () => {
  const ids = await dispute()
  const form = new FormData()
  form.append('file', new Blob(['%PDF-1.4\n%%EOF\n'], { type: 'application/pdf' }), 'slip.pdf')
  await fetch(`${near.url}/v1/disputes/${ids.here}/evidence`, { method: 'POST', headers: { authorization: `Bearer ${near.credentials.native.key}` }, body: form })
  await near.ask(`/v1/disputes/${ids.here}/evidence`, { text: 'Signed for.' })
  await fault('submitDispute', 'error-before')
  const sent = await near.ask(`/v1/disputes/${ids.here}/submit`, { statement: 'It was delivered.' })
  assert.ok([200, 202].includes(sent.status), sent.text)
  await until(async () => (await here(ids.here)).state === 'under_review', 180_000, 'Submitting')
  const theirs = await there(ids.there)
  assert.deepEqual([theirs.state, theirs.defense.statement, theirs.defense.evidence.map(({ kind, type }: { kind: string; type: string }) => `${kind} ${type}`).sort()],
    ['under_review', 'It was delivered.', ['file application/pdf', 'text text/plain']])
})

test('a notification of the provider is news at once; a forged one is refused', async () => {
  const hook = (await far.ask('/v1/webhooks', { url: `${near.url}/in/${connection}` })).body
  await near.ask(`/v1/connections/${connection}`, { credentials: { webhook_secret: hook.secret }, settings: { poll_ms: 3_600_000 } }, { method: 'PATCH' })
  const opened = await far.admin('/v1/sandbox/disputes', { merchant: far.merchant, dialect: 'native', amount: { value: 100, currency: 'THB' }, respond_in: 'P7D' })
  const ours = await until(async () => (await near.ask(`/v1/disputes?their_id=${opened.body.id}`)).body.data[0], 180_000, 'The notification')
  await far.admin(`/v1/sandbox/disputes/${opened.body.id}/judge`, { verdict: 'lost' })
  await until(async () => (await here(ours.id)).state === 'lost', 180_000, 'The second notification')
  const forged = await fetch(`${near.url}/in/${connection}`, { method: 'POST', headers: { 'webhook-id': 'x', 'webhook-timestamp': '1', 'webhook-signature': 'v1,eA==' }, body: '{}' })
  assert.equal(forged.status, 401)
  assert.equal((await fetch(`${near.url}/in/con_00000000000000000000000000`, { method: 'POST', body: '{}' })).status, 404)
})

test('a person says what became of an act that the provider does not tell, and nothing is sent for it', async () => {
  const ids = await dispute0()
  await fault('acceptDispute', 'drop-before')
  await fault('getDispute', 'error-after', 50)
  await fault('listDisputes', 'error-before', 50)
  const { act } = (await near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'no_proof' })).body
  assert.equal((await near.ask(`/v1/acts/${act.id}/settle`, { found: 'submitted', reason: 'x' })).body.code, 'found_does_not_fit')
  const settled = await near.ask(`/v1/acts/${act.id}/settle`, { found: 'not_accepted', reason: 'Their support says it never came.' })
  assert.deepEqual([settled.status, settled.body.act.state, settled.body.dispute.state], [200, 'refused', 'needs_response'])
  await far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' })
  const events = (await near.ask(`/v1/disputes/${ids.here}/events?limit=100`)).text
  assert.match(events, /Their support says it never came/)
  assert.equal((await there(ids.there)).state, 'needs_response')
  assert.equal((await near.ask(`/v1/acts/${act.id}/settle`, { found: 'accepted', reason: 'x' })).body.code, 'act_not_pending')
})

async function dispute0(): Promise<{ here: string; there: string }> {
  const opened = await far.admin('/v1/sandbox/disputes', { merchant: far.merchant, dialect: 'native', amount: { value: 9_900, currency: 'THB' }, respond_in: 'P7D' })
  await near.ask(`/v1/connections/${connection}/read`, {})
  const found = await until(async () => (await near.ask(`/v1/disputes?their_id=${opened.body.id}`)).body.data[0], 180_000, 'Learning of it')
  return { here: found.id, there: opened.body.id }
}

test('a connection is tested without effect, tells its health, shows no secret, and stays while open disputes live there', async () => {
  // The test before this one may have left the line down for a moment.
  await until(async () => (await near.ask(`/v1/connections/${connection}/test`, {})).body.ok === true, 180_000, 'A line that is up again')
  const wrong = (await near.ask('/v1/connections', { dialect: 'native', name: 'Wrong', url: far.url, credentials: { key: 'pk_wrong_wrong_wrong' } })).body
  const tested = (await near.ask(`/v1/connections/${wrong.id}/test`, {})).body
  assert.deepEqual([tested.ok, tested.outcome], [false, 'refused'])
  const dead = (await near.ask('/v1/connections', { dialect: 'native', name: 'Dead', url: 'http://127.0.0.1:1', credentials: { key: 'pk_wrong_wrong_wrong' }, paused: true }))
  assert.equal(dead.status, 422, 'a port that no provider is on')
  const listed = await near.ask('/v1/connections')
  for (const secret of [far.credentials.native.key!, 'pk_wrong_wrong_wrong', 'whsec_']) assert.ok(!listed.text.includes(secret))
  const one = listed.body.data.find(({ id }: { id: string }) => id === connection)
  assert.deepEqual([one.credentials, one.health.down, one.reading.failures >= 0], [{ key: 'set', webhook_secret: 'set' }, false, true])
  assert.equal((await near.ask(`/v1/connections/${connection}`, undefined, { method: 'DELETE' })).body.code, 'connection_in_use')
  assert.equal((await near.ask(`/v1/connections/${wrong.id}`, undefined, { method: 'DELETE' })).status, 204)
  for (const [body, code] of [
    [{ dialect: 'native', name: 'x', url: 'https://10.0.0.1', credentials: { key: 'k' } }, 'connection_url_refused'],
    [{ dialect: 'native', name: 'x', url: far.url, credentials: {} }, 'connection_credentials_unfit'],
    [{ dialect: 'native', name: 'x', url: far.url, credentials: { key: 'k', other: 'y' } }, 'connection_credentials_unfit'],
    [{ dialect: 'native', name: 'x', url: far.url, credentials: { key: 'k' }, settings: { switches: { verb: 'GET' } } }, 'connection_switch_unknown'],
  ] as const) assert.equal((await near.ask('/v1/connections', body)).body.code, code)
})

test('what cannot be a secret of that provider is refused when it is given, in words that do not show it', async () => {
  const unfit = { key: 'k', webhook_secret: 'whsec_***' }
  for (const refused of [
    await near.ask('/v1/connections', { dialect: 'native', name: 'x', url: far.url, credentials: unfit }),
    await near.ask(`/v1/connections/${connection}`, { credentials: { webhook_secret: unfit.webhook_secret } }, { method: 'PATCH' }),
  ]) {
    assert.deepEqual([refused.status, refused.body.code], [422, 'connection_credentials_unfit'])
    assert.match(refused.body.detail, /webhook_secret/)
    assert.ok(!refused.text.includes('***'))
  }
})

test('while a connection is paused what is decided waits, and goes when it is resumed', async () => {
  const ids = await dispute0()
  await near.ask(`/v1/connections/${connection}`, { state: 'paused' }, { method: 'PATCH' })
  const asked = await near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'no_proof' })
  assert.deepEqual([asked.status, (await near.ask(`/v1/acts/${asked.body.act.id}`)).body.upstream.stage, (await there(ids.there)).state], [202, 'queued', 'needs_response'])
  await near.ask(`/v1/connections/${connection}`, { state: 'active' }, { method: 'PATCH' })
  await until(async () => (await here(ids.here)).state === 'accepted', 180_000, 'Going on')
  assert.equal((await there(ids.there)).state, 'accepted')
})

test('a buffer that is changed holds for what is open, without waiting for the next reading of the list', async () => {
  const ids = await dispute()
  const change = (settings: object) => near.ask(`/v1/connections/${connection}`, { settings }, { method: 'PATCH' })
  const bufferOf = async (): Promise<number> => (await near.ask(`/v1/disputes/${ids.here}/context`)).body.deadline.buffer.seconds
  assert.equal((await change({ poll_ms: 86_400_000 })).status, 200)
  await until(async () => Date.parse((await near.ask(`/v1/connections/${connection}`)).body.reading.next_at) > Date.now() + 3_600_000, 180_000, 'A reading that is the last for a day')
  assert.deepEqual([await bufferOf(), (await change({ buffer_ms: 172_800_000 })).status], [86_400, 200])
  await until(async () => await bufferOf() === 172_800, 180_000, 'Hearing of the buffer')
  const [latest] = (await near.ask(`/v1/disputes/${ids.here}/events?limit=100`)).body.data.slice(-1)
  assert.deepEqual([latest.kind, latest.data.buffer_ms], ['annotated', 172_800_000])
})
