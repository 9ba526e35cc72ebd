// One call of Afterpay's: signed and named as its documents ask for, kept by no cache on the way.

import { call, type Answered, type Called, type CallInput } from '../../wire/call.ts'
import type { Endpoint } from '../../wire/contract.ts'
import type { ConnectParts } from '../dialect.ts'
import { afterpayContract } from './contract.ts'
import { authorizationOf } from './scheme.ts'

export type Ask = (endpoint: Endpoint, input?: CallInput) => Promise<Called>

export const endpoints: { [N in keyof typeof afterpayContract.endpoints]: Endpoint } = afterpayContract.endpoints

export function askOf({ baseUrl, send, now, credentials }: ConnectParts): Ask {
  const { merchant_id: merchantId = '', secret_key: secretKey = '', site = '' } = credentials
  const own = { 'user-agent': agentOf(merchantId, site), 'cache-control': 'no-store' }
  return (endpoint, input = {}) => call(endpoint, { ...input, headers: { ...own, ...input.headers } }, {
    baseUrl, send, now, sign: () => ({ authorization: authorizationOf(merchantId, secretKey) }),
  })
}

/** `<Plugin>/<version> (<Platform>/<version>; <Runtime>/<version>; <Merchantname>/<number>) <URL>`, says the page on request headers. */
function agentOf(merchantId: string, site: string): string {
  const visible = (text: string): string => text.replace(/[^\x21-\x7e]/g, '')
  return `Parley/0.1 (Parley/0.1; Node.js/${process.versions.node}; Merchant/${visible(merchantId)}) ${visible(site)}`.trimEnd()
}

export const isAnswer = <S extends number>(answer: Called, status: S): answer is Answered & { status: S } => answer.kind === 'answered' && answer.status === status
