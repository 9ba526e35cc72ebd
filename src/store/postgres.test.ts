// PostgreSQL: the common suite.

import { test } from 'node:test'
import { freshDatabase, postgresForTests } from '../../test/kit/postgres.ts'
import { conformance } from './conformance.ts'
import { openStore } from './open.ts'

const server = await postgresForTests()

if ('absent' in server) test('PostgreSQL', { skip: server.absent }, () => undefined)
else {
  conformance('PostgreSQL', async () => {
    const { url, drop } = await freshDatabase(server.url)
    const store = await openStore(url, { sandbox: true })
    return { store, close: () => store.close().then(drop).then(server.stop) }
  })
}
