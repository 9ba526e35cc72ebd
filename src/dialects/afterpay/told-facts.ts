// What opening one of Afterpay's disputes here needs beyond its state. Null where the document does not say enough: no amount, no
// currency, or no time of its opening. Pure.

import type { Currency } from '../../core/currency.ts'
import type { PaymentRef, Reason, Settlement } from '../../core/dispute.ts'
import { sameMoney, type Money } from '../../core/money.ts'
import type { ToldFacts } from '../../engine/upstream.ts'
import { attachmentsKey } from './translate.ts'
import { instantOf, moneyOf, objectOf, textOf, tokensOf, wordOf, type Json } from './wire-values.ts'
import { categoryOfReason, type WireReason } from './words.ts'

export function factsOf(dispute: Json, currency: Currency | null, accountCurrency: Currency | null): ToldFacts | null {
  const money = moneyOf(dispute['amount'], currency)
  const openedAt = instantOf(dispute['createdAt'])
  if (!money || openedAt === null) return null
  const note = textOf(dispute['openingNote'])
  const tokens = tokensOf(dispute['openingNoteAttachments'])
  return {
    money, openedAt, settlement: settlementOf(dispute, money, accountCurrency ?? money.currency), fees: [], reason: reasonOf(wordOf(dispute['reason'])), payment: paymentOf(dispute, money.currency),
    story: note === null ? null : { text: note, language: null, customer: null },
    metadata: tokens.length > 0 ? { [attachmentsKey]: tokens.join(',') } : {}, tags: [],
  }
}

/** It has no currency of its own: the account's, and where nobody told us that, the only one that the document names. */
function settlementOf(dispute: Json, money: Money, currency: Currency): Settlement | null {
  const settled = moneyOf(dispute['settlementAmount'], currency)
  return settled && !sameMoney(settled, money) ? { money: settled, rate: null } : null
}

function reasonOf(word: string | null): Reason {
  const known = word !== null && Object.hasOwn(categoryOfReason, word)
  return { category: known ? categoryOfReason[word as WireReason] : 'other', code: word, network: null, networkCode: null }
}

function paymentOf(dispute: Json, currency: Currency): PaymentRef {
  const meta = objectOf(dispute['meta']) ?? {}
  const references = { orderType: textOf(meta['orderType']), networkReferenceId: textOf(meta['networkReferenceId']) }
  return {
    id: textOf(dispute['order']), order: textOf(dispute['merchantOrderId']), paidAt: instantOf(dispute['transactionDate']), network: textOf(meta['network']),
    references: Object.fromEntries(Object.entries(references).filter((pair): pair is [string, string] => pair[1] !== null)),
    captured: moneyOf(meta['transactionAmount'], currency), refunded: null,
  }
}
