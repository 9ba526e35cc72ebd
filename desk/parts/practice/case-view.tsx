// One case: its story and what is known, the decision beside it, and afterwards what came of it.

import { useEffect, useRef, useState } from 'react'
import { useActions } from '../../actions/running.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Money } from '../../ui/money.tsx'
import { answerVerb, phaseWords, reasonWords } from '../../words.ts'
import { cases, type Case, type Choice } from './cases.ts'
import { DecisionBox } from './decision-box.tsx'
import { Keys } from './intro.tsx'
import { Outcomes } from './outcomes.tsx'
import { answerTo, decide, goOn, isOver, type Round } from './round.ts'

type CaseViewProps = { one: Case; number: number; round: Round; onGo(number: number | null): void }

export function CaseView({ one, number, round, onGo }: CaseViewProps) {
  const [prepared, setPrepared] = useState<Choice | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const answer = answerTo(round, one.id)
  useEffect(() => heading.current?.focus(), [])
  const prepare = (choice: Choice) => { if (!answer) setPrepared(choice) }
  const confirm = () => { if (prepared) decide(one, prepared) }
  const next = () => {
    if (!answer) return
    goOn()
    onGo(isOver(round) ? null : number % cases.length + 1)
  }
  const decided = answer ? 'This case is decided.' : null
  useActions({
    'practice.accept': { run: () => prepare('accept'), reason: decided }, 'practice.contest': { run: () => prepare('contest'), reason: decided },
    'practice.keep-open': () => setPrepared(null), 'practice.confirm': { run: confirm, reason: decided ?? (prepared ? null : 'Nothing is prepared.') },
    'practice.next': { run: next, reason: answer ? null : 'Decide first.' },
  })
  return (
    <div className="practice">
      <article className="card stack">
        <p className="soft small">Case {number} of {cases.length}</p>
        <h2 ref={heading} tabIndex={-1}>{reasonWords[one.reason]}: <Money amount={one.amount} /></h2>
        <p className="line"><Chip>{phaseWords[one.phase]}</Chip><Chip tone="warn">{one.respondIn} left</Chip><span className="soft">{one.customer}</span></p>
        <blockquote>{one.story}</blockquote>
        <Known one={one} />
        {answer && <Outcomes one={one} answer={answer} />}
      </article>
      <div className="stack">
        {answer ? <section className="card stack"><h2>{answer.choice === one.better ? 'Well decided' : 'Another choice was better'}</h2><p>{one.tip}</p><Button kind="primary" onClick={next}>{isOver(round) ? 'See the score' : 'Next case'} <kbd>]</kbd></Button></section>
          : <DecisionBox one={one} verb={answerVerb(one.phase)} prepared={prepared} onPrepare={setPrepared} onConfirm={confirm} />}
        <Keys />
      </div>
    </div>
  )
}

function Known({ one: { known } }: { one: Case }) {
  return (
    <section aria-label="What is known">
      <h3>What is known</h3>
      <ul className="known-list" role="list">
        {known.map(({ what, good }) => (
          <li key={what} data-good={good ?? undefined}><span aria-hidden="true">{good === null ? '•' : good ? '✓' : '✗'}</span><span><span className="unseen">{good === null ? '' : good ? 'For you: ' : 'Against you: '}</span>{what}</span></li>
        ))}
      </ul>
    </section>
  )
}
