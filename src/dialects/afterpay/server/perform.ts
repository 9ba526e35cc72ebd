// A command of a caller through the one write path, and what came of it in Afterpay's words.

import type { Actor, Dispute } from '../../../core/dispute.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { failureOfRefusal } from '../failures.ts'
import { performAwaited, type Deciding } from '../../awaited.ts'
import { toWireDispute } from '../translate.ts'
import { failure, type AnyCall, type Reply, type Served } from './call.ts'

/** `done` is the state that the command leads to; anything else is still on its way to the provider. */
export async function perform(served: Served, call: AnyCall, dispute: Dispute, command: Deciding, done: Dispute['state']): Promise<Reply> {
  const after = await performAwaited(served.services, call.principal.credential, dispute, command)
  if (isRefusal(after)) return failure(failureOfRefusal[after.refused])
  return after.state === done ? shown(served, after) : failure('in_progress')
}

export const shown = ({ switches }: Served, dispute: Dispute): Reply => ({ status: 200, body: toWireDispute(dispute, switches) })

export const actorOf = ({ principal, request }: AnyCall): Actor => ({ kind: 'key', id: principal.credential, surface: 'afterpay', request: request.id })
