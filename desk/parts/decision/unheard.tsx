// A decision that was sent and never answered. It is looked for by reading; whether it goes out again is a person's choice, and then under
// its own key only.

import { moneyText } from '../../amounts.ts'
import { Button } from '../../ui/button.tsx'
import { shortTime } from '../../time.ts'
import { look, repeat, type Attempt, type Stage } from './attempts.ts'

type Props = { attempt: Attempt; stage: Extract<Stage, { at: 'unheard' }> }

export function Unheard({ attempt: { key, dispute, wanted }, stage, stage: { problem, since, lookedAt } }: Props) {
  const verb = wanted.kind === 'accept' ? 'acceptance' : 'defense'
  return (
    <section className="problem" role="alert">
      <h3>Outcome not known</h3>
      <p>The {verb} of {moneyText(dispute.amount)} was sent {shortTime(since)} and no answer came. It may have been done or not.{problem.code !== 'unreachable' && ` ${problem.detail}`}</p>
      <p>{lookedAt === null ? 'Parley is looked at again by itself after 5 s, 30 s, 2 min and 10 min. Nothing is sent by that.' : `Looked ${shortTime(lookedAt)}: the dispute is as it was. What was sent may still arrive.`}</p>
      <p className="line"><UnheardButtons attemptKey={key} stage={stage} /></p>
      <p className="soft small">Under the same key nothing is done twice: if it arrived, the answer is told again; if not, it is decided then. Key <code>{key}</code></p>
    </section>
  )
}

/** Looking reads. Asking again comes after somebody has looked, and goes out under the same key. */
export function UnheardButtons({ attemptKey, stage: { lookedAt, looking } }: { attemptKey: string; stage: Props['stage'] }) {
  return (
    <>
      <Button size="small" aria-busy={looking || undefined} onClick={() => void look(attemptKey)}>Look again</Button>
      {lookedAt !== null && <Button size="small" kind="danger" onClick={() => void repeat(attemptKey)}>Ask again under the same key</Button>}
    </>
  )
}
