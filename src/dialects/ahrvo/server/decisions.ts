// Accepting and submitting.

import type { Services } from '../../dialect.ts'
import { version } from '../contract/shapes.ts'
import { toLinkedDispute } from '../translate.ts'
import { awaited, type Deciding } from './awaited.ts'
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

  async function decided(call: AnyCall & { params: { id: string } }, command: Deciding): Promise<Reply> {
    const found = await lookUp(services, call.principal, call.params.id)
    if (!found) return notFound(call.params.id)
    const after = await perform(services, call, found, command)
    if ('failure' in after) return isInProgress(after.failure) ? refused('in_progress') : after
    const ended = await awaited(services, after.dispute, command)
    if ('failure' in ended) return ended
    const { dispute } = ended
    // As it is at this moment: `state` stays what it was in the answer, and moves later.
    return json(call.request, 200, toLinkedDispute(dispute, dispute.updatedAt, baseOf(services, call.request)))
  }
}
