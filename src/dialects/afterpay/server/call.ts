// What a handler of Afterpay's API gets and gives. It does nothing.

import type { DialectName } from '../../../core/dispute.ts'
import type { MerchantId } from '../../../core/ids.ts'
import type { FailureReply, HandlerInput } from '../../../wire/contract.ts'
import type { Services } from '../../dialect.ts'
import type { AfterpayContract } from '../contract.ts'
import type { FailureCode } from '../failures.ts'
import type { AfterpaySwitches } from '../switches.ts'

export type Operation = keyof AfterpayContract['endpoints']

/** `merchantId` is theirs, from the credentials; `dialects` are those whose disputes the credential sees, its own first. */
export type Caller = { merchant: MerchantId; merchantId: string; credential: string; dialects: readonly DialectName[] }

export type Served = { services: Services; switches: AfterpaySwitches }
export type Reply = { status: number; body?: unknown; raw?: Uint8Array; headers?: Record<string, string> } | FailureReply<FailureCode>
export type Call<O extends Operation> = HandlerInput<AfterpayContract['endpoints'][O], Caller>
export type AnyCall = Pick<Call<'listDisputes'>, 'principal' | 'request'>
export type Part<O extends Operation> = { [N in O]: (call: Call<N>) => Promise<Reply> | Reply }

export const failure = (code: FailureCode, detail?: string): FailureReply<FailureCode> => (detail === undefined ? { failure: code } : { failure: code, detail })
