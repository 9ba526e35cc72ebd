import assert from 'node:assert/strict'
import { test } from 'node:test'
import { account, answer, connectedTo, keys, ours, scripted, theirs } from '../../../../test/kit/moov-upstream.ts'
import { noon } from '../../../../test/kit/builders.ts'
import type { Sent } from '../../../wire/call.ts'

const token = (name: string, more: object = {}): Sent => answer(200, { token_type: 'Bearer', access_token: name, refresh_token: `r-${name}`, expires_in: 259_200, scope: 's', ...more })
const list = answer(200, [])
const hours = (n: number): number => n * 3_600_000
const { dispute, act } = ours('accepting')
const accepting = { dispute, act, attempt: 1 }
const yes = answer(200, theirs({ status: 'accepted' }))

function far(script: Parameters<typeof scripted>[0]) {
  let at = noon
  const credentials = { ...keys }
  const connection = () => connectedTo(scripted({ listDisputes: list, acceptDispute: yes, ...script }), { credentials, auth: 'token', now: () => at })
  const one = connection()
  return { ...one, again: connection, wait: (ms: number) => void (at += ms), bodies: () => one.sent.filter(({ path }) => path === '/oauth2/token').map(({ body }) => JSON.parse(Buffer.from(body).toString()) as Record<string, string>) }
}

test('a token is bought once with the key, for reading and writing on this account, and used until shortly before its end', async () => {
  const { upstream, sent, operations, bodies, wait } = far({ createAccessToken: [token('t1'), token('t2')] })
  await upstream.probe()
  wait(hours(71.9))
  await upstream.probe()
  assert.deepEqual(operations(), ['createAccessToken', 'listDisputes', 'listDisputes'])
  assert.deepEqual(bodies(), [{ grant_type: 'client_credentials', scope: `/accounts/${account}/transfers.read /accounts/${account}/transfers.write` }])
  assert.deepEqual(sent.map(({ headers }) => headers.authorization), ['Basic cHViOnNlYw==', 'Bearer t1', 'Bearer t1'])
  wait(hours(0.1))
  await upstream.probe()
  assert.deepEqual([bodies()[1], sent.at(-1)!.headers.authorization], [{ grant_type: 'refresh_token', refresh_token: 'r-t1' }, 'Bearer t2'])
})

test('a refresh token that is not taken is no reason to stop', async () => {
  const { upstream, bodies, wait, sent } = far({ createAccessToken: [token('t1'), answer(422, { refresh_token: 'No.' }), token('t2')] })
  await upstream.probe()
  wait(hours(72))
  assert.equal((await upstream.probe()).kind, 'done')
  assert.deepEqual([bodies().map(({ grant_type }) => grant_type), sent.at(-1)!.headers.authorization], [['client_credentials', 'refresh_token', 'client_credentials'], 'Bearer t2'])
})

test('many who ask at once share one token, and so do all operations of a connection', async () => {
  const { upstream, operations, again } = far({ createAccessToken: token('t1') })
  await Promise.all(Array.from({ length: 8 }, () => upstream.probe()))
  assert.equal(operations().filter(one => one === 'createAccessToken').length, 1)
  const second = again()
  await second.upstream.probe()
  assert.deepEqual(second.operations(), ['listDisputes'])
})

test('a 401 buys one new token and asks once more, then it is a no', async () => {
  const { upstream, sent, operations } = far({ createAccessToken: [token('t1'), token('t2'), token('t3')], acceptDispute: [answer(401), yes, answer(401)] })
  assert.equal((await upstream.accept(accepting)).kind, 'done')
  assert.deepEqual([operations(), sent.at(-1)!.headers.authorization], [['createAccessToken', 'acceptDispute', 'createAccessToken', 'acceptDispute'], 'Bearer t2'])
  assert.deepEqual(await upstream.accept(accepting), { kind: 'refused', code: '401', text: null, final: false })
  assert.equal(sent.filter(({ path }) => path.endsWith('/accept')).length, 4)
})

test('a 401 that is not Moov\'s, and any other answer, is not asked again', async () => {
  for (const sent of [answer(401, '<html>', {}), answer(403), answer(500), answer(504)]) {
    const { upstream, operations } = far({ createAccessToken: token('t1'), acceptDispute: sent })
    await upstream.accept(accepting)
    assert.equal(operations().filter(one => one === 'acceptDispute').length, 1)
  }
})

test('without a token nothing is sent: what became of its own call is a wait or a no, never unknown', async () => {
  const outcome = async (sent: Sent) => {
    const { upstream, operations } = far({ createAccessToken: sent })
    const got = await upstream.accept(accepting)
    assert.ok(!operations().includes('acceptDispute'))
    return got.kind === 'refused' ? `refused ${got.code} ${got.final}` : got.kind === 'done' ? 'done' : `${got.kind} ${got.cause}`
  }
  assert.equal(await outcome(answer(504)), 'unsent token: status_504')
  assert.equal(await outcome({ kind: 'lost', cause: 'reset', status: null }), 'unsent token: reset')
  assert.equal(await outcome({ kind: 'unsent', cause: 'connection_refused' }), 'unsent connection_refused')
  assert.equal(await outcome(answer(429)), 'unsent rate_limited')
  assert.equal(await outcome(answer(401)), 'refused token_401 false')
  assert.equal(await outcome(answer(422, { scope: 'No.' })), 'refused token_422 false')
  for (const bad of [{}, { access_token: 7 }, { access_token: '' }, { access_token: 'a\r\nb' }, { access_token: 'a'.repeat(4097) }]) assert.equal(await outcome(token('x', { access_token: undefined, ...bad })), 'unsent token: answer_unreadable')
})

test('its life is told in seconds, or as a time as the document once says, or not at all', async () => {
  for (const [expires, usableMs] of [[259_200, hours(72) - 60_000], [noon / 1000 + 7200, hours(2) - 60_000], [60, 30_000], [0, 0], ['soon', 0], [-5, 0]] as const) {
    const { upstream, operations, wait } = far({ createAccessToken: token('t', { expires_in: expires, refresh_token: undefined }) })
    const bought = () => operations().filter(one => one === 'createAccessToken').length
    await upstream.probe()
    wait(Math.max(0, usableMs - 1))
    await upstream.probe()
    assert.equal(bought(), usableMs > 0 ? 1 : 2, String(expires))
    wait(1)
    await upstream.probe()
    assert.equal(bought(), usableMs > 0 ? 2 : 3, String(expires))
  }
})
