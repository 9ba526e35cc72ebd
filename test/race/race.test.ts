import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { places } from '../kit/http-servers.ts'
import { bearer, dial, bytesOf } from '../kit/http.ts'
import { textOf } from '../kit/native.ts'
import { chance, codeOf, done, ended, figures, judging, on, race, tally, times, type Caller, type Heard, type Run } from './race.ts'

const hour = 3_600_000

for (const { name, begin } of places) {
  test(`races on ${name}`, async (t) => {
    const servers = await begin()
    if ('absent' in servers) return t.skip(servers.absent)
    t.after(() => servers.end())
    const run = { servers, owner: await servers.merchant() }
    for (const [title, work] of Object.entries(races)) await t.test(`${title} (${name})`, (inner) => work(inner, run))
  })
}

const races: Record<string, (t: TestContext, run: Run) => Promise<void>> = {
  async '64 callers accept one dispute at once: one does, and everybody else is told that it was accepted'(t, run) {
    const rounds = 50
    for (let round = 0; round < rounds; round++) {
      const id = await run.servers.open(run.owner)
      const heard = await race(run, times(64, on(id, 'accept', { reason: 'no_proof' })).map((caller, at) => at % 2 ? { ...caller, headers: { 'idempotency-key': `k-${id}-${at}` } } : caller))
      assert.deepEqual(tally(heard), { 'accept done': 1, 'accept already_accepted': 63 })
      assert.ok(heard.filter(({ status }) => status >= 300).every(({ status, body }) => status === 409 && /was accepted at .*Z through native/.test(textOf(body.detail))))
      const { state, kinds, postings, dispute } = await ended(run, id)
      assert.deepEqual([state, kinds, Number(dispute.books?.gone), Number(dispute.books?.held)], ['accepted', ['opened', 'accepted'], 12000, 0])
      assert.deepEqual(postings.map(({ from, to, seq }) => [from, to, seq]).slice(1), [['held', 'clearing', 2]])
    }
    t.diagnostic(`${rounds} disputes, ${rounds * 64} callers: ${rounds} acceptances`)
  },

  async '64 callers with one key: executed once, and every repetition is the same bytes'(t, run) {
    const outcomes: string[] = []
    for (let round = 0; round < 20; round++) {
      const id = await run.servers.open(run.owner)
      const caller = on(id, 'accept', { reason: 'no_proof' }, { headers: { 'idempotency-key': `one-${id}` } })
      const heard = await race(run, times(64, caller))
      outcomes.push(...heard.map((one) => (one.headers['idempotency-replayed'] ? 'replayed' : codeOf(one))))
      assert.deepEqual(heard.map(codeOf).filter((code) => code !== 'done' && code !== 'key_in_flight'), [])
      const executed = done(heard).filter(({ headers }) => headers['idempotency-replayed'] === undefined)
      assert.equal(executed.length, 1)
      const again = await Promise.all(run.servers.urls.map((url) => run.servers.call(bearer(run.owner.key), caller, url)))
      for (const { status, text, headers } of [...done(heard), ...again]) assert.deepEqual([status, text, headers['content-type']], [200, executed[0]!.text, 'application/json'])
      assert.ok(again.every(({ headers }) => headers['idempotency-replayed'] === 'true'))
      assert.deepEqual((await ended(run, id)).kinds, ['opened', 'accepted'])
    }
    t.diagnostic(`20 keys, 64 callers each: ${figures(outcomes)}`)
  },

  async 'one key for two different requests at once: one of them is executed, the other never'(t, run) {
    const outcomes: string[] = []
    for (let round = 0; round < 20; round++) {
      const id = await run.servers.open(run.owner)
      const headers = { 'idempotency-key': `two-${id}` }
      const heard = await race(run, [...times(16, on(id, 'accept', { reason: 'no_proof' }, { headers })), ...times(16, on(id, 'submit', { statement: 'Delivered.' }, { headers }))])
      const winners = new Set(done(heard).map(({ from }) => from))
      assert.equal(winners.size, 1)
      const [winner] = winners
      const others = heard.filter(({ from }) => from !== winner).map(codeOf)
      assert.ok(others.every((code) => ['key_reused_with_other_body', 'key_in_flight'].includes(code)), others.join())
      assert.deepEqual((await ended(run, id)).kinds, ['opened', winner === 'accept' ? 'accepted' : 'submitted'])
      const late = await race(run, [winner === 'accept' ? on(id, 'submit', { statement: 'Delivered.' }, { headers }) : on(id, 'accept', { reason: 'no_proof' }, { headers })])
      assert.deepEqual(late.map(codeOf), ['key_reused_with_other_body'])
      outcomes.push(winner!)
    }
    t.diagnostic(`20 keys: ${figures(outcomes)}`)
  },

  async 'accept against submit, where a defended dispute cannot be accepted: one wins and the other is told'(t, run) {
    await duels(t, run, 40, { dialect: 'moov' }, (id) => [...times(16, on(id, 'accept', { reason: 'no_proof' })), ...times(16, on(id, 'submit', { statement: 'Delivered.' }))],
      { accepted: ['accept', 'already_accepted'], under_review: ['submit', 'already_submitted'] })
  },

  async 'accept against submit, where a defended dispute can be accepted: never a defense after an acceptance'(t, run) {
    const outcomes: string[] = []
    for (let round = 0; round < 40; round++) {
      const id = await run.servers.open(run.owner)
      const heard = await race(run, [...times(16, on(id, 'accept', { reason: 'no_proof' })), ...times(16, on(id, 'submit', { statement: 'Delivered.' }))])
      const { state, kinds } = await ended(run, id)
      assert.deepEqual([state, done(heard, 'accept').length, done(heard, 'submit').length], ['accepted', 1, kinds.includes('submitted') ? 1 : 0])
      assert.ok(['opened,accepted', 'opened,submitted,accepted'].includes(kinds.join()))
      for (const one of heard.filter(({ status }) => status >= 300)) assert.ok(['already_accepted', 'already_submitted'].includes(codeOf(one)), one.text)
      outcomes.push(kinds.slice(1).join(' then '))
    }
    t.diagnostic(`40 disputes: ${figures(outcomes)}`)
  },

  async 'accept against the judge: one wins and the other is told'(t, run) {
    for (const [verdict, rounds] of [['won', 15], ['lost', 15], ['withdrawn', 10]] as const) {
      await duels(t, run, rounds, {}, (id) => [...times(12, on(id, 'accept', { reason: 'no_proof' }, { afterMs: chance.whole(8) })), ...times(12, judging(id, verdict))],
        { accepted: ['accept', 'already_accepted'], [verdict]: ['judge', `already_${verdict}`] })
    }
  },

  async 'accept at once against accept later: one wins and the other is told'(t, run) {
    const outcomes: string[] = []
    for (let round = 0; round < 30; round++) {
      const id = await run.servers.open(run.owner)
      const heard = await race(run, [...times(12, on(id, 'accept', { reason: 'no_proof' })), ...times(12, on(id, 'accept', { reason: 'no_proof', hold_seconds: 600 }, { name: 'hold' }))])
      const { state, kinds, dispute } = await ended(run, id)
      const won = done(heard)
      assert.equal(won.length, 1)
      const held = won[0]!.from === 'hold'
      assert.deepEqual([state, kinds[1], kinds.length, dispute.act === null], held ? ['needs_response', 'acceptance_held', 2, false] : ['accepted', 'accepted', 2, true])
      for (const one of heard.filter(({ status }) => status >= 300)) assert.equal(codeOf(one), held ? 'acceptance_pending' : 'already_accepted')
      outcomes.push(won[0]!.from)
    }
    t.diagnostic(`30 disputes: ${figures(outcomes)}`)
  },

  async 'accept against the deadline: one wins and the other is told'(t, run) {
    const outcomes: string[] = []
    for (let round = 0; round < 30; round++) {
      const due = await run.servers.now() + 3 * hour
      const id = await run.servers.open(run.owner, { respond_by: new Date(due).toISOString(), respond_in: undefined })
      const heard = await race(run, [...times(12, on(id, 'accept', { reason: 'no_proof' }, { afterMs: chance.whole(25) })), turned(run, { set: new Date(due + 1).toISOString() })])
      const { state, kinds } = await ended(run, id)
      const accepted = done(heard, 'accept').length
      assert.deepEqual([state, kinds.at(-1)], accepted === 1 ? ['accepted', 'accepted'] : ['expired', 'expired'])
      for (const one of heard.filter(({ from, status }) => from === 'accept' && status >= 300)) assert.ok((accepted ? ['already_accepted', 'deadline_passed'] : ['deadline_passed', 'already_expired']).includes(codeOf(one)), one.text)
      outcomes.push(state)
    }
    t.diagnostic(`30 disputes: ${figures(outcomes)}`)
  },

  async 'undo against the end of its window: one wins and the other is told'(t, run) {
    const outcomes: string[] = []
    for (let round = 0; round < 30; round++) {
      const id = await run.servers.open(run.owner)
      const held = (await run.servers.call(bearer(run.owner.key), on(id, 'accept', { reason: 'no_proof', hold_seconds: 60 }))).body
      const act = textOf(held.act?.id)
      const heard = await race(run, [...times(8, { name: 'undo', method: 'POST', target: `/v1/acts/${act}/undo`, afterMs: chance.whole(15) }), turned(run, { set: textOf(held.act?.due_at) })])
      const { state, kinds } = await ended(run, id)
      const undone = done(heard, 'undo').length
      assert.deepEqual([state, kinds], undone === 1 ? ['needs_response', ['opened', 'acceptance_held', 'acceptance_undone']] : ['accepted', ['opened', 'acceptance_held', 'accepted']])
      for (const one of heard.filter(({ from, status }) => from === 'undo' && status >= 300)) assert.equal(codeOf(one), 'act_not_pending')
      const told = (await run.servers.call(bearer(run.owner.key), { target: `/v1/acts/${act}` })).body
      assert.equal(textOf(told.state), undone === 1 ? 'undone' : 'confirmed')
      outcomes.push(undone === 1 ? 'undone' : 'accepted')
    }
    t.diagnostic(`30 acts: ${figures(outcomes)}`)
  },

  async 'accept, defense, evidence, withdrawal and deadline in the same moment leave one end'(t, run) {
    const outcomes: string[] = []
    for (let round = 0; round < 20; round++) {
      const due = await run.servers.now() + 3 * hour
      const id = await run.servers.open(run.owner, { dialect: 'moov', respond_by: new Date(due).toISOString(), respond_in: undefined })
      const heard = await race(run, [
        ...times(8, on(id, 'accept', { reason: 'no_proof' })), ...times(8, on(id, 'submit', { statement: 'Delivered.' })), ...times(8, on(id, 'evidence', { text: 'Signed.' })),
        ...times(4, judging(id, 'withdrawn')), turned(run, { set: new Date(due + 1).toISOString() }),
      ])
      const { state, kinds } = await ended(run, id)
      assert.ok(['accepted', 'withdrawn', 'expired'].includes(state) || (state === 'under_review' && done(heard, 'judge').length === 0), state)
      assert.equal(done(heard, 'accept').length, state === 'accepted' ? 1 : 0)
      assert.equal(done(heard, 'judge').length, state === 'withdrawn' ? 1 : 0)
      assert.equal(done(heard, 'submit').length, kinds.filter((kind) => kind === 'submitted').length)
      assert.equal(done(heard, 'evidence').length, kinds.filter((kind) => kind === 'evidence_staged').length)
      outcomes.push(kinds.includes('submitted') ? `${state} after a defense` : state)
    }
    t.diagnostic(`20 disputes: ${figures(outcomes)}`)
  },

  async 'a caller that leaves right after sending has decided or has not, and its repetition learns which'(t, run) {
    const outcomes: string[] = []
    for (let round = 0; round < 30; round++) {
      const id = await run.servers.open(run.owner)
      const request = on(id, 'accept', { reason: 'no_proof' }, { headers: { ...bearer(run.owner.key), 'idempotency-key': `left-${id}` } })
      const line = await dial(run.servers.urls[0]!)
      await line.write(bytesOf(request))
      line.close()
      const heard = await persistent(run, request)
      assert.equal(heard.status, 200)
      assert.deepEqual((await ended(run, id)).kinds, ['opened', 'accepted'])
      outcomes.push(heard.headers['idempotency-replayed'] ? 'had decided' : 'had not')
    }
    t.diagnostic(`30 callers: ${figures(outcomes)}`)
  },
}

/** One side wins, once; everybody else is told by the code of the winner. `ends` is: state → who made it, what the others hear. */
async function duels(t: TestContext, run: Run, rounds: number, opening: object, callers: (id: string) => Caller[], ends: Record<string, readonly [string, string]>): Promise<void> {
  const outcomes: string[] = []
  for (let round = 0; round < rounds; round++) {
    const id = await run.servers.open(run.owner, opening)
    const heard = await race(run, callers(id))
    const { state, kinds } = await ended(run, id)
    const end = ends[state]
    assert.ok(end, `it ended as ${state}`)
    assert.deepEqual([kinds.length, done(heard).map(({ from }) => from)], [2, [end[0]]])
    for (const one of heard.filter(({ status }) => status >= 300)) assert.deepEqual([one.status, codeOf(one)], [409, end[1]])
    outcomes.push(state)
  }
  t.diagnostic(`${rounds} disputes: ${figures(outcomes)}`)
}

const turned = ({ servers }: Run, body: object): Caller => ({ name: 'clock', method: 'POST', target: '/v1/sandbox/clock', by: servers.admin, body })

async function persistent({ servers }: Run, request: Caller): Promise<Heard> {
  for (let tries = 0; tries < 500; tries++) {
    const answer = await servers.call({}, request, servers.urls.at(-1))
    if (codeOf(answer) !== 'key_in_flight') return { ...answer, from: request.name }
    await wait(10)
  }
  throw new Error('The first request never ended')
}
