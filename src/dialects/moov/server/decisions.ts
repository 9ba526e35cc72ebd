// Accepting and submitting. Both take no body and guard themselves by the state: the second call clashes.

import { isOnItsWay } from '../../awaited.ts'
import type { Services } from '../../dialect.ts'
import { toWireDispute } from '../translate.ts'
import { actorOf, callerOf, failure, type AnyCall, type Caller, type Part } from './call.ts'
import { disputeOf } from './find.ts'
import { decide } from './perform.ts'

export function decisionCalls(services: Services): Part<'acceptDispute' | 'submitEvidence'> {
  const { engine } = services
  return {
    async acceptDispute(call) {
      const dispute = await disputeOf(services, callerOf(call), call.params.disputeID)
      if (!dispute) return failure('dispute_not_found')
      const command = {
        kind: 'accept', by: actorOf(call), act: engine.world.ids.next('act'), reason: 'unspecified', note: noteOf(callerOf(call)), holdMs: 0, expect: {}, override: null,
      } as const
      return decided(call, await decide(services, call, { dispute, command }))
    },
    async submitEvidence(call) {
      const dispute = await disputeOf(services, callerOf(call), call.params.disputeID)
      if (!dispute) return failure('dispute_not_found')
      const command = { kind: 'submit', by: actorOf(call), act: engine.world.ids.next('act'), statement: null, expect: {} } as const
      return decided(call, await decide(services, call, { dispute, command }))
    },
  }
}

/** What has been asked of a provider and not been answered yet is not known: 504, and reading will tell. */
function decided(call: AnyCall, performed: Awaited<ReturnType<typeof decide>>) {
  if ('failure' in performed) return performed
  return isOnItsWay(performed.dispute) ? failure('act_in_progress') : ({ status: 200, body: toWireDispute(performed.dispute, callerOf(call).account) } as const)
}

/** That a token which may only read has decided is to be found again. */
function noteOf({ scopes, account }: Caller): string | null {
  return scopes && !scopes.includes(`/accounts/${account}/transfers.write`) ? 'By an access token with transfers.read only' : null
}
