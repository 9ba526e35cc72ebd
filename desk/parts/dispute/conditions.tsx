// What somebody should know of a dispute that lives upstream: sent and unanswered, done elsewhere, in conflict, refused.

import type { Dispute } from '../../api/contract.ts'
import { conditionWords } from '../../words.ts'

type Condition = NonNullable<Dispute['conditions']>[number]

const next: Record<Condition['code'], string> = {
  outcome_pending: 'Nothing has to be done: Parley asks the provider until it says what came of it.',
  overdue: 'Ask the provider whether an answer is still taken.',
  done_elsewhere: 'Somebody acted at the provider directly. Nothing more was sent from here.',
  conflict: 'What was decided here and what the provider says do not fit. Clear it up with the provider.',
  refused_upstream: 'The dispute is open as before. Read what the provider says, and decide anew.',
  status_unknown: 'Look at the provider\'s dashboard; Parley guesses nothing.',
}

export function Conditions({ dispute: { conditions = [] } }: { dispute: Dispute }) {
  return (
    <>
      {conditions.map(({ code, detail }) => (
        <section key={code} className="problem" role="status" data-tone={code === 'conflict' || code === 'refused_upstream' ? 'bad' : undefined}>
          <h3>{conditionWords[code]}</h3>
          <p className="small"><bdi>{detail}</bdi>.</p>
          <p className="small">{next[code]}</p>
        </section>
      ))}
    </>
  )
}
