// What became different of a dispute since somebody looked at it. Pure.

import { moneyText } from '../../amounts.ts'
import type { Dispute } from '../../api/contract.ts'
import { fullTime, instantOf } from '../../time.ts'
import { phaseWords, statusOf, statusWords } from '../../words.ts'

export type Change = { what: string; was: string; is: string }

const facts: Record<string, (dispute: Dispute) => string> = {
  Amount: ({ amount }) => moneyText(amount),
  Status: dispute => statusWords[statusOf(dispute)].word,
  Stage: ({ phase }) => phaseWords[phase],
  Deadline: ({ respond_by }) => (respond_by ? fullTime(instantOf(respond_by.at)) : 'none'),
  Evidence: ({ evidence }) => (evidence.length === 1 ? '1 piece' : `${evidence.length} pieces`),
  Owner: ({ owner }) => owner?.name ?? 'nobody',
  Tags: ({ tags }) => tags.join(', ') || 'none',
  Refunded: ({ payment: { refunded } }) => (refunded ? moneyText(refunded) : 'not known'),
  'Provider\'s status': ({ theirs: { status } }) => status ?? 'none',
}

export function changesOf(before: Dispute, now: Dispute): Change[] {
  const found = Object.entries(facts).flatMap(([what, fact]) => (fact(before) === fact(now) ? [] : [{ what, was: fact(before), is: fact(now) }]))
  // A note changes nothing that is shown here but makes a new revision, against which the old confirmation would be refused.
  return found.length > 0 || before.revision === now.revision ? found : [{ what: 'History', was: `revision ${before.revision}`, is: `revision ${now.revision} (a note, or news of the provider)` }]
}
