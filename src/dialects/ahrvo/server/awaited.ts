// What became of a decision that was asked of a connected provider: awaited for a few seconds, since most answer within one. Until it is
// known nobody hears yes or no.

import { can } from '../../../core/can.ts'
import type { Command } from '../../../core/command.ts'
import type { Dispute } from '../../../core/dispute.ts'
import type { Services } from '../../dialect.ts'
import type { Refused } from './call.ts'
import { refused } from './reply.ts'

export type Deciding = Extract<Command, { kind: 'accept' | 'submit' }>

export async function awaited(services: Services, dispute: Dispute, { act, kind }: Deciding): Promise<{ dispute: Dispute } | Refused> {
  const ended = isAsked(dispute) ? await services.bridge.settled(dispute.merchant, dispute.id, act) : dispute
  if (!ended || isAsked(ended)) return refused('in_progress')
  if (ended !== dispute && !isDone(ended, act)) return turnedDown(services, ended, kind)
  if (ended !== dispute && kind === 'accept') services.count('accepts', ended.dialect)
  return { dispute: ended }
}

const isAsked = ({ state }: Dispute): boolean => state === 'accepting' || state === 'submitting'

const isDone = (dispute: Dispute, act: Deciding['act']): boolean =>
  (dispute.state === 'accepted' && dispute.acceptance.act === act) || (dispute.state === 'under_review' && dispute.defense?.act === act)

/** By the provider, or because something else ended the dispute there. */
function turnedDown({ engine }: Services, dispute: Dispute, kind: Deciding['kind']): Refused {
  const code = can(dispute, kind, engine.termsOf(dispute.dialect))
  return refused(code === 'yes' ? 'provider_refused' : code)
}
