// The provider's own calls of test mode. They stand for the bank, so a live key never gets through, and live does not serve them.

import type { Command, Opening } from '../../../core/command.ts'
import { isCurrency } from '../../../core/currency.ts'
import type { Services } from '../../dialect.ts'
import { isChargeId, isLive } from '../ids.ts'
import { reasonTexts } from '../reasons.ts'
import type { Call, Part, Reply } from './call.ts'
import { find, isFailed } from './find.ts'
import { shown } from './look.ts'
import { otherSide, perform } from './perform.ts'
import { failure, notFound } from './reply.ts'

type Mine = 'createDispute' | 'closeDispute' | 'closeDisputeByPost'

export function testModeCalls(services: Services): Part<Mine> {
  const { engine: { world }, theirId } = services
  return { createDispute: create, closeDispute: close, closeDisputeByPost: close }

  async function create(call: Call<'createDispute'>): Promise<Reply> {
    const { charge } = call.params
    if (call.principal.live) return failure('test_mode_only')
    if (!isChargeId(charge) || isLive(charge)) return notFound('charge', charge)
    const { amount = 100_000, currency = 'THB' } = call.body ?? {}
    const code = currency.toUpperCase()
    if (!isCurrency(code)) return failure('bad_request', 'currency is not supported')
    const opening = openingOf(call, charge, { amount: BigInt(amount), currency: code })
    return perform(services, call, { dispute: opening.id, command: { kind: 'open', by: otherSide(call), opening } }, dispute => shown(services, call, dispute))
  }

  /** As recorded: goods not received, and no message whatever was sent. */
  function openingOf({ principal: { merchant } }: Call<'createDispute'>, charge: string, money: Opening['money']): Opening {
    const now = world.now()
    const code = 'goods_or_services_not_provided'
    return {
      id: world.ids.next('dsp'), merchant, home: 'house', dialect: 'omise', phase: 'chargeback', openedAt: now,
      theirs: { id: theirId('omise', now), status: null, reasonCode: code, reasonText: reasonTexts[code] }, money, settlement: null, fees: [],
      reason: { category: 'not_received', code, network: null, networkCode: null },
      payment: { id: charge, order: null, paidAt: null, network: null, references: {}, captured: null, refunded: null },
      story: null, respondBy: null, metadata: {}, tags: [],
    }
  }

  async function close(call: Call<'closeDispute'>): Promise<Reply> {
    if (call.principal.live) return failure('test_mode_only')
    const found = await find(services, call.principal, call.params.id)
    if (isFailed(found)) return found
    const command: Command = { kind: 'resolve', by: otherSide(call), verdict: call.body.status, final: true, judged: null, note: null, fees: [] }
    return perform(services, call, { dispute: found.id, command }, dispute => shown(services, call, dispute))
  }
}
