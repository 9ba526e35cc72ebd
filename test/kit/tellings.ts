/** How each dialect tells that something was done, and in which word that it was not: what an answer is held against. */
import type { DialectName } from '../../src/core/dispute.ts'
import { failures as afterpayFailures, type FailureCode as AfterpayCode } from '../../src/dialects/afterpay/failures.ts'
import { failures as ahrvoFailures, type AhrvoFailure } from '../../src/dialects/ahrvo/failures.ts'
import { resultOf, type FailureCode as AlipayCode } from '../../src/dialects/alipay/results.ts'
import { problems as omiseProblems, type ProblemCode } from '../../src/dialects/omise/problems.ts'
import type { Telling } from './prove-answer.ts'

const byStatus = (status: number): boolean => status < 400
const field = (name: string) => (body: string): string => String((JSON.parse(body) as Record<string, unknown>)[name])

/** Its page stands at its type. */
function problemCode(body: string): string {
  const { type, code } = JSON.parse(body) as { type: string; code: string }
  return type === `/docs/problems/${code}` ? code : `${code} of ${type}`
}

type FinixError = { _embedded: { errors: { code: string }[] } }

export const tellings: Record<DialectName, Telling> = {
  native: { good: byStatus, wordIn: problemCode },
  alipay: {
    good: (_, body) => body.includes('"SUCCESS"'), wordIn: body => (JSON.parse(body) as { result: { resultCode: string } }).result.resultCode,
    wordFor: code => resultOf(code as AlipayCode).resultCode,
  },
  afterpay: { good: byStatus, wordIn: field('errorCode'), wordFor: code => afterpayFailures[code as AfterpayCode].title },
  omise: { good: byStatus, wordIn: field('code'), wordFor: code => omiseProblems[code as ProblemCode].code },
  moov: { good: byStatus, wordIn: null },
  ahrvo: { good: byStatus, wordIn: body => (JSON.parse(body) as FinixError)._embedded.errors[0]!.code, wordFor: code => ahrvoFailures[code as AhrvoFailure].title },
}
