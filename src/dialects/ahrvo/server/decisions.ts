// Accepting and submitting.

import type { Command } from '../../../core/command.ts'
import type { Services } from '../../dialect.ts'
import { version } from '../contract/shapes.ts'
import { toLinkedDispute } from '../translate.ts'
import { baseOf } from './base.ts'
import type { AnyCall, Part, Reply } from './call.ts'
import { lookUp } from './look.ts'
import { actorOf, isInProgress, perform } from './perform.ts'
import { json, notFound, refused } from './reply.ts'

export function decisionCalls(services: Services): Part<'acceptDispute' | 'submitDispute'> {
  const { engine: { world } } = services
  return {
    acceptDispute: call => decided(call, {
      kind: 'accept', by: actorOf(call), act: world.ids.next('act'), reason: 'unspecified', note: call.body?.note ?? null, holdMs: 0, expect: {}, override: null,
    }),
    submitDispute: call => {
      if (call.principal.strict && call.headers['finix-version'] !== version) return refused('version_missing')
      return decided(call, { kind: 'submit', by: actorOf(call), act: world.ids.next('act'), statement: call.body?.note ?? null, expect: {} })
    },
  }

  async function decided(call: AnyCall & { params: { id: string } }, command: Command): Promise<Reply> {
    const found = await lookUp(services, call.principal, call.params.id)
    if (!found) return notFound(call.params.id)
    const after = await perform(services, call, found, command)
    if ('failure' in after) return isInProgress(after.failure) ? refused('in_progress') : after
    const { dispute } = after
    if (dispute.state === 'accepting' || dispute.state === 'submitting') return refused('in_progress')
    // As it is at this moment: `state` stays what it was in the answer, and moves later.
    return json(call.request, 200, toLinkedDispute(dispute, dispute.updatedAt, baseOf(services, call.request)))
  }
}
