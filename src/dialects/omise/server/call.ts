// What a handler gets and gives. It does nothing.

import type { MerchantId } from '../../../core/ids.ts'
import type { Key } from '../../../engine/job.ts'
import type { FailureReply, HandlerInput } from '../../../wire/contract.ts'
import type { WireBody } from '../../../wire/http.ts'
import type { OmiseContract } from '../contract.ts'
import type { ProblemCode } from '../problems.ts'
import type { Version } from '../view.ts'

export type Endpoints = OmiseContract['endpoints']
export type Operation = keyof Endpoints

/** `version` is what to answer in, `accountVersion` what events are told in. */
export type Caller = { merchant: MerchantId; credential: string; live: boolean; seeAll: boolean; version: Version; accountVersion: Version }
export type Sent = { status: number; headers: Record<string, string>; raw: WireBody }
export type Failed = FailureReply<ProblemCode>
export type Reply = Sent | Failed
export type Call<O extends Operation> = HandlerInput<Endpoints[O], Caller> & { key: Key | null }
export type AnyCall = Pick<Call<'getEvent'>, 'principal' | 'request' | 'key'>
export type Part<O extends Operation> = { [N in O]: (call: Call<N>) => Promise<Reply> | Reply }
