// acceptDispute: the merchant gives in. Success is said only of an acceptance that took effect.

import { isRefusal } from '../../../core/refusal.ts'
import type { Services } from '../../dialect.ts'
import type { Resolved } from '../contract/shapes.ts'
import { acceptRefusals } from '../refusals.ts'
import { success } from '../results.ts'
import { timeText } from './answers.ts'
import { actorOf, disputeOf, failed, type Call, type Failed } from './call.ts'
import { decide } from './perform.ts'

export const acceptCall = (services: Services) => async (call: Pick<Call<'acceptDispute'>, 'body' | 'principal' | 'request'>): Promise<{ status: 200; body: Resolved } | Failed> => {
  const { disputeId } = call.body
  const found = await disputeOf(services, call, disputeId)
  if (!found) return failed(acceptRefusals.dispute_not_found)
  const act = services.engine.world.ids.next('act')
  const after = await decide(services, call, found, { kind: 'accept', by: actorOf(call), act, reason: 'unspecified', note: null, holdMs: 0, expect: {}, override: null })
  if (isRefusal(after)) return failed(acceptRefusals[after.refused])
  // Asked of a provider behind us, and not confirmed yet.
  if (after.state !== 'accepted') return failed('UNKNOWN_EXCEPTION')
  return { status: 200, body: { result: success, disputeId, disputeResolutionTime: timeText(after.acceptance.at) } }
}
