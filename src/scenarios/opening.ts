// The opening of a scenario's dispute, as the provider would have told it.

import type { Opening } from '../core/command.ts'
import type { PaymentRef, RespondBy } from '../core/dispute.ts'
import type { Instant } from '../core/time.ts'
import { disputeIdOf, memberIdOf, type Scenario } from './scenario.ts'
import { fixedTheirId } from './seed.ts'
import { feesOf, instantOf, moneyOf } from './words.ts'

export function openingOf(scenario: Scenario, base: Instant): Opening {
  const { name, dialect, phase, reason, settlement } = scenario
  return {
    id: disputeIdOf(name), merchant: memberIdOf(scenario), home: scenario.home ?? 'house', dialect, phase,
    openedAt: instantOf(scenario.opened, base),
    theirs: { id: fixedTheirId(dialect, name), status: null, reasonCode: reason.code, reasonText: reason.text ?? null },
    money: moneyOf(scenario.money),
    settlement: settlement ? { money: moneyOf(settlement.money), rate: settlement.rate } : null,
    fees: feesOf(scenario.fees),
    reason: { category: reason.category, code: reason.code, network: reason.network ?? null, networkCode: reason.networkCode ?? null },
    payment: paymentOf(scenario, base),
    story: scenario.story ?? null,
    respondBy: respondByOf(scenario, base),
    metadata: { scenario: name },
    tags: scenario.tags ?? [],
  }
}

function paymentOf({ payment, reason }: Scenario, base: Instant): PaymentRef {
  return {
    id: payment.id, order: payment.order, paidAt: instantOf(payment.paid, base), network: reason.network ?? null, references: {},
    captured: payment.captured ? moneyOf(payment.captured) : null,
    refunded: payment.refunded ? moneyOf(payment.refunded) : null,
  }
}

const respondByOf = ({ due }: Scenario, base: Instant): RespondBy | null => (due ? { at: instantOf(due, base), zone: null, source: 'provider' } : null)
