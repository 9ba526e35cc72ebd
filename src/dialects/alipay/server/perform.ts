// A command of a caller through the one write path, and what came of it: the dispute, or the refusal.

import type { Command } from '../../../core/command.ts'
import type { Dispute } from '../../../core/dispute.ts'
import { isRefusal, type Refusal } from '../../../core/refusal.ts'
import type { Write } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import type { AnyCall } from './call.ts'

export async function perform({ engine, count }: Services, { principal }: AnyCall, { merchant, id }: Dispute, command: Command, also: Write[] = []): Promise<Dispute | Refusal> {
  const performed = await engine.perform({ merchant, dispute: id, command, also, credential: principal.credential })
  if (performed.kind === 'replayed') throw new Error('A command without a key was replayed')
  const outcome = performed.kind === 'turned_away' ? performed.refusal : performed.value
  if (isRefusal(outcome)) count('refusals', outcome.refused)
  else if (command.kind === 'accept' && outcome.dispute.state === 'accepted') count('accepts', outcome.dispute.dialect)
  return isRefusal(outcome) ? outcome : outcome.dispute
}
