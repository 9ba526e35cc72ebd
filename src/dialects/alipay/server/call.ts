// What a handler of the three calls gets and gives, and whose dispute a call is about. It decides nothing.

import type { Actor, Dispute } from '../../../core/dispute.ts'
import type { FailureReply, HandlerInput } from '../../../wire/contract.ts'
import type { Services } from '../../dialect.ts'
import { findByTheirs, seenBy } from '../../find.ts'
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
export function disputeOf(services: Services, { principal: { merchant, seeAll } }: AnyCall, theirId: string): Promise<Dispute | null> {
  return findByTheirs(services, { merchant, dialects: seenBy('alipay', seeAll) }, theirId)
}
