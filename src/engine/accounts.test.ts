// Accounts over a real store: who is recognised, who no longer is, and what is never kept.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startParley, type Kit } from '../../test/kit/server.ts'
import type { DialectName } from '../core/dispute.ts'
import { dialects as dialectNames } from '../core/dispute.ts'
import type { Accounts, CredentialView, NewMerchant } from './accounts.ts'
import { createAccounts, type AccountsParts } from './accounts-create.ts'
import type { Key } from './job.ts'
import { dialects } from '../dialects/index.ts'

let kit: Kit
let accounts: Accounts
const keyless = { key: null, credential: null }
const day = 86_400_000

before(async () => {
  kit = await startParley()
  accounts = kit.app.accounts
})
after(() => kit.close())

test('a new merchant has one credential for every dialect, and each is recognised in its own dialect only', async () => {
  const made = await newMerchant('Mill')
  assert.deepEqual(Object.keys(made.credentials).sort(), [...dialectNames].sort())
  const key = made.credentials.native.key!
  const principal = await accounts.authenticate('native', key)
  assert.deepEqual([principal?.merchant, principal?.scope, principal?.seeAll], [made.id, 'admin', true])
  for (const other of dialectNames.filter(name => name !== 'native')) assert.equal(await accounts.authenticate(other, key), null, other)
  const basic = `${made.credentials.afterpay.merchant_id}:${made.credentials.afterpay.secret_key}`
  assert.deepEqual([(await accounts.authenticate('afterpay', basic))?.merchant, (await accounts.authenticate('afterpay', basic))?.seeAll], [made.id, false])
})

test('what is stored holds neither a presented secret nor a sealed one', async () => {
  const made = await newMerchant('Silent')
  const stored = JSON.stringify(await kit.engine.reads.credentials(made.id))
  const { native, afterpay, omise, alipay } = made.credentials
  for (const secret of [native.key!, afterpay.secret_key!, omise.secret_key!, omise.webhook_secret!, alipay.private_key!.slice(0, 60)]) assert.ok(!stored.includes(secret))
})

test('sealed secrets open for their own merchant only', async () => {
  const [one, two] = [await newMerchant('One'), await newMerchant('Two')]
  const credential = (await accounts.credentials(one.id)).find(({ dialect }) => dialect === 'omise')!
  assert.equal((await accounts.secretsOf(one.id, credential.id)).webhook_secret, one.credentials.omise.webhook_secret)
  await assert.rejects(accounts.secretsOf(two.id, credential.id), /no credential/)
})

test('a given credential is taken as it is, and no second merchant gets it', async () => {
  const given = { native: { key: 'pk_given_0123456789' }, afterpay: { merchant_id: '600000001', secret_key: 'given-secret-1' } }
  const made = await newMerchant('Given', given)
  assert.equal(made.credentials.native.key, given.native.key)
  const again = await accounts.createMerchant({ name: 'Thief', credentials: { afterpay: given.afterpay } }, keyless, answerOf)
  assert.deepEqual(again, { kind: 'taken', what: 'credential', dialect: 'afterpay' })
  assert.equal((await accounts.authenticate('afterpay', '600000001:given-secret-1'))?.merchant, made.id)
})

test('merchants that ask for the same credential at once do not both get it', async () => {
  const merchants = await Promise.all(['a', 'b', 'c'].map(name => newMerchant(name)))
  const asked = { dialect: 'native', scope: 'read', seeAll: true, given: { key: 'pk_raced_0123456789' }, expiresAt: null } as const
  const told = await Promise.all(merchants.map(({ id }) => accounts.createCredential(id, asked, keyless, ({ view }) => viewAnswer(view))))
  assert.deepEqual(told.map(({ kind }) => kind), ['done', 'taken', 'taken'])
  assert.equal((await accounts.authenticate('native', asked.given.key))?.merchant, merchants[0]!.id)
})

test('of two processes that give the same credential away at once, one does; the other hears that it is taken', async () => {
  const other = createAccounts(parts())
  const [one, two] = [await newMerchant('Here'), await newMerchant('There')]
  const asked = { dialect: 'native', scope: 'read', seeAll: true, given: { key: 'pk_far_0123456789' }, expiresAt: null } as const
  const told = await Promise.all([accounts, other].map((each, at) => each.createCredential([one, two][at]!.id, asked, keyless, ({ view }) => viewAnswer(view))))
  assert.deepEqual(told.map(({ kind }) => kind).sort(), ['done', 'taken'])
  const given = { afterpay: { merchant_id: '600000009', secret_key: 'raced-secret' } }
  const made = await Promise.all([accounts, other].map(each => each.createMerchant({ name: 'Raced', credentials: given }, keyless, answerOf)))
  assert.deepEqual(made.map(each => each.kind === 'taken' ? each : each.kind).sort(), [{ kind: 'taken', what: 'credential', dialect: 'afterpay' }, 'done'])
})

test('the same making of a merchant, asked of two processes at once under one key, makes one and answers both the same', async () => {
  const asking = { key: keyNamed('make-far'), credential: null }
  const given = { afterpay: { merchant_id: '600000010', secret_key: 'twice-secret' } }
  const other = createAccounts(parts())
  const told = await Promise.all([accounts, other].map(each => each.createMerchant({ name: 'Twice', credentials: given }, asking, answerOf)))
  assert.ok(told.every(each => each.kind === 'done' || each.kind === 'replayed' || (each.kind === 'turned_away' && each.refusal.refused === 'key_in_flight')), JSON.stringify(told))
  assert.equal((await kit.engine.reads.merchants('', 1000)).filter(({ name }) => name === 'Twice').length, 1)
})

for (const order of [['revoke', 'rotate'], ['rotate', 'revoke']] as const) {
  test(`what one process revokes while another turns it stays revoked (${order[0]} first)`, async () => {
    const made = await newMerchant('Both')
    const key = made.credentials.native.key!
    const { credential } = (await accounts.authenticate('native', key))!
    const elsewhere = createAccounts(parts())
    const deeds = {
      revoke: () => accounts.revokeCredential(made.id, credential, keyless, viewAnswer),
      rotate: () => elsewhere.rotateCredential(made.id, credential, day, keyless, ({ view }) => viewAnswer(view)),
    }
    await Promise.all(order.map(deed => deeds[deed]()))
    assert.equal(await accounts.authenticate('native', key), null)
  })
}

test('a given value that does not fit is told with its dialect and makes nothing', async () => {
  const told = await accounts.createMerchant({ name: 'Wrong', credentials: { afterpay: { merchant_id: 'a:b' } } }, keyless, answerOf)
  assert.deepEqual([told.kind, 'dialect' in told && told.dialect], ['unusable', 'afterpay'])
})

test('repeating the making of a merchant under its key gives the same bytes and no second merchant', async () => {
  const key = keyNamed('make-1')
  const call = () => accounts.createMerchant({ name: 'Once', credentials: {} }, { key, credential: null }, answerOf)
  const first = await call()
  const count = (await kit.engine.reads.merchants('', 1000)).length
  const second = await call()
  assert.ok(first.kind === 'done' && second.kind === 'replayed')
  assert.equal(second.answer.body, first.answer!.body)
  assert.equal((await kit.engine.reads.merchants('', 1000)).length, count)
  const other = await accounts.createMerchant({ name: 'Other', credentials: {} }, { key: { ...key, fingerprint: 'other' }, credential: null }, answerOf)
  assert.deepEqual(other.kind === 'turned_away' && other.refusal.refused, 'key_reused_with_other_body')
})

test('a merchant id that exists is not made again', async () => {
  const { id } = await newMerchant('First')
  assert.deepEqual(await accounts.createMerchant({ id, name: 'Second', credentials: {} }, keyless, answerOf), { kind: 'taken', what: 'merchant' })
  assert.equal((await kit.engine.reads.merchant(id))?.name, 'First')
})

test('a revoked credential is not recognised from the very next call on', async () => {
  const made = await newMerchant('Leaky')
  const key = made.credentials.native.key!
  const principal = (await accounts.authenticate('native', key))!
  await accounts.revokeCredential(made.id, principal.credential, keyless, viewAnswer)
  assert.equal(await accounts.authenticate('native', key), null)
})

test('what another process revoked is not recognised a second later, without a word from it', async () => {
  const made = await newMerchant('Far')
  const key = made.credentials.native.key!
  assert.ok(await accounts.authenticate('native', key))
  const row = (await kit.engine.reads.credentials(made.id)).find(({ dialect }) => dialect === 'native')!
  await kit.engine.write({ merchant: made.id, writes: [{ table: 'credential', rows: [{ ...row, revokedAt: 1 }] }] })
  await kit.app.world.pause(1_050)
  assert.equal(await accounts.authenticate('native', key), null)
})

test('after a rotation both secrets are recognised until the overlap has passed, then the new one alone', async () => {
  const made = await newMerchant('Turning')
  const old = made.credentials.afterpay
  const id = (await accounts.credentials(made.id)).find(({ dialect }) => dialect === 'afterpay')!.id
  let shown: Record<string, string> = {}
  await accounts.rotateCredential(made.id, id, day, keyless, turned => viewAnswer(turned.view, (shown = turned.shown)))
  assert.equal(shown.merchant_id, old.merchant_id, 'the public name stays')
  assert.notEqual(shown.secret_key, old.secret_key)
  const known = async (secret: string): Promise<boolean> => (await accounts.authenticate('afterpay', `${old.merchant_id}:${secret}`)) !== null
  assert.deepEqual([await known(old.secret_key!), await known(shown.secret_key!)], [true, true])
  kit.clock.advance(day + 1)
  assert.deepEqual([await known(old.secret_key!), await known(shown.secret_key!)], [false, true])
})

test('every dialect can turn its credential', async () => {
  const made = await newMerchant('All')
  for (const { id, dialect } of await accounts.credentials(made.id)) {
    const turned = await accounts.rotateCredential(made.id, id, 0, keyless, ({ view }) => viewAnswer(view))
    assert.equal(turned?.kind, 'done', dialect)
  }
  assert.equal((await accounts.credentials(made.id)).length, 2 * dialectNames.length)
})

test("another merchant's credential can neither be turned nor revoked", async () => {
  const [one, two] = [await newMerchant('Mine'), await newMerchant('Yours')]
  const { credential } = (await accounts.authenticate('native', two.credentials.native.key!))!
  assert.equal(await accounts.rotateCredential(one.id, credential, 0, keyless, ({ view }) => viewAnswer(view)), null)
  assert.equal(await accounts.revokeCredential(one.id, credential, keyless, viewAnswer), null)
  assert.ok(await accounts.authenticate('native', two.credentials.native.key!))
})

test('the administrator is who presents exactly the configured key', () => {
  assert.equal(accounts.administrator(kit.adminKey)?.kind, 'administrator')
  for (const wrong of ['', kit.adminKey.slice(1), `${kit.adminKey} `, 'x']) assert.equal(accounts.administrator(wrong), null)
})

async function newMerchant(name: string, credentials: Partial<Record<DialectName, Record<string, string>>> = {}): Promise<NewMerchant> {
  let made: NewMerchant | null = null
  const told = await accounts.createMerchant({ name, credentials }, keyless, each => answerOf((made = each)))
  assert.equal(told.kind, 'done')
  return made!
}

const parts = (): AccountsParts => ({
  engine: kit.engine, vault: kit.app.vault, adminKey: null, isSample: () => false, monotonic: () => 0,
  makers: Object.fromEntries(Object.values(dialects).map(({ name, credentials }) => [name, credentials])) as AccountsParts['makers'],
})

const keyNamed = (key: string): Key => ({ principal: 'administrator', key, fingerprint: 'f' })
const answerOf = (made: NewMerchant) => ({ status: 201, headers: {}, body: JSON.stringify(made) })
const viewAnswer = (view: CredentialView, _shown?: Record<string, string>) => ({ status: 200, headers: {}, body: view.id })
