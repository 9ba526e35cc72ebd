// The other side, played by hand: opening, judging, escalating, reversing, moving the deadline. Only in a sandbox.

import type { Command } from '../../../core/command.ts'
import type { Actor, Fee, RespondBy } from '../../../core/dispute.ts'
import { addDuration, type Duration } from '../../../core/duration.ts'
import type { DisputeId } from '../../../core/ids.ts'
import { fromWireInteger, type Money } from '../../../core/money.ts'
import type { Currency } from '../../../core/currency.ts'
import type { Instant } from '../../../core/time.ts'
import type { Services } from '../../dialect.ts'
import type { AnyCall, Part, Reply } from './call.ts'
import { merchantNamed, merchantWith } from './whose.ts'
import { answeredBefore } from './once.ts'
import { openingOf } from './opening.ts'
import { perform, shown } from './perform.ts'
import { failure } from './reply.ts'

type Mine = 'openDispute' | 'judgeDispute' | 'escalateDispute' | 'reverseDispute' | 'moveDeadline'

export function sandboxDisputeCalls(services: Services): Part<Mine> {
  const { engine } = services
  return {
    async openDispute(call) {
      const merchant = await merchantNamed(services, call, call.body.merchant)
      if (typeof merchant === 'object') return merchant
      const opening = openingOf(services, merchant, call.body)
      const before = await answeredBefore(services, merchant, call)
      if (before) return before
      if (await engine.reads.disputeByTheirs(merchant, opening.dialect, opening.theirs.id)) return failure('dispute_exists')
      const command = { kind: 'open', by: otherSide(call), opening } as const
      return perform(services, call, { merchant, dispute: opening.id, command }, dispute => ({ status: 201, body: shown(services, dispute) }))
    },
    judgeDispute: call => {
      const { verdict, final, judged_amount, note = null, fees } = call.body
      return onDispute(call, by => ({ kind: 'resolve', by, verdict, final, judged: judged_amount ? moneyOf(judged_amount) : null, note, fees: feesOf(fees) }))
    },
    escalateDispute: call => {
      const { phase, note = null, fees } = call.body
      return onDispute(call, by => ({
        kind: 'escalate', by, phase, note, fees: feesOf(fees),
        respondBy: respondByOf(call.body, engine.world.now()),
      }))
    },
    reverseDispute: call => onDispute(call, by => ({ kind: 'reverse', by, note: call.body?.note ?? null, fees: feesOf(call.body?.fees) })),
    moveDeadline: call => onDispute(call, by => ({ kind: 'move_deadline', by, respondBy: respondByOf(call.body, engine.world.now())! })),
  }

  async function onDispute(call: AnyCall & { params: { id: DisputeId } }, command: (by: Actor) => Command): Promise<Reply> {
    const { id } = call.params
    const merchant = await merchantWith(services, call, id)
    const held = merchant && await engine.reads.dispute(merchant, id)
    if (!merchant || !held) return failure('dispute_not_found')
    return perform(services, call, { merchant, dispute: id, command: command(otherSide(call)) }, dispute => ({ status: 200, body: shown(services, dispute) }))
  }
}

export const otherSide = ({ principal, request }: AnyCall): Actor => ({ kind: 'upstream', id: principal.id, surface: 'sandbox', request: request.id })

export type WireFee = { kind: string; amount: { value: number; currency: Currency }; refundable: boolean }

export const feesOf = (fees: readonly WireFee[] = []): Fee[] => fees.map(({ kind, amount, refundable }) => ({ kind, money: moneyOf(amount), refundable }))

/** The contract lets only safe integers through, none below zero. */
export const moneyOf = ({ value, currency }: { value: number; currency: Currency }): Money => fromWireInteger(value, currency)!

export function respondByOf({ respond_in, respond_by }: { respond_in?: Duration | undefined; respond_by?: Instant | undefined }, now: Instant): RespondBy | null {
  const at = respond_by ?? (respond_in && addDuration(now, respond_in))
  return at === undefined ? null : { at, zone: null, source: 'operator' }
}
