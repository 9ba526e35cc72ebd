/** How Omise's clients call, and how they read what they see. */
import { basic, ok, type Speaker } from '../speaker.ts'
import { textOf } from '../native.ts'

const form = (fields: Record<string, string>) => ({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })

export const omise: Speaker = {
  dialect: 'omise',
  signed: ({ secret_key }) => ({ 'omise-version': '2019-05-29', ...basic(secret_key!, '') }),
  accept: theirs => ({ method: 'PATCH', target: `/disputes/${theirs}/accept` }),
  defend: theirs => [{ method: 'PATCH', target: `/disputes/${theirs}`, ...form({ message: 'Delivered on 1 May.' }) }],
  look: theirs => ({ method: 'GET', target: `/disputes/${theirs}` }),
  // It tells no deadline.
  view: ({ status, amount, currency }) => ({ open: ['open', 'pending'].includes(textOf(status)), amount: BigInt(String(amount)), currency: textOf(currency), dueAt: null }),
  done: ok,
}
