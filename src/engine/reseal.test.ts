import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { atWork } from '../../test/kit/at-work.ts'
import { connection, mill, noon } from '../../test/kit/builders.ts'
import { seededRandom } from '../../test/kit/world.ts'
import { signingContext, writeSecrets } from '../core/signing.ts'
import { contextOf } from './accounts-rows.ts'
import { connectionContext, connectionRow, usualSettings } from './connection.ts'
import { reseal } from './reseal.ts'
import type { Store, Tables } from './store.ts'
import { createVault, type Vault } from './vault.ts'

const [older, newer] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]
const [old, both, alone] = [[older], [newer, older], [newer]].map(keys => createVault(keys, randomBytes)) as [Vault, Vault, Vault]

async function sealedUnderOld() {
  const kit = await atWork()
  const far = connectionRow({ merchant: mill, id: connection, dialect: 'omise', name: 'Far', url: 'https://far.example', state: 'active', credentials: { secret_key: 'skey_1' }, settings: usualSettings, createdAt: 0, updatedAt: 7 }, old)
  const key: Tables['credential'] = {
    merchant: mill, id: 'key_1', dialect: 'omise', scope: 'decide', seeAll: 0, lookup: old.lookup('omise\nskey'), public: '{}', sealed: old.seal('{"webhook_secret":"s"}', contextOf(mill, 'key_1')), createdAt: 1, expiresAt: null, revokedAt: null,
  }
  const hook: Tables['endpoint'] = {
    merchant: mill, id: 'whk_1', dialect: 'native', url: 'https://hook.example', kinds: '*', sealed: old.seal(writeSecrets([{ secret: 'whsec_x', until: null }]), signingContext(mill, 'whk_1')), createdAt: 1, disabledAt: null, body: '{}',
  }
  const bare: Tables['credential'] = { ...key, id: 'key_2', lookup: old.lookup('native\npk'), sealed: null, dialect: 'native' }
  await kit.engine.write({ merchant: mill, writes: [{ table: 'connection', rows: [far] }, { table: 'credential', rows: [key, bare] }, { table: 'endpoint', rows: [hook] }] })
  const chance = seededRandom('batches')
  const renew = (store: Pick<Store, 'scan' | 'transact'> = kit.store) => reseal({ store, vault: both, now: () => noon, nextBatch: () => Buffer.from(chance(8)).toString('hex') })
  return { kit, far, renew }
}

test('everything that is sealed is sealed anew under the new key alone, and says what it said; nothing else of a row changes', async () => {
  const { kit, far, renew } = await sealedUnderOld()
  assert.deepEqual(await renew(), { read: 3, changed: 3, left: 0 })
  const [row] = await kit.engine.reads.connections(mill)
  const [key] = (await kit.engine.reads.credentials(mill)).filter(({ sealed }) => sealed !== null)
  const [hook] = await kit.engine.reads.endpoints(mill)
  assert.deepEqual([alone.open(row!.sealed, connectionContext(mill, connection)), alone.open(key!.sealed!, contextOf(mill, 'key_1')), alone.open(hook!.sealed, signingContext(mill, 'whk_1'))],
    ['{"secret_key":"skey_1"}', '{"webhook_secret":"s"}', writeSecrets([{ secret: 'whsec_x', until: null }])])
  assert.throws(() => old.open(row!.sealed, connectionContext(mill, connection)))
  assert.deepEqual({ ...row, sealed: '' }, { ...far, sealed: '' })
  assert.deepEqual(await renew(), { read: 3, changed: 0, left: 0 })
  await kit.close()
})

test('what is changed meanwhile stays as it was changed, and is told as left', async () => {
  const { kit, far, renew } = await sealedUnderOld()
  const changed = { ...far, name: 'Other', sealed: old.seal('{"secret_key":"skey_2"}', connectionContext(mill, connection)) }
  const told = await renew({
    scan: kit.store.scan,
    async transact(asks, decide) {
      if (JSON.stringify(decide(new Map())).includes('"reseal":"connection"')) await kit.engine.write({ merchant: mill, writes: [{ table: 'connection', rows: [changed] }] })
      return kit.store.transact(asks, decide)
    },
  })
  assert.deepEqual([told, await kit.engine.reads.connections(mill)], [{ read: 3, changed: 2, left: 1 }, [changed]])
  assert.deepEqual([await renew(), (await kit.engine.reads.connections(mill))[0]!.name], [{ read: 3, changed: 1, left: 0 }, 'Other'])
  await kit.close()
})

test('with a key that opens nothing of it nothing is changed', async () => {
  const { kit } = await sealedUnderOld()
  const strange = createVault([newer, new Uint8Array(32).fill(3)], randomBytes)
  await assert.rejects(reseal({ store: kit.store, vault: strange, now: () => noon, nextBatch: () => 'b1' }), /master key that is not set/)
  assert.equal(old.open((await kit.engine.reads.connections(mill))[0]!.sealed, connectionContext(mill, connection)), '{"secret_key":"skey_1"}')
  await kit.close()
})
