import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alipayGiven, alipaySigned, givens } from '../../../test/kit/alipay-given.ts'
import { proveDialect } from '../../../test/kit/prove.ts'
import { refusals } from '../../core/refusal.ts'
import { builtInFailures } from '../../wire/contract.ts'
import { alipay } from './index.ts'
import { acceptRefusals, complianceRefusals } from './refusals.ts'
import { resultCodes, resultOf, type FailureCode } from './results.ts'

proveDialect(alipay, {
  prefixes: ['/ams/api', '/ams/sandbox/api'],
  theirId: /^20261120\d{20}$/,
  givens, given: alipayGiven, exampleGiven: () => 'open', goodExample: name => ['accept', 'pdf', 'form'].includes(name), sample: {}, signed: alipaySigned,
  wordsOf: refusal => [acceptRefusals[refusal], complianceRefusals[refusal]],
  views: null,
})

test('every code is a result within its limits', () => {
  const codes = new Set<string>(resultCodes)
  for (const code of [...resultCodes, ...builtInFailures] as FailureCode[]) {
    const { resultCode, resultStatus, resultMessage } = resultOf(code)
    assert.ok(codes.has(resultCode) && resultCode.length <= 64 && resultMessage.length <= 256, code)
    assert.equal(resultStatus, resultCode === 'UNKNOWN_EXCEPTION' ? 'U' : 'F')
  }
})

test('whatever may still be undecided is told as unknown, and never as refused', () => {
  const unknown = refusals.filter(({ transient }) => transient).map(({ code }) => [code, acceptRefusals[code]])
  assert.deepEqual(unknown.filter(([, code]) => code !== 'UNKNOWN_EXCEPTION'), [])
})
