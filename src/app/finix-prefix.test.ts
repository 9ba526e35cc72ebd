import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from './config.ts'
import { startAhrvo } from '../../test/kit/ahrvo.ts'

const read = (PARLEY_FINIX_PREFIX: string) => readConfig({ env: { PARLEY_FINIX_PREFIX }, readText: () => '', isSample: () => false })

test('a prefix for Finix\'s clients is a path that is nobody\'s', () => {
  for (const good of ['/finix', '/a/b-c/d_1']) assert.ok('config' in read(good), good)
  for (const bad of ['', '/', 'finix', '/finix/', '/v1', '/payments/na', '/disputes', '/docs/x', '/openapi.json', '/a b', '/..', '/x?y', `/${'x'.repeat(41)}`]) assert.ok('problems' in read(bad), bad)
})

test('without it the path is nobody\'s; with it an unknown path below it is answered in its shape', async () => {
  for (const [finixPrefix, expected] of [[undefined, undefined], ['/finix', 'NOT_FOUND']] as const) {
    const kit = await startAhrvo({ finixPrefix })
    const shop = await kit.shop()
    const { status, body } = await shop.call('GET', '/finix/nothing')
    assert.deepEqual([status, (body._embedded?.errors as unknown as { code: string }[] | undefined)?.[0]!.code], [404, expected])
    await kit.close()
  }
})
