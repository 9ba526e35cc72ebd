// A command of a caller, through the one write path. What comes back is the dispute as it is now, or why not.

import type { Command } from '../../../core/command.ts'
import type { Dispute } from '../../../core/dispute.ts'
import { isRefusal, type Refusal, type RefusalCode } from '../../../core/refusal.ts'
import type { Write } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { performAwaited, type Deciding } from '../../awaited.ts'
import { performFor } from '../../perform.ts'
import { callerOf, type AnyCall } from './call.ts'

export type Asked = { dispute: Dispute; command: Command; also?: Write[] }
export type Done = { dispute: Dispute } | { failure: RefusalCode }

export async function perform(services: Services, call: AnyCall, { dispute, command, also = [] }: Asked): Promise<Done> {
  return doneOf(await performFor(services, callerOf(call).credential, dispute, command, also))
}

/** What was asked of a connected provider is awaited. */
export async function decide(services: Services, call: AnyCall, { dispute, command }: { dispute: Dispute; command: Deciding }): Promise<Done> {
  return doneOf(await performAwaited(services, callerOf(call).credential, dispute, command))
}

const doneOf = (after: Dispute | Refusal): Done => (isRefusal(after) ? { failure: after.refused } : { dispute: after })
