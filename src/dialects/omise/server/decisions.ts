// Accepting and updating.

import type { Services } from '../../dialect.ts'
import { keptMetadata, replacing } from '../metadata.ts'
import type { AnyCall, Call, Part, Reply } from './call.ts'
import { find, isFailed } from './find.ts'
import { shown } from './look.ts'
import { actorOf, perform } from './perform.ts'

type Mine = 'acceptDispute' | 'acceptDisputeByPatch' | 'updateDispute'

export function decisionCalls(services: Services): Part<Mine> {
  const { world } = services.engine
  return { acceptDispute: accept, acceptDisputeByPatch: accept, updateDispute: update }

  async function accept(call: AnyCall & { params: { id: string } }): Promise<Reply> {
    const found = await find(services, call.principal, call.params.id)
    if (isFailed(found)) return found
    const command = {
      kind: 'accept', by: actorOf(call), act: world.ids.next('act'), reason: 'unspecified', note: null, holdMs: 0, expect: {}, override: null,
    } as const
    return perform(services, call, { dispute: found.id, command }, dispute => shown(services, call, dispute))
  }

  /** A message answers the dispute; metadata alone is kept with it, and only while it could still be answered. */
  async function update(call: Call<'updateDispute'>): Promise<Reply> {
    const found = await find(services, call.principal, call.params.id)
    if (isFailed(found)) return found
    const { message = null, metadata: given = null } = call.body ?? {}
    const metadata = given ? replacing(found.metadata, keptMetadata(given)) : {}
    const by = actorOf(call)
    const command = message === null
      ? { kind: 'annotate', by, metadata, tags: null, note: null, asFor: 'submit' } as const
      : { kind: 'submit', by, act: world.ids.next('act'), statement: message, expect: {}, ...(given ? { metadata } : {}) } as const
    return perform(services, call, { dispute: found.id, command }, dispute => shown(services, call, dispute))
  }
}
