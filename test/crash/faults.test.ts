import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { check } from '../../src/engine/check.ts'
import { reportOf } from '../../src/engine/check-problem.ts'
import { deedKinds, digestOf, disputeCalled, type Attempt } from '../kit/crash-deeds.ts'
import { crashFolder, lastFirst, type Ending } from '../kit/crash-folder.ts'
import { breakingProxy } from '../kit/crash-proxy.ts'
import { faultsIn } from '../kit/crash-triggers.ts'
import { startNative, textOf, type Heard, type Merchant, type NativeKit } from '../kit/native.ts'
import { freshDatabase, postgresForTests } from '../kit/postgres.ts'
import { kitStart } from '../kit/server.ts'

const postgres = await postgresForTests()
after(() => ('absent' in postgres ? undefined : postgres.stop()))

const places: { name: string; absent: string | null; make(t: Ending): Promise<string> }[] = [
  { name: 'SQLite', absent: null, make: async (t) => `sqlite:${join(crashFolder(t), 'parley.db')}` },
  { name: 'PostgreSQL', absent: 'absent' in postgres ? postgres.absent : null, make: postgresUrl },
]

for (const { name, absent, make } of places) {
  test(`${name}: whichever row of a deed fails, or its commit, nothing of it is there, nobody hears of success, and its key then does it once`, async (t) => {
    const end = lastFirst(t)
    if (absent !== null) return t.skip(absent)
    const url = await make(end)
    const kit = await kitOn(end, url)
    const merchant = await kit.merchant()
    const faults = await faultsIn(url)
    end.after(() => faults.close())
    for (const { name: deed, ready, state } of deedKinds) {
      const failures: (number | 'commit')[] = []
      for (let at: number | 'commit' | 'done' = 'commit'; at !== 'done';) {
        const theirs: string = `${deed}-${at}`
        const attempt = await ready(kit, merchant, theirs)
        const before = await digestOf(kit)
        await faults.arm(at)
        const { status, body } = await attempt()
        const isToCome = await faults.isToCome()
        await faults.arm('never')
        if (status < 300) {
          assert.ok(typeof at === 'number' && isToCome, `${theirs} failed, and was answered ${status}`)
          at = 'done'
        } else {
          assert.ok(status >= 500, `${theirs}: ${status} ${JSON.stringify(body)}`)
          assert.equal(await digestOf(kit), before, `${theirs} failed, and left something`)
          failures.push(at)
          await doneOnce(merchant, attempt, theirs, state, false)
          at = at === 'commit' ? 1 : at + 1
        }
      }
      assert.ok(failures.length > 5, `${deed} writes more than ${failures.length - 1} rows`)
      t.diagnostic(`${name}, ${deed}: failed at each of its ${failures.length - 1} rows and at its commit`)
    }
    await soundIn(kit)
  })
}

test('PostgreSQL: wherever the connection breaks, the answer is true, and the same key gives the true result', async (t) => {
  if ('absent' in postgres) return t.skip(postgres.absent)
  const end = lastFirst(t)
  const proxy = await breakingProxy(await postgresUrl(end))
  end.after(() => proxy.close())
  const kit = await kitOn(end, proxy.url)
  const merchant = await kit.merchant()
  const heard: Record<string, number> = {}
  for (const { name: deed, ready, state } of deedKinds) for (const side of ['before', 'after'] as const) {
    for (let at = 1, broke = true; broke; at++) {
      const theirs = `${deed}-${side}-${at}`
      const attempt = await ready(kit, merchant, theirs)
      proxy.arm({ at, side })
      const first = await attempt()
      broke = proxy.broke()
      proxy.mend()
      const code = first.status < 300 ? 'success' : textOf(first.body.code)
      heard[code] = (heard[code] ?? 0) + (broke ? 1 : 0)
      assert.ok(['success', 'unavailable', 'outcome_unknown'].includes(code), `${theirs}: ${first.text}`)
      await doneOnce(merchant, attempt, theirs, state, code === 'success' ? first : code === 'unavailable' ? false : null)
    }
  }
  t.diagnostic(`The connection broke ${Object.values(heard).reduce((sum, count) => sum + count)} times; answers: ${JSON.stringify(heard)}`)
  await soundIn(kit)
})

for (const side of ['before', 'after'] as const) {
  test(`PostgreSQL: cut ${side} COMMIT and not to be asked, the outcome is told as unknown, and the key tells the truth later`, async (t) => {
    if ('absent' in postgres) return t.skip(postgres.absent)
    const end = lastFirst(t)
    const proxy = await breakingProxy(await postgresUrl(end))
    end.after(() => proxy.close())
    const kit = await kitOn(end, proxy.url)
    const merchant = await kit.merchant()
    for (const { name: deed, ready, state } of deedKinds) {
      const attempt = await ready(kit, merchant, deed)
      proxy.arm({ at: 'every commit', side })
      const first = await attempt()
      proxy.mend()
      assert.equal(textOf(first.body.code), 'outcome_unknown', `${deed}: ${first.text}`)
      await doneOnce(merchant, attempt, deed, state, null, side === 'after')
    }
    await soundIn(kit)
  })
}

/** `first` is the success that was answered; false where nothing was done; null where nobody knew. */
async function doneOnce(merchant: Merchant, attempt: Attempt, theirs: string, state: string, first: Heard | false | null, was?: boolean): Promise<void> {
  const second = await attempt()
  const replayed = second.headers['idempotency-replayed'] === 'true'
  assert.ok(second.status < 300, `${theirs} again: ${second.text}`)
  if (first === false) assert.ok(!replayed, `${theirs}: nothing was done, said the answer, and it was`)
  if (first) assert.deepEqual([replayed, second.status, second.text], [true, first.status, first.text], `${theirs} was answered otherwise the second time`)
  if (was !== undefined) assert.equal(replayed, was, `${theirs}: whether it had happened`)
  const third = await attempt()
  assert.deepEqual([third.headers['idempotency-replayed'], third.status, third.text], ['true', second.status, second.text])
  assert.equal(textOf((await disputeCalled(merchant, theirs))?.state), state, theirs)
}

async function soundIn({ app }: NativeKit): Promise<void> {
  const checked = await check(app.store, { now: kitStart })
  assert.ok(checked.ok, reportOf(checked))
}

async function kitOn(t: Ending, store: string): Promise<NativeKit> {
  const kit = await startNative({ store })
  t.after(() => kit.close())
  return kit
}

async function postgresUrl(t: Ending): Promise<string> {
  if ('absent' in postgres) throw new Error(postgres.absent)
  const database = await freshDatabase(postgres.url)
  t.after(() => database.drop())
  return database.url
}
