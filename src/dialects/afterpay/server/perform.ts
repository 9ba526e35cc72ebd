// A command of a caller through the one write path, and what came of it in Afterpay's words.

import type { Command } from '../../../core/command.ts'
import type { Actor, Dispute } from '../../../core/dispute.ts'
import { isRefusal, type Refusal } from '../../../core/refusal.ts'
import { failureOfRefusal } from '../failures.ts'
import { toWireDispute } from '../translate.ts'
import { failure, type AnyCall, type Reply, type Served } from './call.ts'

/** `done` is the state that the command leads to; anything else is still on its way to the provider. */
export async function perform(served: Served, call: AnyCall, dispute: Dispute, command: Command, done: Dispute['state']): Promise<Reply> {
  const { services } = served
  const { merchant, credential } = call.principal
  const performed = await services.engine.perform({ merchant, dispute: dispute.id, command, credential })
  if (performed.kind === 'replayed') throw new Error('An answer of another call, though no key was given')
  const outcome = performed.kind === 'done' ? performed.value : performed.refusal
  if (isRefusal(outcome)) return refused(served, outcome)
  const after = outcome.dispute
  if (after.state !== done) return failure('in_progress')
  if (command.kind === 'accept') services.count('accepts', after.dialect)
  return shown(served, after)
}

export const shown = ({ switches }: Served, dispute: Dispute): Reply => ({ status: 200, body: toWireDispute(dispute, switches) })

export function refused({ services }: Served, { refused }: Refusal): Reply {
  services.count('refusals', refused)
  return failure(failureOfRefusal[refused])
}

export const actorOf = ({ principal, request }: AnyCall): Actor => ({ kind: 'key', id: principal.credential, surface: 'afterpay', request: request.id })
