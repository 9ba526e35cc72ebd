import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { startAfterpay } from '../../../test/kit/afterpay.ts'
import { afterpayGiven, givens } from '../../../test/kit/afterpay-given.ts'
import { proveDialect } from '../../../test/kit/prove.ts'
import { noticeKinds } from '../../core/notice.ts'
import { openapiOf } from '../../wire/openapi.ts'
import type { Contract } from '../../wire/contract.ts'
import { sample } from './contract/examples.ts'
import { dispute } from './contract/dispute.ts'
import { failureCodes, failureOfRefusal } from './failures.ts'
import { afterpay } from './index.ts'
import { toWireDispute } from './translate.ts'
import { closingReasons, fileFields, reasons, statuses, textFields } from './words.ts'

const kit = await startAfterpay()
after(() => kit.close())
const contract: Contract = afterpay.contract!

proveDialect(afterpay, {
  prefixes: ['/v2/disputes'],
  theirId: /^dp_[1-9A-HJ-NP-Za-km-z]{22}$/,
  givens, given: name => afterpayGiven(kit, name), exampleGiven: () => '', sample,
  credentials: (_, { values }) => ({ authorization: `Basic ${values.basic}` }),
  wordsOf: refusal => [failureOfRefusal[refusal]],
  views: { schema: dispute, of: one => [toWireDispute(one, { attachmentsAsArray: false }), toWireDispute(one, { attachmentsAsArray: true })] },
})

test('its OpenAPI warns of what cannot be taken back', () => {
  const { paths } = openapiOf(contract, { serverUrl: 'http://parley.test' }) as { paths: Record<string, Record<string, Record<string, unknown>>> }
  const destructive = Object.entries(paths).flatMap(([path, verbs]) => Object.entries(verbs).flatMap(([verb, { 'x-destructive': marked }]) => (marked ? [`${verb} ${path}`] : [])))
  assert.deepEqual(destructive, ['get /v2/disputes/{dispute_id}/accept', 'post /v2/disputes/{dispute_id}/accept'])
})

test('the README has every endpoint, failure, notice and word', () => {
  const text = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  const named = [...Object.keys(contract.endpoints), ...noticeKinds, ...reasons, ...statuses, ...closingReasons, ...textFields, ...fileFields, ...failureCodes]
  assert.deepEqual(named.filter(name => !text.includes(`\`${name}\``)), [])
})
