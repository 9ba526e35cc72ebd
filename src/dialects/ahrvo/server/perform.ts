// A command of a caller, through the one write path; what the engine refuses is said in this API's words.

import type { Command } from '../../../core/command.ts'
import type { Actor, Dispute } from '../../../core/dispute.ts'
import { isRefusal, type RefusalCode } from '../../../core/refusal.ts'
import type { Write } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { performFor } from '../../perform.ts'
import type { AnyCall, Refused } from './call.ts'
import { notFound, refused } from './reply.ts'

export async function perform(services: Services, call: AnyCall, dispute: Dispute, command: Command, also: Write[] = []): Promise<{ dispute: Dispute } | Refused> {
  const after = await performFor(services, call.principal.credential, dispute, command, also)
  if (!isRefusal(after)) return { dispute: after }
  return after.refused === 'dispute_not_found' ? notFound(dispute.theirs.id) : refused(after.refused)
}

/** While it is not known whether a decision was taken, nobody may hear that it was, nor that it was not. */
export const isInProgress = (code: string): boolean => inProgress.includes(code as RefusalCode)
const inProgress: readonly RefusalCode[] = ['act_in_progress', 'acceptance_pending']

export const actorOf = ({ principal, request }: AnyCall): Actor => ({ kind: 'key', id: principal.credential, surface: 'ahrvo', request: request.id })
