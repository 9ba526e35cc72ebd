// What came of the choice, what would have come of the other, and why.

import { Chip } from '../../ui/chip.tsx'
import { Money } from '../../ui/money.tsx'
import type { Case, Choice } from './cases.ts'
import type { Answer } from './round.ts'

export function Outcomes({ one, answer }: { one: Case; answer: Answer }) {
  return (
    <section className="stack outcomes" role="status" aria-label="What came of it">
      <Outcome title="What came of it" one={one} choice={answer.choice} />
      <Outcome title={answer.choice === 'accept' ? 'Had you contested' : 'Had you accepted'} one={one} choice={answer.choice === 'accept' ? 'contest' : 'accept'} />
      <div><h3>Why</h3><p>{one.why}</p></div>
    </section>
  )
}

function Outcome({ title, one, choice }: { title: string; one: Case; choice: Choice }) {
  const { word, lost, said } = one[choice]
  const isFree = BigInt(lost.value) === 0n
  return (
    <div className="outcome">
      <h3>{title}</h3>
      <p className="line"><Chip tone={choice === one.better ? 'good' : 'neutral'}>{word}</Chip>{isFree ? <span>Nothing lost</span> : <span>Lost <Money amount={lost} /></span>}</p>
      <p>{said}</p>
    </div>
  )
}
