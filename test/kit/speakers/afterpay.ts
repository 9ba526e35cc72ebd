/** How Afterpay's clients call, and how they read what they see. */
import { parseMajor } from '../../../src/core/money.ts'
import type { Currency } from '../../../src/core/currency.ts'
import { agent } from '../afterpay.ts'
import { basic, jsonBody, ok, type Speaker } from '../speaker.ts'
import { textOf } from '../native.ts'

export const afterpay: Speaker = {
  dialect: 'afterpay',
  signed: ({ merchant_id, secret_key }) => ({ ...agent, ...basic(merchant_id!, secret_key!) }),
  accept: theirs => ({ method: 'GET', target: `/v2/disputes/${theirs}/accept` }),
  defend: theirs => [{ method: 'POST', target: `/v2/disputes/${theirs}`, ...jsonBody({ evidence: { uncategorizedText: 'Handed over on 3 November.' } }) }],
  look: theirs => ({ method: 'GET', target: `/v2/disputes/${theirs}` }),
  view({ open, amount, currency, responseDueBy }) {
    const money = parseMajor(textOf(amount), textOf(currency) as Currency, 'afterpay')!
    return { open: (open as unknown) === true, amount: money.amount, currency: money.currency, dueAt: Number(responseDueBy) * 1000 }
  },
  done: ok,
}
