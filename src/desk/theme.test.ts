import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { items, startNative, textOf } from '../../test/kit/native.ts'
import { demoVisitor, goodPassword, signedIn, visitor } from '../../test/kit/visitor.ts'

const kit = await startNative({ socket: true })
after(() => kit.close())

test('the theme that somebody chose is theirs wherever they sign in, and nobody else\'s, and goes with them', async () => {
  const mill = await kit.merchant()
  const [mina, jo, there] = [await signedIn(kit, mill.id, 'Mina', 'viewer'), await signedIn(kit, mill.id, 'Jo'), visitor(kit)]
  const themeOf = async ({ call }: Pick<typeof mina, 'call'>) => textOf((await call('GET', '/desk/session')).body.theme)
  assert.equal(await themeOf(mina), null)
  for (const theme of ['light', 'dark']) assert.equal(textOf((await mina.call('PATCH', '/desk/session', { theme })).body.theme), theme)
  assert.equal(textOf((await there.call('POST', '/desk/session', { name: 'Mina', password: goodPassword })).body.theme), 'dark')
  assert.deepEqual([await themeOf(mina), await themeOf(there), await themeOf(jo)], ['dark', 'dark', null])
  for (const body of [{ theme: 'loud' }, { theme: null }, { theme: 'dark', merchant: mill.id }]) assert.equal((await mina.call('PATCH', '/desk/session', body)).status, 400)
  assert.equal((await mina.call('PATCH', '/desk/session', { theme: 'light' }, { 'parley-csrf': undefined })).status, 403)
  assert.equal(await themeOf(mina), 'dark')
  assert.equal((await mill.call('DELETE', `/v1/users/${mina.id}`)).status, 204)
  assert.deepEqual(await Array.fromAsync(kit.app.store.scan('setting')).then(rows => rows.filter(({ name }) => name.includes(mina.id))), [])
  assert.equal(items((await mill.call('GET', '/v1/users')).body.data).length, 1)
})

test('a demo has no account to keep it with', async () => {
  const demo = await demoVisitor(kit)
  assert.equal((await demo.call('PATCH', '/desk/session', { theme: 'dark' })).status, 403)
  assert.equal(textOf((await demo.call('GET', '/desk/session')).body.theme), null)
})
