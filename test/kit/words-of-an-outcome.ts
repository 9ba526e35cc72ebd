/** What each language says of a dispute that is closed, and of a decision whose outcome is not known, as far as a client goes by it. */
import type { DialectName } from '../../src/core/dispute.ts'
import type { Answer } from './speaker.ts'

type Read = Record<DialectName, (answer: Answer) => unknown>

export const closed: Read = {
  native: ({ status, body }) => [status, body.code], alipay: resultOf, afterpay: ({ status, body }) => [status, body.errorCode], omise: ({ status, body }) => [status, body.code],
  moov: ({ status }) => [status], ahrvo: finixOf,
}
export const closedWords: Record<DialectName, unknown> = {
  native: [409, 'already_accepted'], alipay: [200, 'REPEAT_REQUEST', 'F'], afterpay: [412, 'precondition_failed'], omise: [422, 'dispute_already_closed'],
  moov: [409], ahrvo: [422, 'UNPROCESSABLE_ENTITY', true],
}
export const unknown: Read = {
  ...closed, afterpay: ({ status, body }) => [status, Object.keys(body).sort(), body.httpStatusCode], omise: ({ status, body }) => [status, body.object, body.code], moov: ({ status, text }) => [status, text],
}
export const unknownWords: Record<DialectName, unknown> = {
  native: [202, undefined], alipay: [200, 'UNKNOWN_EXCEPTION', 'U'], afterpay: [503, ['errorCode', 'errorId', 'httpStatusCode', 'message'], 503],
  omise: [503, 'error', 'service_not_available'], moov: [504, ''], ahrvo: [500, 'SERVER_ERROR', true],
}

function resultOf({ status, body }: Answer): unknown {
  return [status, body.result?.resultCode, body.result?.resultStatus]
}
function finixOf({ status, body }: Answer): unknown {
  const errors = body._embedded?.errors as unknown as { code: string }[] | undefined
  return [status, errors?.[0]?.code, (body.total as unknown) === 1]
}
