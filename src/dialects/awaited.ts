// What became of a decision that was asked of a connected provider: awaited for a few seconds, since most answer within one. It says yes
// of nothing that is not known: a dispute that is still on its way comes back as it is.

import { can } from '../core/can.ts'
import type { Command } from '../core/command.ts'
import type { Dispute } from '../core/dispute.ts'
import type { ActId } from '../core/ids.ts'
import { isRefusal, refuse, type Refusal } from '../core/refusal.ts'
import type { Write } from '../engine/store.ts'
import type { Services } from './dialect.ts'
import { performFor } from './perform.ts'

export type Deciding = Extract<Command, { kind: 'accept' | 'submit' }>

export async function performAwaited(services: Services, credential: string, dispute: Dispute, command: Deciding, also: Write[] = []): Promise<Dispute | Refusal> {
  const after = await performFor(services, credential, dispute, command, also)
  return isRefusal(after) ? after : endingOf(services, after, command, true)
}

export async function endingOf(services: Services, dispute: Dispute, asked: Pick<Deciding, 'act' | 'kind'>, justAsked = false): Promise<Dispute | Refusal> {
  if (!isOnItsWay(dispute)) return dispute
  const ended = (await services.bridge.settled(dispute.merchant, dispute.id, asked.act, justAsked)) ?? dispute
  if (isAsked(ended, asked)) return ended
  const came = cameOf(services, ended, asked)
  if (!isRefusal(came) && came.state === 'accepted') services.count('accepts', came.dialect)
  return came
}

export const isOnItsWay = ({ state }: Dispute): boolean => state === 'accepting' || state === 'submitting'

/** Of a dispute whose act has ended: by that act, or turned down by the provider, or because something else ended the dispute there. */
export function cameOf({ engine }: Pick<Services, 'engine'>, dispute: Dispute, { act, kind }: { act: ActId | null; kind: Deciding['kind'] }): Dispute | Refusal {
  if (act !== null && actOf(dispute, kind) === act) return dispute
  const code = can(dispute, kind, engine.termsOf(dispute.dialect))
  return refuse(code === 'yes' ? 'provider_refused' : code)
}

function actOf(dispute: Dispute, kind: Deciding['kind']): ActId | null {
  if (kind === 'accept') return dispute.state === 'accepted' ? dispute.acceptance.act : null
  return dispute.state === 'under_review' ? dispute.defense?.act ?? null : null
}

const isAsked = (dispute: Dispute, { act }: Pick<Deciding, 'act'>): boolean => 'act' in dispute && dispute.act.id === act
