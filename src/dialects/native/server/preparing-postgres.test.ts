// Two processes on one PostgreSQL: what is prepared at one is seen at the other, and heard by who follows there.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { wireRequest } from '../../../wire/http.ts'
import { items, startNative, textOf } from '../../../../test/kit/native.ts'
import { freshDatabase, postgresForTests } from '../../../../test/kit/postgres.ts'

const postgres = await postgresForTests()
after(() => ('url' in postgres ? postgres.stop() : undefined))

test('what is prepared at one process is seen at another, and heard there without anybody telling it', async t => {
  if ('absent' in postgres) return t.skip(postgres.absent)
  const database = await freshDatabase(postgres.url)
  const here = await startNative({ store: database.url })
  const there = await startNative({ store: database.url })
  const mill = await here.merchant()
  const dispute = textOf((await here.open(mill)).id)
  await here.app.workers.runOnceAll(here.clock.now())
  const gone = new AbortController()
  const { body } = await there.handle(wireRequest({ target: '/v1/events/stream', headers: { authorization: `Bearer ${mill.key}` }, signal: gone.signal }))
  const parts = (body as AsyncIterable<string>)[Symbol.asyncIterator]()
  await parts.next()
  const heard = parts.next()
  await mill.call('PUT', `/v1/disputes/${dispute}/preparing`, { kind: 'accept' })
  const [seen] = items((await there.as(mill.key)('GET', `/v1/disputes/${dispute}`)).body.preparing)
  assert.deepEqual([seen?.who?.name, seen?.kind], ['Key', 'accept'])
  there.clock.advance(4_000)
  assert.match((await heard).value as string, new RegExp(`^event: preparing\\ndata: {"dispute":"${dispute}"`))
  gone.abort()
  await Promise.all([here.close(), there.close()])
  await database.drop()
})
