// Who prepares a decision: seen by all who read or follow, for 45 seconds of real time, and in nobody's way.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { wireRequest } from '../../../wire/http.ts'
import { items, startNative, textOf, type Json, type Merchant } from '../../../../test/kit/native.ts'
import { signedIn } from '../../../../test/kit/visitor.ts'

const kit = await startNative({ socket: true })
after(() => kit.close())
const mill = await kit.merchant('Mill Ceramics')
const mina = await signedIn(kit, mill.id, 'Mina')
const jo = await signedIn(kit, mill.id, 'Jo')

const opened = async (of = mill) => textOf((await kit.open(of)).id)
type Asks = { call(method: string, target: string, body?: object): Promise<{ status: number; body: Json }> }
const prepares = (who: Asks, dispute: string, kind = 'accept') => who.call('PUT', `/v1/disputes/${dispute}/preparing`, { kind })
const seen = async (dispute: string, of: Merchant = mill) =>
  items((await of.call('GET', `/v1/disputes/${dispute}`)).body.preparing).map(({ who, kind }) => [textOf(who?.name), textOf(kind)])

test('colleagues see who prepares what, once each, until it is over', async () => {
  const dispute = await opened()
  assert.deepEqual(await seen(dispute), [])
  await prepares(mina, dispute)
  const { body } = await prepares(jo, dispute, 'submit')
  assert.deepEqual(items(body.data).map(({ who }) => [who?.kind, who?.id]), [['user', mina.id], ['user', jo.id]])
  await prepares(mina, dispute, 'submit')
  assert.deepEqual(new Map(await seen(dispute) as [string, string][]), new Map([['Mina', 'submit'], ['Jo', 'submit']]))
  assert.equal((await jo.call('DELETE', `/v1/disputes/${dispute}/preparing`)).status, 204)
  assert.deepEqual(await seen(dispute), [['Mina', 'submit']])
  assert.deepEqual(await seen(await opened()), [])
})

test('it ends by itself after 45 seconds of real time unless it is said again, whatever the sandbox\'s clock says', async () => {
  const dispute = await opened()
  await prepares(mina, dispute)
  const [{ since } = {}] = items((await mill.call('GET', `/v1/disputes/${dispute}`)).body.preparing)
  await kit.admin('POST', '/v1/sandbox/clock', { advance: 'PT2H' })
  assert.deepEqual(await seen(dispute), [['Mina', 'accept']])
  kit.clock.advance(44_999)
  await prepares(mina, dispute)
  kit.clock.advance(44_999)
  const [still] = items((await mill.call('GET', `/v1/disputes/${dispute}`)).body.preparing)
  assert.equal(textOf(still?.since), textOf(since))
  kit.clock.advance(1)
  assert.deepEqual(await seen(dispute), [])
})

test('it is advice: somebody else accepts all the same, and it has made no revision', async () => {
  const dispute = await opened()
  await prepares(mina, dispute)
  const { status } = await mill.call('POST', `/v1/disputes/${dispute}/accept`, { reason: 'no_proof', expect: { revision: 1 } })
  assert.equal(status, 200)
})

/** A dispute whose news are told, when nothing is being prepared any more. */
async function quiet(): Promise<string> {
  const dispute = await opened()
  await kit.app.workers.runOnceAll(kit.engine.world.now())
  kit.clock.advance(45_000)
  return dispute
}

type Follower = { next(): Promise<string>; stop(): void }

async function follow(of: Merchant, headers: Record<string, string> = {}): Promise<Follower> {
  const gone = new AbortController()
  const { body } = await kit.handle(wireRequest({ target: '/v1/events/stream', headers: { authorization: `Bearer ${of.key}`, ...headers }, signal: gone.signal }))
  const parts = (body as AsyncIterable<string>)[Symbol.asyncIterator]()
  await parts.next()
  return { next: async () => (await parts.next()).value as string, stop: () => gone.abort() }
}

const preparingIn = (event: string) => {
  const { dispute, preparing } = JSON.parse(/^event: preparing\ndata: (.*)\n\n$/.exec(event)![1]!) as { dispute: string; preparing: { who: { name: string } }[] }
  return [dispute, preparing.map(({ who }) => who.name)]
}

test('followers hear it come and go, without a place in the stream, and nothing twice', async () => {
  const dispute = await quiet()
  const follower = await follow(mill)
  const came = follower.next()
  await prepares(mina, dispute)
  assert.deepEqual(preparingIn(await came), [dispute, ['Mina']])
  await prepares(mina, dispute)
  await mina.call('DELETE', `/v1/disputes/${dispute}/preparing`)
  assert.deepEqual(preparingIn(await follower.next()), [dispute, []])
  follower.stop()
})

test('who begins to follow hears first who prepares what already, and later that it ended by itself', async () => {
  const dispute = await quiet()
  await prepares(mina, dispute)
  const follower = await follow(mill)
  assert.deepEqual(preparingIn(await follower.next()), [dispute, ['Mina']])
  const over = follower.next()
  kit.clock.advance(45_000)
  kit.app.stream.tell(mill.id as `mch_${string}`)
  assert.deepEqual(preparingIn(await over), [dispute, []])
  follower.stop()
})

test('a break is resumed behind the last notice, whatever was told of preparing since', async () => {
  const dispute = await quiet()
  const first = await follow(mill, { 'last-event-id': '0' })
  const notice = await first.next()
  first.stop()
  await prepares(mina, dispute)
  const again = await follow(mill, { 'last-event-id': /^id: (\d+)/.exec(notice)![1]! })
  assert.match(await again.next(), /^id: /)
  again.stop()
})

test('another merchant neither sees it, hears of it, nor can say it', async () => {
  const tea = await kit.merchant('Tea House')
  const [ours, theirs] = [await opened(), await opened(tea)]
  await kit.app.workers.runOnceAll(kit.engine.world.now())
  const follower = await follow(tea)
  const heard = follower.next()
  await prepares(mina, ours)
  assert.equal((await prepares(tea, ours)).status, 404)
  assert.equal((await tea.call('DELETE', `/v1/disputes/${ours}/preparing`)).status, 404)
  await prepares(tea, theirs)
  assert.deepEqual(preparingIn(await heard), [theirs, ['Key']])
  assert.deepEqual([await seen(ours), await seen(theirs, tea)], [[['Mina', 'accept']], [['Key', 'accept']]])
  follower.stop()
})
