// One call of Omise's: in the newest version, whatever the account's is, and with the secret key.

import { call, type Answered, type Called, type CallInput } from '../../../wire/call.ts'
import type { Endpoint } from '../../../wire/contract.ts'
import type { ConnectParts } from '../../dialect.ts'
import { omiseContract } from '../contract.ts'
import { authorizationOf } from '../scheme.ts'
import { newestVersion } from '../view.ts'

export type Ask = (endpoint: Endpoint, input?: CallInput) => Promise<Called>

export const endpoints: { [N in keyof typeof omiseContract.endpoints]: Endpoint } = omiseContract.endpoints

export function askOf({ baseUrl, send, now, credentials }: ConnectParts): Ask {
  const authorization = authorizationOf(credentials['secret_key'] ?? '')
  return (endpoint, input = {}) => call(endpoint, { ...input, headers: { 'omise-version': newestVersion } }, { baseUrl, send, now, sign: () => ({ authorization }) })
}

export const isAnswer = <S extends number>(answer: Called, status: S): answer is Answered & { status: S } => answer.kind === 'answered' && answer.status === status
