import { after, test } from 'node:test'
import { killAgainAndAgain } from '../kit/crash-suite.ts'
import { freshDatabase, postgresForTests } from '../kit/postgres.ts'

const postgres = await postgresForTests()
if ('absent' in postgres) test('PostgreSQL: killed at any moment, nothing acknowledged is lost', { skip: postgres.absent }, () => undefined)
else {
  const database = await freshDatabase(postgres.url)
  killAgainAndAgain('PostgreSQL', database.url)
  after(async () => {
    await database.drop()
    await postgres.stop()
  })
}
