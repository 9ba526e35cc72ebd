// What a handler of this dialect gets and gives. It does nothing.

import type { Actor } from '../../../core/dispute.ts'
import type { MerchantId } from '../../../core/ids.ts'
import type { FailureReply, Handlers } from '../../../wire/contract.ts'
import type { WireRequest } from '../../../wire/http.ts'
import type { MoovContract } from '../contract.ts'
import type { MoovCode } from '../failures.ts'

export type Operation = keyof MoovContract['endpoints']

/** `scopes` are those of an access token, and null for an API key, which none narrows. */
export type Caller = { merchant: MerchantId; account: string; credential: string; decides: boolean; seeAll: boolean; scopes: readonly string[] | null }

/** Null for calls that ask for no credential, and for nothing else. */
export type Calls = Handlers<MoovContract, Caller | null>
export type Part<O extends Operation> = Pick<Calls, O>
export type AnyCall = { principal: Caller | null; request: WireRequest }
export type No = FailureReply<MoovCode>

export function callerOf({ principal }: AnyCall): Caller {
  if (!principal) throw new Error('This call has no caller')
  return principal
}

export const actorOf = (call: AnyCall): Actor => ({ kind: 'key', id: callerOf(call).credential, surface: 'moov', request: call.request.id })

export const failure = (code: MoovCode): No => ({ failure: code })
