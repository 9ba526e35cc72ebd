import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomOf } from '../kit/crash-random.ts'
import { bearer, bytesOf, dial, type Answer, type Line, type Request } from '../kit/http.ts'
import { places, type Owner, type Servers } from '../kit/http-servers.ts'
import { insisted } from '../kit/insist.ts'
import { judge, toldOf, type Operation } from '../kit/linear.ts'
import { disputeModel, type Call, type Result } from '../kit/linear-dispute.ts'
import { textOf } from '../kit/native.ts'

const disputes = 60
const clients = 6
const each = 6

for (const { name, begin } of places) {
  test(`what several clients saw of one dispute has an order that explains it (${name})`, async (t) => {
    const servers = await begin()
    if ('absent' in servers) return t.skip(servers.absent)
    t.after(() => servers.end())
    const owner = await servers.merchant()
    const sums = { operations: 0, unanswered: 0, overlapping: 0, tried: 0 }
    for (let round = 0; round < disputes; round++) {
      const history = await record(servers, owner, await servers.open(owner, { dialect: 'moov' }), `history ${round}`)
      const judged = judge(disputeModel, history)
      assert.ok(judged.linearizable, toldOf(judged))
      sums.operations += history.length
      sums.unanswered += history.filter(({ returned }) => returned === Infinity).length
      sums.overlapping += overlapping(history.filter(({ returned }) => returned < Infinity))
      sums.tried += judged.tried
    }
    assert.ok(sums.overlapping > sums.operations / 2, 'too little at once to show anything')
    t.diagnostic(`${disputes} disputes: ${sums.operations} operations, ${sums.overlapping} of them overlapping, ${sums.unanswered} without an answer, ${sums.tried} steps tried`)
  })
}

const overlapping = (history: readonly Operation<Call, Result>[]): number =>
  history.filter((one) => history.some((other) => other !== one && other.called < one.returned && one.called < other.returned)).length

/** Every client on a process of its own choice, doing one thing after the other. */
async function record(servers: Servers, owner: Owner, dispute: string, seed: string): Promise<Operation<Call, Result>[]> {
  const histories = await Promise.all(Array.from({ length: clients }, async (_, at) => {
    const random = randomOf(`${seed} ${at}`)
    const done: Operation<Call, Result>[] = []
    const url = servers.urls[at % servers.urls.length]!
    let line = await dial(url)
    for (let n = 0; n < each; n++) {
      const call: Call = { do: random.pick(['read', 'read', 'read', 'note', 'accept', 'submit', 'won', 'lost'] as const) }
      const leaves = random.chance(0.06)
      const called = performance.now()
      const answer = await sent(line, requestOf(dispute, call, owner), leaves)
      const result = answer && resultOf(call, answer)
      done.push({ client: `client ${at}`, call, result, called, returned: result ? performance.now() : Infinity })
      if (!result) line = await dial(url)
    }
    line.close()
    return done
  }))
  return histories.flat()
}

async function sent(line: Line, request: Request, leaves: boolean): Promise<Answer | null> {
  if (!leaves) return insisted(() => line.call(request))
  await line.write(bytesOf(request))
  line.close()
  return null
}

function requestOf(dispute: string, { do: what }: Call, { key }: Owner): Request {
  const headers = bearer(key)
  const post = (path: string, body: object): Request => ({ method: 'POST', target: path, headers, body })
  if (what === 'read') return { target: `/v1/disputes/${dispute}`, headers }
  if (what === 'note') return { method: 'PATCH', target: `/v1/disputes/${dispute}`, headers, body: { note: 'Seen.' } }
  if (what === 'accept') return post(`/v1/disputes/${dispute}/accept`, { reason: 'no_proof' })
  if (what === 'submit') return post(`/v1/disputes/${dispute}/submit`, { statement: 'Delivered.' })
  return post(`/v1/sandbox/disputes/${dispute}/judge`, { verdict: what })
}

function resultOf({ do: what }: Call, { status, body, text }: Answer): Result {
  assert.ok(status === 200 || status === 409, `${what}: ${text}`)
  return status === 200 ? { told: 'done', state: textOf(body.state), revision: Number(body.revision) } : { told: textOf(body.code) }
}
