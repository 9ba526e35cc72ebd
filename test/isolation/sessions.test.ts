/** The same table of calls, asked by people who signed in: each role may do what its scope allows, for its own merchant, from the desk's own page. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { nativeContract } from '../../src/dialects/native/contract.ts'
import { sample } from '../../src/dialects/native/contract/examples.ts'
import type { Role } from '../../src/core/role.ts'
import { digestOf } from '../kit/digest.ts'
import { textOf } from '../kit/native.ts'
import { demoVisitor, signedIn, type Visitor } from '../kit/visitor.ts'
import { operations, routes, scopes, type IdKind, type Operation, type Scope } from './routes.ts'
import { begin, codeOf, requestOf, settle } from './tenants.ts'

const town = await begin()
after(() => town.kit.close())
const { kit } = town
const [mill, tea] = [await settle(town, 'mill'), await settle(town, 'tea')]
const scopeOf: Record<Role, Scope> = { viewer: 'read', operator: 'decide', admin: 'admin' }
const people = Object.fromEntries(await Promise.all((Object.keys(scopeOf) as Role[]).map(async (role) => [role, await signedIn(kit, mill.ids.merchant, `the ${role}`, role)]))) as Record<Role, Visitor>
const roles = Object.keys(scopeOf) as Role[]
/** Without calls that end the world or never end. */
const finite = operations.filter((name) => name !== 'resetSandbox' && name !== 'streamEvents')
const isRead = (name: Operation): boolean => nativeContract.endpoints[name].method === 'GET'
const ask = (own: Visitor, request: ReturnType<typeof requestOf>, headers = {}) => own.call(request.method!, request.target, request.body, headers)

test('each role may do what its scope allows and nothing above it, and what it may not changes nothing', async (t) => {
  const before = await digestOf(kit.app.store)
  let checked = 0
  for (const operation of operations) {
    for (const role of roles.filter((each) => scopes.indexOf(scopeOf[each]) < scopes.indexOf(routes[operation].scope))) {
      const answer = await ask(people[role], requestOf(operation, mill.ids))
      assert.deepEqual([answer.status, codeOf(answer)], [403, 'forbidden'], `${operation} ${role}`)
      checked++
    }
  }
  assert.equal(await digestOf(kit.app.store), before)
  for (const operation of finite) {
    for (const role of roles.filter((each) => scopes.indexOf(scopeOf[each]) >= scopes.indexOf(routes[operation].scope))) {
      const code = codeOf(await ask(people[role], requestOf(operation, sample)))
      assert.ok(!['forbidden', 'unauthenticated', 'foreign_page'].includes(code), `${operation} ${role}: ${code}`)
      checked++
    }
  }
  t.diagnostic(`${checked} cells of role and route`)
})

test('no call is taken from a page that is not the desk\'s, and none that changes something without its token', async () => {
  const before = await digestOf(kit.app.store)
  for (const operation of operations) {
    const request = requestOf(operation, mill.ids)
    const foreign = [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }, ...(isRead(operation) ? [] : [{ 'parley-csrf': undefined }, { 'parley-csrf': people.viewer.csrf! }])]
    for (const headers of foreign) {
      const answer = await ask(people.admin, request, headers)
      assert.deepEqual([answer.status, codeOf(answer)], [403, 'foreign_page'], `${operation} ${JSON.stringify(headers)}`)
    }
  }
  assert.equal(await digestOf(kit.app.store), before)
})

test('the ids of another merchant are answered as ids that there are not', async () => {
  const own = await signedIn(kit, tea.ids.merchant, 'the neighbour', 'admin')
  const before = await digestOf(kit.app.store)
  for (const operation of finite.filter((name) => routes[name].takes && routes[name].scope !== 'administrator')) {
    const [kind] = routes[operation].takes as readonly [IdKind]
    const [foreign, unknown] = await Promise.all([mill.ids, sample].map((ids) => ask(own, requestOf(operation, { ...tea.ids, [kind]: ids[kind] }))))
    assert.deepEqual([foreign!.status, codeOf(foreign!)], [404, codeOf(unknown!)], operation)
  }
  assert.equal(await digestOf(kit.app.store), before)
})

test('the demo may do everything in a sandbox, for the merchant that it names', async () => {
  const demo = await demoVisitor(kit)
  for (const operation of finite) {
    const code = codeOf(await ask(demo, requestOf(operation, sample), { 'parley-merchant': mill.ids.merchant }))
    assert.ok(!['forbidden', 'unauthenticated', 'foreign_page', 'merchant_required'].includes(code), `${operation}: ${code}`)
  }
  const { body } = await demo.call('GET', `/v1/disputes/${tea.ids.dispute}`, undefined, { 'parley-merchant': tea.ids.merchant })
  assert.equal(textOf(body.merchant), tea.ids.merchant)
})
