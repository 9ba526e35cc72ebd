// The results that Alipay's calls end in, as one table: status, words, what to do next. Data and its reading only. Every `result` goes
// out with HTTP 200, because the official clients read nothing of another status.

import type { BuiltInFailure, Failure } from '../../wire/contract.ts'

export const resultCodes = [
  'PARAM_ILLEGAL', 'REPEAT_REQUEST', 'TIME_EXCEEDS_LIMIT', 'UNKNOWN_EXCEPTION', 'DEFENSE_EXCEED_LIMIT', 'NOT_ALLOW_IN_CURRENT_STATUS', 'INVALID_SIGNATURE',
] as const
export type ResultCode = (typeof resultCodes)[number]
export type ResultStatus = 'S' | 'F' | 'U'
export type Result = { resultCode: ResultCode | 'SUCCESS'; resultStatus: ResultStatus; resultMessage: string }
export type FailureCode = BuiltInFailure | ResultCode

export const success: Result = { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'Success' }

export const resultOf = (code: FailureCode): Result => {
  const resultCode = isResult(code) ? code : builtIn[code]
  return { resultCode, resultStatus: resultCode === 'UNKNOWN_EXCEPTION' ? 'U' : 'F', resultMessage: failures[resultCode].detail }
}

const isResult = (code: string): code is ResultCode => (resultCodes as readonly string[]).includes(code)

const results: Record<ResultCode, Failure> = {
  PARAM_ILLEGAL: said('A parameter does not fit', 'Illegal parameters. For example, non-numeric input, invalid date.', 'Correct the request, its headers too. Do not repeat it unchanged.'),
  REPEAT_REQUEST: said('Decided already', 'Repeated request.', 'Do not repeat it. How the dispute stands is told by its notifications.'),
  TIME_EXCEEDS_LIMIT: said('The time is over', 'Your defense is overdue and you cannot accept or defend the dispute.', 'Nothing can be done any more.'),
  UNKNOWN_EXCEPTION: { ...said('The outcome is not known', 'API failed due to an unknown reason.', 'Send the same call again.'), transient: true },
  DEFENSE_EXCEED_LIMIT: said('Too many defenses', 'The number of defenses exceeds the limit.', 'Stop. Only compliance requests take several.'),
  NOT_ALLOW_IN_CURRENT_STATUS: said('Still being checked', 'The operation is not allowed in the current status.', 'Wait for DISPUTE_JUDGED.'),
  INVALID_SIGNATURE: said('The signature does not fit', 'The signature is invalid.', 'Sign the bytes that are sent, with the key of this client id.'),
}

/** What is wrong with a request before anything is decided has one code; a doubled header could be read as either, so it proves nobody. */
const builtIn: Record<BuiltInFailure, ResultCode> = {
  route_not_found: 'PARAM_ILLEGAL', method_not_allowed: 'PARAM_ILLEGAL', malformed_request: 'PARAM_ILLEGAL', unsupported_media_type: 'PARAM_ILLEGAL',
  body_too_large: 'PARAM_ILLEGAL', invalid_body: 'PARAM_ILLEGAL', invalid_query: 'PARAM_ILLEGAL', invalid_header: 'PARAM_ILLEGAL',
  duplicate_header: 'INVALID_SIGNATURE', internal_error: 'UNKNOWN_EXCEPTION', overloaded: 'UNKNOWN_EXCEPTION',
}

/** Only where no call is reached at all the status says so too. */
const statuses: Partial<Record<BuiltInFailure, number>> = { route_not_found: 404, method_not_allowed: 405 }

export const failures = { ...builtInFailures(), ...results } satisfies Record<FailureCode, Failure>

function said(title: string, detail: string, next: string): Failure {
  return { status: 200, title, detail, next, transient: false }
}

function builtInFailures(): Record<BuiltInFailure, Failure> {
  const pairs = (Object.keys(builtIn) as BuiltInFailure[]).map(name => [name, { ...results[builtIn[name]], status: statuses[name] ?? 200 }])
  return Object.fromEntries(pairs) as Record<BuiltInFailure, Failure>
}
