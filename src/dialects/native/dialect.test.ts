import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nativeGiven } from '../../../test/kit/native-given.ts'
import { proveDialect, type Scene } from '../../../test/kit/prove.ts'
import type { Endpoint } from '../../wire/contract.ts'
import { dispute } from './contract/dispute.ts'
import { sample } from './contract/examples.ts'
import { native } from './index.ts'
import { toWireDispute } from './translate.ts'

const endpoints: Endpoint[] = Object.values(native.contract!.endpoints)

proveDialect(native, {
  prefixes: ['/v1'],
  theirId: /^nd_[0-9A-Za-z]{17}$/,
  givens: [...endpoints.map(({ operation }) => operation), 'provisionalWin'], given: versioned, endless: ['streamEvents'], exampleGiven: ({ operation }) => operation, sample,
  credentials: ({ scope }, { values }) => ({ authorization: `Bearer ${scope === 'administrator' ? values.admin : values.key}` }),
  wordsOf: refusal => [refusal],
  views: { schema: dispute, of: one => [toWireDispute(one)] },
})

/** Whatever is answered names the version that it was answered in. */
async function versioned(operation: string): Promise<Scene> {
  const scene = await nativeGiven(operation)
  return {
    ...scene,
    async handle(request) {
      const answer = await scene.handle(request)
      if (request.path.startsWith('/v1')) assert.equal(answer.headers['parley-version'], '2026-11-20')
      return answer
    },
  }
}

/** The stream's good answer has no end; its own test reads it. */
const endless = ['streamEvents']
/** Needs a provisional win, which only its exchange has. */
const onlyBad = ['reverseDispute']

test('every endpoint has an example that goes well and one that does not', () => {
  for (const { operation, examples = {} } of endpoints) {
    const statuses = Object.values(examples).map(({ status }) => status)
    assert.ok(statuses.some(status => status >= 400), `${operation} has no bad example`)
    if (![...endless, ...onlyBad].includes(operation)) assert.ok(statuses.some(status => status < 400), `${operation} has no good example`)
  }
})
