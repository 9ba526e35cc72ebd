// What somebody should know of a dispute that lives upstream: sent and unanswered, done elsewhere, in conflict, refused.

import type { Dispute } from '../../api/contract.ts'

type Condition = NonNullable<Dispute['conditions']>[number]

const words: Record<Condition['code'], { title: string; next: string }> = {
  outcome_pending: { title: 'Sent, not confirmed yet', next: 'Nothing has to be done: Parley asks the provider until it says what came of it.' },
  overdue: { title: 'Past its time', next: 'Ask the provider whether an answer is still taken.' },
  done_elsewhere: { title: 'Done elsewhere', next: 'Somebody acted at the provider directly. Nothing more was sent from here.' },
  conflict: { title: 'In conflict with the provider', next: 'What was decided here and what the provider says do not fit. Clear it up with the provider.' },
  refused_upstream: { title: 'Refused by the provider', next: 'The dispute is open as before. Read what the provider says, and decide anew.' },
  status_unknown: { title: 'The provider\'s status is not known here', next: 'Look at the provider\'s dashboard; Parley guesses nothing.' },
}

export function Conditions({ dispute: { conditions = [] } }: { dispute: Dispute }) {
  return (
    <>
      {conditions.map(({ code, detail }) => (
        <section key={code} className="problem" role="status" data-tone={code === 'conflict' || code === 'refused_upstream' ? 'bad' : undefined}>
          <h3>{words[code].title}</h3>
          <p className="small"><bdi>{detail}</bdi>.</p>
          <p className="small">{words[code].next}</p>
        </section>
      ))}
    </>
  )
}
