// What a handler of the three calls gets and gives, and whose dispute a call is about. It decides nothing.

import { dialects, type Actor, type Dispute } from '../../../core/dispute.ts'
import type { FailureReply, HandlerInput } from '../../../wire/contract.ts'
import type { Services } from '../../dialect.ts'
import type { AlipayContract } from '../contract.ts'
import type { FailureCode } from '../results.ts'
import type { Caller } from './authenticate.ts'

type Endpoints = AlipayContract['endpoints']
export type Call<O extends keyof Endpoints> = HandlerInput<Endpoints[O], Caller>
export type AnyCall = Pick<Call<'acceptDispute'>, 'principal' | 'request'>
export type Failed = FailureReply<FailureCode>

export const failed = (code: FailureCode): Failed => ({ failure: code })

export const actorOf = ({ principal, request }: AnyCall): Actor => ({ kind: 'key', id: principal.credential, surface: 'alipay', request: request.id })

/** By the provider's id; a credential that sees everything finds the merchant's disputes of other providers too. */
export async function disputeOf({ engine: { reads } }: Services, { principal }: AnyCall, theirId: string): Promise<Dispute | null> {
  for (const dialect of principal.seeAll ? dialects : ['alipay' as const]) {
    const held = await reads.disputeByTheirs(principal.merchant, dialect, theirId)
    if (held) return held.dispute
  }
  return null
}
