// A command of a caller, through the one write path, with its answer printed inside the transaction.

import type { Command } from '../../../core/command.ts'
import type { Actor, Dispute } from '../../../core/dispute.ts'
import type { DisputeId, MerchantId } from '../../../core/ids.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { Write } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import type { WireDispute } from '../contract/dispute.ts'
import { viewOf } from '../possible.ts'
import type { AnyCall, Reply } from './call.ts'
import { answerOf, refusalAnswer, told } from './reply.ts'

export type Commanded = { merchant: MerchantId; dispute: DisputeId; command: Command; also?: Write[] }
export type Printed = { status: number; body: unknown }

export async function perform(services: Services, call: AnyCall, commanded: Commanded, print: (dispute: Dispute) => Printed): Promise<Reply> {
  const performed = await services.engine.perform({
    ...commanded, key: call.key, credential: call.principal.credential,
    render: outcome => {
      if (isRefusal(outcome)) return refusalAnswer(services, call, outcome)
      const { status, body } = print(outcome.dispute)
      return answerOf(status, body)
    },
  })
  if (performed.kind === 'done') count(services, performed.value, commanded.command)
  return told(services, performed)
}

export const shown = ({ engine }: Services, dispute: Dispute): WireDispute => viewOf(dispute, engine.termsOf(dispute.dialect), engine.world.now())

export function actorOf({ principal, request }: AnyCall): Actor {
  if (principal.user) return { kind: 'user', ...principal.user, surface: 'desk', request: request.id }
  return { kind: 'key', id: principal.id, surface: 'native', request: request.id }
}

function count({ count }: Services, outcome: { dispute: Dispute } | { refused: string; facts: object }, command: Command): void {
  if ('refused' in outcome) count('refusals', outcome.refused)
  else if (command.kind === 'accept' && outcome.dispute.state === 'accepted') count('accepts', outcome.dispute.dialect)
}
