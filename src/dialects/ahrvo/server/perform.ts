// A command of a caller, through the one write path; what the engine refuses is said in this API's words.

import type { Command } from '../../../core/command.ts'
import type { Actor, Dispute } from '../../../core/dispute.ts'
import { isRefusal, type RefusalCode } from '../../../core/refusal.ts'
import type { Write } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import type { AnyCall, Refused } from './call.ts'
import { notFound, refused } from './reply.ts'

export async function perform(services: Services, call: AnyCall, { merchant, id, theirs }: Dispute, command: Command, also: Write[] = []): Promise<{ dispute: Dispute } | Refused> {
  const performed = await services.engine.perform({ merchant, dispute: id, command, credential: call.principal.credential, also })
  if (performed.kind === 'replayed') throw new Error('This call has no key')
  const outcome = performed.kind === 'done' ? performed.value : performed.refusal
  if (isRefusal(outcome)) {
    services.count('refusals', outcome.refused)
    return outcome.refused === 'dispute_not_found' ? notFound(theirs.id) : refused(outcome.refused)
  }
  if (command.kind === 'accept' && outcome.dispute.state === 'accepted') services.count('accepts', outcome.dispute.dialect)
  return { dispute: outcome.dispute }
}

/** While it is not known whether a decision was taken, nobody may hear that it was, nor that it was not. */
export const isInProgress = (code: string): boolean => inProgress.includes(code as RefusalCode)
const inProgress: readonly RefusalCode[] = ['act_in_progress', 'acceptance_pending']

export const actorOf = ({ principal, request }: AnyCall): Actor => ({ kind: 'key', id: principal.credential, surface: 'ahrvo', request: request.id })
