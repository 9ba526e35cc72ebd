// What a handler of this API gets and gives. It does nothing.

import type { MerchantId } from '../../../core/ids.ts'
import type { FailureReply, HandlerInput } from '../../../wire/contract.ts'
import type { WireBody } from '../../../wire/http.ts'
import type { AhrvoContract } from '../contract.ts'
import type { AhrvoFailure } from '../failures.ts'

export type Endpoints = AhrvoContract['endpoints']
export type Operation = keyof Endpoints

/** `strict` refuses what Ahrvo's pages call mandatory and Finix's clients may leave out. */
export type Caller = { merchant: MerchantId; credential: string; seeAll: boolean; strict: boolean }

export type Sent = { status: number; headers: Record<string, string>; raw: WireBody }
export type Refused = FailureReply<AhrvoFailure>
export type Reply = Sent | Refused
export type Call<O extends Operation> = HandlerInput<Endpoints[O], Caller>
export type AnyCall = Pick<Call<'getDispute'>, 'principal' | 'request'> & { headers: { 'finix-version'?: string | undefined } }
export type Part<O extends Operation> = { [N in O]: (call: Call<N>) => Promise<Reply> | Reply }
