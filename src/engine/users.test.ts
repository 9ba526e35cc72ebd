import assert from 'node:assert/strict'
import { test } from 'node:test'
import { passwordRefused } from './password-rules.ts'
import { createPasswords, type Passwords } from './password.ts'
import { createSessions } from './sessions.ts'
import { createUsers } from './users-create.ts'
import type { Users } from './users.ts'
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

async function made(users: Users, name: string, merchant = mill): Promise<string> {
  let id = ''
  const done = await users.create(merchant, { name, role: 'operator', password: 'seven herons over wet rice' }, asking, user => ({ ...printed(), body: id = user.id }))
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
