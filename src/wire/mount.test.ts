import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsonResponse, wireRequest, type WireHandle } from './http.ts'
import { mount } from './mount.ts'

const api = (name: string): WireHandle => Object.assign(async () => jsonResponse(200, name), { bodyLimit: () => name.length })

test('the most exact prefix owns a path, whole segments only', async () => {
  const handle = mount(
    [
      { prefixes: ['/disputes', '/charges/*/disputes'], handle: api('omise') },
      { prefixes: ['/v1'], handle: api('native') },
      { prefixes: ['/v1/special', '/charges/*'], handle: api('special') },
    ],
    api('nobody'),
  )
  const owner = async (target: string) => JSON.parse((await handle(wireRequest({ target }))).body as string) as string
  const expected = { '/disputes': 'omise', '/disputes/x/y?z': 'omise', '/charges/c/disputes': 'omise', '/charges/c/other': 'special', '/v1/special/x': 'special', '/v1/specials': 'native', '/v10': 'nobody', '/': 'nobody', '/disputesx': 'nobody', '*': 'nobody' }
  for (const [target, name] of Object.entries(expected)) assert.equal(await owner(target), name, target)
  assert.equal(handle.bodyLimit('POST', '/v1/x'), 'native'.length)
})
