// A command of a caller, through the one write path. What comes back is the dispute as it is now, or why not.

import type { Command } from '../../../core/command.ts'
import type { Dispute } from '../../../core/dispute.ts'
import { isRefusal, type Refusal, type RefusalCode } from '../../../core/refusal.ts'
import type { Write } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { callerOf, type AnyCall } from './call.ts'

export type Asked = { dispute: Dispute; command: Command; also?: Write[] }
export type Done = { dispute: Dispute } | { failure: RefusalCode }

export async function perform(services: Services, call: AnyCall, asked: Asked): Promise<Done> {
  const outcome = await outcomeOf(services, call, asked)
  if (!isRefusal(outcome)) return outcome
  services.count('refusals', outcome.refused)
  return { failure: outcome.refused }
}

async function outcomeOf({ engine }: Services, call: AnyCall, { dispute, command, also = [] }: Asked): Promise<{ dispute: Dispute } | Refusal> {
  const { merchant, credential } = callerOf(call)
  const performed = await engine.perform({ merchant, dispute: dispute.id, command, credential, also })
  if (performed.kind === 'replayed') throw new Error('A command without a key cannot be replayed')
  return performed.kind === 'done' ? performed.value : performed.refusal
}
