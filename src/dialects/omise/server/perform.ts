// A command of a caller, through the one write path, with its answer printed inside the transaction. Of a decision that a connected
// provider was asked for nobody hears yes or no until it is known; under its key stands then what is known.

import type { Command } from '../../../core/command.ts'
import type { Actor, Dispute } from '../../../core/dispute.ts'
import type { DisputeId } from '../../../core/ids.ts'
import { isRefusal, type Refusal, type RefusalCode } from '../../../core/refusal.ts'
import type { Answer } from '../../../engine/job.ts'
import type { Write } from '../../../engine/store.ts'
import { cameOf, endingOf, isOnItsWay, type Deciding } from '../../awaited.ts'
import type { Services } from '../../dialect.ts'
import type { ProblemCode } from '../problems.ts'
import type { AnyCall, Reply } from './call.ts'
import { answerOf, errorAnswer, sent, told } from './reply.ts'

export type Commanded = { dispute: DisputeId; command: Command; also?: Write[]; named?: (code: RefusalCode) => ProblemCode }

export async function perform(services: Services, call: AnyCall, { named = code => code, ...commanded }: Commanded, print: (dispute: Dispute) => object): Promise<Reply> {
  const { merchant, credential, version } = call.principal
  const { command } = commanded
  const answered = (outcome: Dispute | Refusal): Answer => {
    if (isRefusal(outcome)) return errorAnswer(named(outcome.refused))
    return isDeciding(command) && isOnItsWay(outcome) ? errorAnswer('act_in_progress') : answerOf(version, print(outcome))
  }
  const performed = await services.engine.perform({ ...commanded, merchant, key: call.key, credential, render: outcome => answered(isRefusal(outcome) ? outcome : outcome.dispute) })
  if (performed.kind === 'done') count(services, performed.value, command)
  const ended = isDeciding(command) ? await endOf(services, call, commanded.dispute, command, performed) : null
  if (!ended || (!isRefusal(ended) && isOnItsWay(ended))) return told(services, performed)
  const answer = answered(ended)
  await keep(services, call, answer)
  return sent(answer)
}

export const actorOf = ({ principal, request }: AnyCall): Actor => ({ kind: 'key', id: principal.credential, surface: 'omise', request: request.id })
export const otherSide = ({ principal, request }: AnyCall): Actor => ({ kind: 'upstream', id: principal.credential, surface: 'sandbox', request: request.id })

type Performed = Awaited<ReturnType<Services['engine']['perform']>>

const isDeciding = (command: Command): command is Deciding => command.kind === 'accept' || command.kind === 'submit'

/** Null where nothing was left open. A repetition under a key that was answered "not known yet" looks again. */
async function endOf(services: Services, { principal }: AnyCall, id: DisputeId, { kind, act }: Deciding, performed: Performed): Promise<Dispute | Refusal | null> {
  if (performed.kind === 'done') return isRefusal(performed.value) || !isOnItsWay(performed.value.dispute) ? null : endingOf(services, performed.value.dispute, { kind, act })
  if (performed.kind !== 'replayed' || performed.answer.status !== notKnownYet) return null
  const dispute = (await services.engine.reads.dispute(principal.merchant, id))?.dispute ?? null
  return dispute && knownOf(services, dispute, kind, principal.credential)
}

const notKnownYet = 503

/** As far as it was this credential that decided. */
function knownOf(services: Services, dispute: Dispute, kind: Deciding['kind'], credential: string): Dispute | Refusal {
  if (isOnItsWay(dispute)) return dispute
  const own = kind === 'accept' ? dispute.state === 'accepted' && dispute.acceptance : dispute.state === 'under_review' && dispute.defense
  return cameOf(services, dispute, { kind, act: own && own.by.id === credential ? own.act : null })
}

/** A repetition from now on gets the same bytes as this caller. */
async function keep({ engine }: Services, { key, principal: { merchant } }: AnyCall, answer: Answer): Promise<void> {
  if (!key) return
  const row = { merchant, principal: key.principal, key: key.key, fingerprint: key.fingerprint, answer: JSON.stringify(answer), at: engine.world.now() }
  await engine.write({ merchant, writes: [{ remove: 'idempotency', rows: [{ merchant, principal: key.principal, key: key.key }] }, { table: 'idempotency', rows: [row] }] })
}

function count({ count }: Services, outcome: { dispute: Dispute } | { refused: string }, command: Command): void {
  if ('refused' in outcome) count('refusals', outcome.refused)
  else if (command.kind === 'accept' && outcome.dispute.state === 'accepted') count('accepts', outcome.dispute.dialect)
}
