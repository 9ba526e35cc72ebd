// Accepting, undoing, submitting, and what became of an act.

import type { Dispute } from '../../../core/dispute.ts'
import type { DisputeId } from '../../../core/ids.ts'
import type { Services } from '../../dialect.ts'
import { openActOf } from '../translate.ts'
import { actAsKept } from './acts.ts'
import { performAwaited } from './awaited.ts'
import { onItsWayOf } from './on-its-way.ts'
import { merchantOf, type Part } from './call.ts'
import { actorOf, perform, shown, type Printed } from './perform.ts'
import { failure, json } from './reply.ts'

export function decisionCalls(services: Services): Part<'acceptDispute' | 'submitDispute' | 'undoAct' | 'getAct'> {
  const { engine } = services
  /** Done, or on its way: waiting in its undo window, or asked of the provider. */
  const decided = (dispute: Dispute): Printed => {
    const act = openActOf(dispute)
    return act ? { status: 202, body: { act, dispute: shown(services, dispute) } } : { status: 200, body: shown(services, dispute) }
  }
  return {
    acceptDispute: call => {
      const { reason, note = null, hold_seconds, expect, override = null } = call.body
      const command = {
        kind: 'accept', by: actorOf(call), act: engine.world.ids.next('act'), reason, note, holdMs: hold_seconds * 1000, expect: expected(expect), override,
      } as const
      return performAwaited(services, call, { merchant: merchantOf(call), dispute: call.params.id, command }, { kind: 'accept', decided })
    },
    submitDispute: call => {
      const { statement = null, expect } = call.body ?? {}
      const command = { kind: 'submit', by: actorOf(call), act: engine.world.ids.next('act'), statement, expect: expected(expect) } as const
      return performAwaited(services, call, { merchant: merchantOf(call), dispute: call.params.id, command }, { kind: 'submit', decided })
    },
    async undoAct(call) {
      const { id } = call.params
      const rows = await engine.reads.eventsOfAct(merchantOf(call), id)
      const dispute = rows[0]?.dispute as DisputeId | undefined
      if (!dispute) return failure('act_not_found')
      const command = { kind: 'undo', by: actorOf(call), act: id } as const
      return perform(services, call, { merchant: merchantOf(call), dispute, command },
        after => ({ status: 200, body: { act: { ...actAsKept(rows, after)!, state: 'undone' }, dispute: shown(services, after) } }))
    },
    async getAct(call) {
      const merchant = merchantOf(call)
      const rows = await engine.reads.eventsOfAct(merchant, call.params.id)
      const held = rows[0] && (await engine.reads.dispute(merchant, rows[0].dispute as DisputeId))
      const act = held && actAsKept(rows, held.dispute)
      return act ? json(200, await onItsWayOf(services, merchant, act)) : failure('act_not_found')
    },
  }
}

function expected(expect: { revision?: number | undefined; amount?: number | undefined; state?: 'needs_response' | undefined } | undefined) {
  return { revision: expect?.revision, state: expect?.state, amount: expect?.amount === undefined ? undefined : BigInt(expect.amount) }
}
