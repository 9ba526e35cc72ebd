// Whose a dispute is, as the API has it: given to people who may sign in, listed by owner, and kept in step in the store.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { check } from '../../../engine/check.ts'
import { items, startNative, textOf, type Json } from '../../../../test/kit/native.ts'
import { demoVisitor, signedIn } from '../../../../test/kit/visitor.ts'

const kit = await startNative({ socket: true })
after(() => kit.close())
const mill = await kit.merchant('Mill Ceramics')
const tea = await kit.merchant('Tea House')
const mina = await signedIn(kit, mill.id, 'Mina')
const jo = await signedIn(kit, mill.id, 'Jo', 'viewer')
const stranger = await signedIn(kit, tea.id, 'Sato')

const opened = async () => textOf((await kit.open(mill)).id)
const give = (dispute: string, owner: unknown) => mill.call('PATCH', `/v1/disputes/${dispute}`, { owner })
const idsOf = ({ body }: { body: Json }) => items(body.data).map(({ id }) => textOf(id))
const listed = async (query: string, of: Pick<typeof mina, 'call'> = mina) => idsOf(await of.call('GET', `/v1/disputes?${query}`))

test('a dispute is given to a user, shows who it is, and tells so in its history', async () => {
  const dispute = await opened()
  const given = await mina.call('PATCH', `/v1/disputes/${dispute}`, { owner: mina.id, note: 'Mine.' })
  assert.deepEqual([given.status, given.body.owner, given.body.revision], [200, { id: mina.id, name: 'Mina' }, 2])
  const last = items((await mill.call('GET', `/v1/disputes/${dispute}/events`)).body.data).at(-1)!
  assert.deepEqual([last.kind, last.by?.kind, last.by?.id, last.data?.owner, last.data?.note], ['annotated', 'user', mina.id, { id: mina.id, name: 'Mina' }, 'Mine.'])
  assert.deepEqual((await give(dispute, jo.id)).body.owner, { id: jo.id, name: 'Jo' })
  assert.deepEqual([(await give(dispute, null)).body.owner, (await mill.call('GET', `/v1/disputes/${dispute}`)).body.owner], [null, null])
})

test('nobody is an owner who is no user of the merchant or may not sign in, and nothing happens', async () => {
  const dispute = await opened()
  const left = await signedIn(kit, mill.id, 'Lee')
  await mill.call('PATCH', `/v1/users/${left.id}`, { disabled: true })
  for (const nobody of ['usr_00000000000000000000000000', 'mina', stranger.id, left.id, mill.id]) {
    const { status, body } = await give(dispute, nobody)
    assert.deepEqual([status, body.code], [422, 'owner_unknown'], nobody)
  }
  assert.equal((await mill.call('GET', `/v1/disputes/${dispute}`)).body.revision, 1)
})

test('lists are by owner: mine, somebody\'s, nobody\'s; in the queue and among all', async () => {
  const [hers, his, free] = [await opened(), await opened(), await opened()]
  await give(hers, mina.id)
  await give(his, jo.id)
  for (const order of ['deadline', 'opened_newest']) {
    assert.deepEqual(await listed(`owner=me&order=${order}`), [hers])
    assert.deepEqual(await listed(`owner=me&order=${order}`, jo), [his])
    assert.deepEqual(await listed(`owner=${jo.id}&order=${order}`), [his])
    assert.deepEqual(await listed(`owner=usr_nobody&order=${order}`), [])
    const nobodys = await listed(`owner=none&order=${order}`)
    assert.deepEqual([nobodys.includes(free), nobodys.includes(hers), nobodys.includes(his)], [true, false, false])
  }
  await mill.call('POST', `/v1/disputes/${hers}/accept`, { reason: 'no_proof' })
  assert.deepEqual([await listed('owner=me&open=true'), await listed('owner=me&state=accepted')], [[], [hers]])
})

test('a key is no person: there is no `me`', async () => {
  const { status, body } = await mill.call('GET', '/v1/disputes?owner=me')
  assert.deepEqual([status, body.code], [400, 'user_required'])
})

test('in a sandbox the demo takes a dispute like anybody else', async () => {
  const demo = await demoVisitor(kit)
  const { user } = (await demo.call('GET', '/desk/session')).body
  const dispute = await opened()
  const given = await demo.call('PATCH', `/v1/disputes/${dispute}`, { owner: user?.id }, { 'parley-merchant': mill.id })
  assert.deepEqual([given.status, given.body.owner], [200, { id: user?.id, name: user?.name }])
  assert.deepEqual(idsOf(await demo.call('GET', '/v1/disputes?owner=me', undefined, { 'parley-merchant': mill.id })), [dispute])
})

test('an owner stays by name when the user is removed, and the whole store still agrees with its events', async () => {
  const gone = await signedIn(kit, mill.id, 'Ade')
  const dispute = await opened()
  await give(dispute, gone.id)
  await mill.call('DELETE', `/v1/users/${gone.id}`)
  assert.deepEqual((await mill.call('GET', `/v1/disputes/${dispute}`)).body.owner, { id: gone.id, name: 'Ade' })
  const { problems } = await check(kit.app.store, { now: kit.clock.now() })
  assert.deepEqual(problems, [])
})
