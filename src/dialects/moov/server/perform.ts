// A command of a caller, through the one write path. What comes back is the dispute as it is now, or why not.

import type { Command } from '../../../core/command.ts'
import type { Dispute } from '../../../core/dispute.ts'
import { isRefusal, type RefusalCode } from '../../../core/refusal.ts'
import type { Write } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { performFor } from '../../perform.ts'
import { callerOf, type AnyCall } from './call.ts'

export type Asked = { dispute: Dispute; command: Command; also?: Write[] }
export type Done = { dispute: Dispute } | { failure: RefusalCode }

export async function perform(services: Services, call: AnyCall, { dispute, command, also = [] }: Asked): Promise<Done> {
  const after = await performFor(services, callerOf(call).credential, dispute, command, also)
  return isRefusal(after) ? { failure: after.refused } : { dispute: after }
}
