// A command of a caller, through the one write path, with its answer printed inside the transaction.

import type { Command } from '../../../core/command.ts'
import type { Actor, Dispute } from '../../../core/dispute.ts'
import type { DisputeId } from '../../../core/ids.ts'
import { isRefusal, type RefusalCode } from '../../../core/refusal.ts'
import type { Write } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import type { ProblemCode } from '../problems.ts'
import type { AnyCall, Reply } from './call.ts'
import { answerOf, errorAnswer, told } from './reply.ts'

export type Commanded = { dispute: DisputeId; command: Command; also?: Write[]; named?: (code: RefusalCode) => ProblemCode }

export async function perform(services: Services, call: AnyCall, { named = code => code, ...commanded }: Commanded, print: (dispute: Dispute) => object): Promise<Reply> {
  const { merchant, credential, version } = call.principal
  const performed = await services.engine.perform({
    ...commanded, merchant, key: call.key, credential,
    render: outcome => {
      if (isRefusal(outcome)) return errorAnswer(named(outcome.refused))
      // Asked of the provider and not answered: nobody may hear that it was done, nor that it was not.
      if (commanded.command.kind === 'accept' && outcome.dispute.state === 'accepting') return errorAnswer('act_in_progress')
      return answerOf(version, print(outcome.dispute))
    },
  })
  if (performed.kind === 'done') count(services, performed.value, commanded.command)
  return told(services, performed)
}

export const actorOf = ({ principal, request }: AnyCall): Actor => ({ kind: 'key', id: principal.credential, surface: 'omise', request: request.id })
export const otherSide = ({ principal, request }: AnyCall): Actor => ({ kind: 'upstream', id: principal.credential, surface: 'sandbox', request: request.id })

function count({ count }: Services, outcome: { dispute: Dispute } | { refused: string }, command: Command): void {
  if ('refused' in outcome) count('refusals', outcome.refused)
  else if (command.kind === 'accept' && outcome.dispute.state === 'accepted') count('accepts', outcome.dispute.dialect)
}
