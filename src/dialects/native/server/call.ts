// What a handler of the native API gets and gives. It does nothing.

import type { MerchantId, UserId } from '../../../core/ids.ts'
import type { Key } from '../../../engine/job.ts'
import type { FailureReply, HandlerInput } from '../../../wire/contract.ts'
import type { WireBody } from '../../../wire/http.ts'
import type { NativeContract } from '../contract.ts'
import type { ProblemCode } from '../problems.ts'

export type Endpoints = NativeContract['endpoints']
export type Operation = keyof Endpoints

/**
 * `merchant` is null only where a call needs none. `credential` is what the write path judges again; the administrator and users have
 * none. `presented` is the key, of which a user has none.
 */
export type Caller = {
  merchant: MerchantId | null; administrator: boolean; credential: string | null; id: string; presented: string | null
  user: { id: UserId; name: string } | null
}

export type Sent = { status: number; headers: Record<string, string>; raw: WireBody }
export type Reply = Sent | FailureReply<ProblemCode>
export type Call<O extends Operation> = HandlerInput<Endpoints[O], Caller> & { key: Key | null }
/** What every call has, whatever it asks. */
export type AnyCall = Pick<Call<'getClock'>, 'principal' | 'request' | 'key'>
export type Part<O extends Operation> = { [N in O]: (call: Call<N>) => Promise<Reply> | Reply }

/** A call that passed `authenticate` has its merchant unless its endpoint needs none. */
export function merchantOf({ principal }: AnyCall): MerchantId {
  if (!principal.merchant) throw new Error('This call has no merchant')
  return principal.merchant
}
