import assert from 'node:assert/strict'
import { test } from 'node:test'
import { passwordRefused } from './password-rules.ts'
import { createPasswords, type Passwords } from './password.ts'
import { createSessions } from './sessions.ts'
import { createUsers } from './users-create.ts'
import type { UserDone, Users } from './users.ts'
import { createVault } from './vault.ts'
import { createEngine } from './engine.ts'
import { freshDatabase, postgresForTests } from '../../test/kit/postgres.ts'
import { seededRandom } from '../../test/kit/world.ts'
import { idsFrom, type MerchantId } from '../core/ids.ts'
import { openStore } from '../store/open.ts'
import type { Store } from './store.ts'

const random = seededRandom('users')
const vault = createVault([new Uint8Array(32).fill(5)], random)
const [mill, tea] = ['mch_01kdvdna003gzsdmpgzb1z9cpq', 'mch_01kdvdna00exjay6swr49v1thj'] as MerchantId[] as [MerchantId, MerchantId]
const asking = { key: null, credential: null }
const printed = () => ({ status: 200, headers: {}, body: '' })
const now = () => 1_795_165_200_000

/** Says yes to what it made, at no cost, and tells what it was asked. */
function quick(): Passwords & { asked: (string | null)[] } {
  const asked: (string | null)[] = []
  return { asked, hash: async password => `quick$${password}`, matches: async (password, kept) => (asked.push(kept), kept === `quick$${password}`) }
}

/** One process over a store: everything that it keeps in its own memory is its own. */
function processOver(store: Store) {
  const engine = createEngine({ store, world: { now, ids: idsFrom(now, random), random }, termsOf: () => { throw new Error('No dispute here') }, pause: async () => {} })
  const passwords = quick()
  return { engine, passwords, users: createUsers({ engine, vault, passwords }), sessions: createSessions({ store, vault, now, random, sandbox: true }) }
}

async function merchants({ engine }: ReturnType<typeof processOver>): Promise<void> {
  for (const merchant of [mill, tea]) await engine.write({ merchant, writes: [{ table: 'merchant', rows: [{ merchant, name: merchant, createdAt: 1, body: '{}' }] }] })
}

async function made(users: Users, name: string, merchant = mill, role: 'operator' | 'admin' = 'operator'): Promise<string> {
  let id = ''
  const done = await users.create(merchant, { name, role, password: 'seven herons over wet rice' }, asking, user => ({ ...printed(), body: id = user.id }))
  return done.kind === 'done' ? id : done.kind === 'refused' ? done.code : done.kind
}

async function two(kind: 'sqlite' | 'postgres', work: (one: ReturnType<typeof processOver>, other: ReturnType<typeof processOver>) => Promise<void>, skip: (why: string) => void): Promise<void> {
  const server = kind === 'postgres' ? await postgresForTests() : null
  if (server && 'absent' in server) return skip(server.absent)
  const database = server && await freshDatabase(server.url)
  const stores = database ? await Promise.all([openStore(database.url), openStore(database.url)]) : [await openStore('sqlite::memory:')]
  try {
    const [one, other] = [processOver(stores[0]!), processOver(stores.at(-1)!)]
    await merchants(one)
    await work(one, other)
  } finally {
    for (const store of stores) await store.close()
    await database?.drop()
    await server?.stop()
  }
}

for (const kind of ['sqlite', 'postgres'] as const) {
  test(`what one process changes about a person ends their sessions in the other at once (${kind})`, t => two(kind, async (one, other) => {
    const wishes = [{ password: 'a lighthouse eats no cabbage' }, { role: 'viewer' as const }, { disabled: true }, { name: 'Other' }]
    for (const [at, wish] of wishes.entries()) {
      const id = await made(one.users, `Mina ${at}`)
      const { token } = await other.sessions.begin((await other.engine.reads.person(mill, id))!)
      assert.equal((await other.sessions.of(token, true))?.user.id, id)
      await one.users.change(mill, id, wish, asking, printed)
      assert.equal(await other.sessions.of(token, true), null, JSON.stringify(wish))
    }
    const id = await made(one.users, 'Gone')
    const { token } = await other.sessions.begin((await other.engine.reads.person(mill, id))!)
    await one.users.remove(mill, id, asking, printed())
    assert.equal(await other.sessions.of(token, true), null)
  }, why => t.skip(why)))

  test(`a name is one person's over all merchants and processes, also when both ask at once, and is free once they are gone (${kind})`, t => two(kind, async (one, other) => {
    const both = await Promise.all([made(one.users, 'Mina'), made(other.users, ' MINA ', tea)])
    assert.deepEqual(both.map(id => id.startsWith('usr_')).sort(), [false, true], both.join())
    assert.ok(both.includes('user_name_taken'))
    const [owner] = (await Promise.all([one.users.list(mill), one.users.list(tea)])).flat()
    await one.users.change(owner!.merchant, owner!.id, { name: 'Jo' }, asking, printed)
    assert.match(await made(other.users, 'Mina', tea), /^usr_/)
    await other.users.remove(owner!.merchant, owner!.id, asking, printed())
    assert.match(await made(one.users, 'Jo'), /^usr_/)
  }, why => t.skip(why)))
}

type Deed = (users: Users, id: string) => Promise<UserDone>
const goings: Record<string, Deed> = {
  'loses the role': (users, id) => users.change(mill, id, { role: 'viewer' }, asking, printed),
  'is shut out': (users, id) => users.change(mill, id, { disabled: true }, asking, printed),
  'is removed': (users, id) => users.remove(mill, id, asking, printed()),
}
const told = (done: UserDone): string => (done.kind === 'refused' ? done.code : done.kind)
const governing = async (users: Users): Promise<string[]> => (await users.list(mill)).filter(({ role, disabledAt }) => role === 'admin' && disabledAt === null).map(({ name }) => name)

/** People over the same store, who are stopped after their first look of this kind until it is told to go on. */
function stopped({ engine, passwords }: ReturnType<typeof processOver>, look: 'person' | 'persons', goOn: () => Promise<void>): Users {
  const seen = async (...args: unknown[]) => {
    const found = await (engine.reads[look] as (...args: unknown[]) => Promise<unknown>)(...args)
    await goOn()
    return found
  }
  return createUsers({ engine: { ...engine, reads: { ...engine.reads, [look]: seen } }, vault, passwords })
}

/** Nobody leaves before so many are here. */
function meeting(most: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let here = 0
  return () => (++here >= most && resolve(), promise)
}

for (const kind of ['sqlite', 'postgres'] as const) {
  test(`of two admins who end one another at the same moment one stays an admin, and the other hears why (${kind})`, t => two(kind, async (one, other) => {
    for (const [first, second] of [['loses the role', 'loses the role'], ['is removed', 'is removed'], ['is shut out', 'is removed']] as const) {
      const [ada, ben] = [await made(one.users, 'Ada', mill, 'admin'), await made(one.users, 'Ben', mill, 'admin')]
      const met = meeting(2)
      const done = await Promise.all([goings[first]!(stopped(one, 'persons', met), ben), goings[second]!(stopped(other, 'persons', met), ada)])
      assert.deepEqual(done.map(told).sort(), ['done', 'last_admin'], `${first}, ${second}`)
      assert.equal((await governing(one.users)).length, 1)
      await one.engine.write({ merchant: mill, writes: [{ remove: 'person', rows: [{ merchant: mill }] }, { remove: 'holder', rows: [{ merchant: '', owner: mill }] }] })
    }
  }, why => t.skip(why)))

  test(`who became the last admin while somebody was about to end them stays (${kind})`, t => two(kind, async (one, other) => {
    for (const [going, deed] of Object.entries(goings)) {
      const [jo, ada] = [await made(one.users, `Jo ${going}`), await made(one.users, `Ada ${going}`, mill, 'admin')]
      const [looked, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const late = deed(stopped(other, 'person', () => (looked.resolve(), goOn.promise)), jo)
      await looked.promise
      await one.users.change(mill, jo, { role: 'admin' }, asking, printed)
      await one.users.remove(mill, ada, asking, printed())
      goOn.resolve()
      assert.deepEqual([told(await late), await governing(one.users)], ['last_admin', [`Jo ${going}`]])
      assert.equal(told(await one.users.create(mill, { name: `Next ${going}`, role: 'admin', password: 'seven herons over wet rice' }, asking, printed)), 'done')
      assert.equal(told(await deed(other.users, jo)), 'done')
      const [next] = (await one.users.list(mill)).filter(({ name }) => name === `Next ${going}`)
      await one.engine.write({ merchant: mill, writes: [{ remove: 'person', rows: [{ merchant: mill, id: next!.id }] }] })
    }
  }, why => t.skip(why)))
}

test('the last admin who may sign in keeps the role, stays enabled and is not removed; everything else about them can change', () => two('sqlite', async ({ users }) => {
  const [ada, shut] = [await made(users, 'Ada', mill, 'admin'), await made(users, 'Ben', mill, 'admin')]
  await made(users, 'Tea', tea, 'admin')
  assert.equal(told(await users.change(mill, shut, { disabled: true }, asking, printed)), 'done')
  for (const deed of Object.values(goings)) assert.equal(told(await deed(users, ada)), 'last_admin')
  assert.equal(told(await users.change(mill, ada, { name: 'Ida', password: 'a lighthouse eats no cabbage', role: 'admin', disabled: false }, asking, printed)), 'done')
  assert.equal(told(await users.remove(mill, shut, asking, printed())), 'done')
  assert.deepEqual(await governing(users), ['Ida'])
}, assert.fail))

test('a session that is begun for a person as they were before a change is nobody\'s', () => two('sqlite', async ({ users, sessions, engine }) => {
  const id = await made(users, 'Mina')
  const before = (await engine.reads.person(mill, id))!
  await users.change(mill, id, { password: 'a lighthouse eats no cabbage' }, asking, printed)
  const { token } = await sessions.begin(before)
  assert.equal(await sessions.of(token, true), null)
}, assert.fail))

test('whoever signs in costs one slow hash, whether there is such a person or not', () => two('sqlite', async ({ users, passwords, engine }) => {
  const id = await made(users, 'Mina')
  assert.equal((await users.verified('mina', 'seven herons over wet rice'))?.id, id)
  assert.deepEqual([await users.verified('Mina', 'wrong'), await users.verified('Nobody', 'wrong')], [null, null])
  await users.change(mill, id, { disabled: true }, asking, printed)
  assert.equal(await users.verified('Mina', 'seven herons over wet rice'), null)
  const kept = (await engine.reads.person(mill, id))!.password
  assert.deepEqual(passwords.asked, [kept, kept, null, kept])
}, assert.fail))

test('of two changes at once none is lost', () => two('sqlite', async ({ users, engine }, other) => {
  const id = await made(users, 'Mina')
  const done = await Promise.allSettled([users.change(mill, id, { password: 'a lighthouse eats no cabbage' }, asking, printed), other.users.change(mill, id, { role: 'admin' }, asking, printed)])
  const row = (await engine.reads.person(mill, id))!
  const happened = done.map(({ status }) => status === 'fulfilled')
  assert.deepEqual([row.password.includes('lighthouse'), row.role === 'admin'], happened, 'one that was told that it is done has been undone')
  assert.equal(row.revision, 1 + happened.filter(Boolean).length)
}, assert.fail))

test('a password is kept with its parameters under a salt of its own, and nothing but itself opens it', async () => {
  const passwords = createPasswords(random)
  const [one, again] = await Promise.all([passwords.hash('seven herons over wet rice'), passwords.hash('seven herons over wet rice')])
  assert.match(one, /^scrypt\$17\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
  assert.notEqual(one, again)
  assert.deepEqual(await Promise.all([passwords.matches('seven herons over wet rice', one), passwords.matches('seven herons over wet ric\u0065', again), passwords.matches('Seven herons over wet rice', one), passwords.matches('seven herons over wet rice', null)]), [true, true, false, false])
  const cheap = one.replace('$17$', '$4$')
  assert.equal(await passwords.matches('seven herons over wet rice', cheap), false, 'the parameters that are kept are those that count')
})

test('only so many passwords are judged at once, and who would wait too long is sent away', async () => {
  const passwords = createPasswords(random)
  // Made under little: what is counted is how many wait.
  const cheap = `scrypt$4$8$1$${'a'.repeat(22)}$${'a'.repeat(43)}`
  const settled = await Promise.allSettled(Array.from({ length: 60 }, () => passwords.matches('x', cheap)))
  assert.equal(settled.filter(({ status }) => status === 'fulfilled').length, 34)
  assert.ok(settled.every(each => each.status === 'fulfilled' || (each.reason as Error).name === 'TryAgain'))
  assert.equal(await passwords.matches('x', cheap), false)
})

test('short and obvious passwords are refused with the reason, others whatever they are made of', () => {
  const refused = ['short', 'fourteen chars', 'a'.repeat(40), 'abcabcabcabcabcabc', 'passwordpassword', 'Password1234567890', 'P-a-s-s-w-o-r-d-1-2-3-4-5', 'qwertyuiopasdfgh', 'abcdefghijklmnop', '123456789012345', 'correct horse battery staple',
    'minaminaminaminamina', 'Mina-Parley-2026!', 'x'.repeat(257)]
  const taken = ['seven herons over wet rice', 'กระต่ายในพระจันทร์ปั้นหม้อ', '93 1847 5520 9631 04', 'a lighthouse eats no cabbage']
  assert.deepEqual(refused.filter(password => passwordRefused(password, 'Mina') === null), [])
  assert.deepEqual(taken.filter(password => passwordRefused(password, 'Mina') !== null), [])
})
