// A command of a caller whose API has no keys, through the one write path: the dispute as it is then, or why not. Whether something was
// done is not for this to say: a dispute that is on its way to its provider comes back as it is.

import type { Command } from '../core/command.ts'
import type { Dispute } from '../core/dispute.ts'
import { isRefusal, type Refusal } from '../core/refusal.ts'
import type { Write } from '../engine/store.ts'
import type { Services } from './dialect.ts'

export async function performFor({ engine, count }: Pick<Services, 'engine' | 'count'>, credential: string, { merchant, id }: Dispute, command: Command, also: Write[] = []): Promise<Dispute | Refusal> {
  const performed = await engine.perform({ merchant, dispute: id, command, credential, also })
  if (performed.kind === 'replayed') throw new Error('A command without a key was replayed')
  const outcome = performed.kind === 'done' ? performed.value : performed.refusal
  if (isRefusal(outcome)) count('refusals', outcome.refused)
  else if (command.kind === 'accept' && outcome.dispute.state === 'accepted') count('accepts', outcome.dispute.dialect)
  return isRefusal(outcome) ? outcome : outcome.dispute
}
