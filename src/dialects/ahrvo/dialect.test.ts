import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ahrvoGiven, givens, type GivenName } from '../../../test/kit/ahrvo-given.ts'
import { startAhrvo } from '../../../test/kit/ahrvo.ts'
import { noon } from '../../../test/kit/builders.ts'
import { proveDialect } from '../../../test/kit/prove.ts'
import { refusals } from '../../core/refusal.ts'
import { builtInFailures } from '../../wire/contract.ts'
import { ids } from './contract/samples.ts'
import { dispute as disputeShape, failureBody, root } from './contract/shapes.ts'
import { errorBody, failures, type AhrvoFailure } from './failures.ts'
import { ahrvo } from './index.ts'
import { toLinkedDispute } from './translate.ts'

const kit = await startAhrvo()
after(() => kit.close())

proveDialect(ahrvo, {
  prefixes: [root],
  theirId: /^DP[1-9A-HJ-NP-Za-km-z]{22}$/,
  givens, given: async name => ({ handle: kit.handle, values: await ahrvoGiven(kit, name as GivenName) }), sample: ids,
  exampleGiven: ({ path }) => (path.includes('webhooks') ? 'webhook' : path.includes('{evidence}') ? 'evidence' : 'open'),
  credentials: (_, { values }) => ({ authorization: `Basic ${values.basic}` }),
  wordsOf: refusal => [refusal],
  views: { schema: disputeShape, of: dispute => [toLinkedDispute(dispute, noon, root)] },
})

test('every failure has a documented status and Finix\'s shape', () => {
  const documented = [400, 401, 403, 404, 405, 406, 409, 422, 429, 500, 503]
  for (const code of [...refusals.map(({ code }) => code), ...builtInFailures, ...Object.keys(failures)] as AhrvoFailure[]) {
    const { status, body } = errorBody(code, { href: '/x', logref: 'r' })
    assert.ok(documented.includes(status), code)
    assert.equal(status, failures[code].status)
    assert.deepEqual(failureBody.parse(body), body, code)
    assert.equal(body.total, body._embedded.errors.length)
  }
})
