/** How Ahrvo's clients call, and how they read what they see. */
import { pdf, root, version } from '../ahrvo.ts'
import { basic, jsonBody, ok, type Speaker } from '../speaker.ts'
import { textOf } from '../native.ts'

export const ahrvo: Speaker = {
  dialect: 'ahrvo',
  signed: ({ username, password }) => ({ ...version, ...basic(username!, password!) }),
  accept: theirs => ({ method: 'POST', target: `${root}/disputes/${theirs}/accept`, ...jsonBody({ note: 'Accepting Dispute: valid' }) }),
  defend(theirs) {
    const { body, headers } = pdf()
    return [{ method: 'POST', target: `${root}/disputes/${theirs}/evidence`, body, headers }, { method: 'POST', target: `${root}/disputes/${theirs}/submit`, ...jsonBody({ note: 'It was delivered.' }) }]
  },
  look: theirs => ({ method: 'GET', target: `${root}/disputes/${theirs}` }),
  // It has no word for the currency: the client knows it from its account.
  view: ({ response_state, state, amount, respond_by }) => ({
    open: textOf(response_state) !== 'ACCEPTED' && ['INQUIRY', 'PENDING'].includes(textOf(state)), amount: BigInt(String(amount)), currency: 'USD', dueAt: Date.parse(textOf(respond_by)),
  }),
  done: ok,
}
