// What a document of Omise's says beside its status: money, reason, charge. Where amount, currency or time cannot be read there are no
// facts, so that nothing is opened with money that nobody named. Pure.

import { sameMoney, type Money } from '../../core/money.ts'
import { parseInstant } from '../../core/time.ts'
import type { ToldFacts } from '../../engine/upstream.ts'
import { keptMetadata } from './metadata.ts'
import { categoryOf } from './reasons.ts'
import { listOf, moneyOf, objectOf, textOf, wordOf, type Json } from './wire-values.ts'

export function factsOf(dispute: Json): ToldFacts | null {
  const money = moneyOf(dispute['amount'], dispute['currency'])
  const openedAt = createdAtOf(dispute)
  if (!money || openedAt === null) return null
  const code = wordOf(dispute['reason_code'])
  return {
    money, settlement: settlementOf(dispute, money), fees: [], reason: { category: categoryOf(code), code, network: null, networkCode: null },
    payment: { id: chargeOf(dispute['charge']), order: null, paidAt: null, network: null, references: {}, captured: null, refunded: null },
    story: null, metadata: metadataOf(dispute['metadata']), tags: [], openedAt,
  }
}

/** `created` before 2019-05-29. */
export const createdAtOf = (dispute: Json) => parseInstant(dispute['created_at'] ?? dispute['created'])

/** The account's money, where it is another. */
function settlementOf(dispute: Json, money: Money): ToldFacts['settlement'] {
  const funding = moneyOf(dispute['funding_amount'], dispute['funding_currency'])
  return funding && !sameMoney(funding, money) ? { money: funding, rate: null } : null
}

/** An id, or the charge itself where somebody had it expanded. */
const chargeOf = (charge: unknown): string | null => wordOf(objectOf(charge)?.['id'] ?? charge)

function metadataOf(value: unknown): Record<string, string> {
  const kept = Object.entries(keptMetadata(objectOf(value) ?? {}))
  return Object.fromEntries(kept.map(([name, text]) => [textOf(name) ?? '', textOf(text) ?? '']))
}

/**
 * What of the dispute went to the buyer where that is only a part: the debit of the opening came back in part. In the disputed money,
 * as the smallest part that comes to it. A win whose credit is not there yet is a whole one.
 */
export function judgedOf(dispute: Json, { money, settlement }: ToldFacts): Money | null {
  const [debit, credit] = ['dispute.started.debit', 'dispute.won.credit'].map(key => movedBy(dispute, key))
  const whole = settlement?.money ?? money
  if (!debit || !credit || !sameMoney(debit, whole) || credit.currency !== whole.currency || whole.amount === 0n) return null
  const gone = debit.amount - credit.amount
  if (gone < 0n || (gone === 0n && dispute['status'] === 'won')) return null
  return { amount: (gone * money.amount + whole.amount - 1n) / whole.amount, currency: money.currency }
}

function movedBy(dispute: Json, key: string): Money | null {
  const one = listOf(dispute['transactions']).map(objectOf).find(each => each?.['key'] === key)
  return one ? moneyOf(one['amount'], one['currency']) : null
}
