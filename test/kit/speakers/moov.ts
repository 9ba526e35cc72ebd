/** How Moov's clients call, and how they read what they see. */
import { basic, jsonBody, ok, type Speaker } from '../speaker.ts'
import { textOf } from '../native.ts'

export const moov: Speaker = {
  dialect: 'moov',
  signed: ({ public_key, secret_key }) => basic(public_key!, secret_key!),
  accept: (theirs, { account_id }) => ({ method: 'POST', target: `/accounts/${account_id}/disputes/${theirs}/accept` }),
  defend(theirs, { account_id }) {
    const root = `/accounts/${account_id}/disputes/${theirs}`
    const text = jsonBody({ text: 'Delivered on 1 May', evidenceType: 'cover-letter' })
    return [{ method: 'POST', target: `${root}/evidence-text`, ...text }, { method: 'POST', target: `${root}/evidence/submit` }]
  },
  look: (theirs, { account_id }) => ({ method: 'GET', target: `/accounts/${account_id}/disputes/${theirs}` }),
  view: ({ status, amount, respondBy }) => ({
    open: ['response-needed', 'under-review'].includes(textOf(status)), amount: BigInt(String(amount?.value)), currency: textOf(amount?.currency), dueAt: Date.parse(textOf(respondBy)),
  }),
  done: ok,
}
