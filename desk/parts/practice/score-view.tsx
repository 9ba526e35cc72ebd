// The end of a round: how many were decided well, in what time, and what it cost beside what it had to cost.

import { useEffect, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Money } from '../../ui/money.tsx'
import { reasonWords } from '../../words.ts'
import { cases } from './cases.ts'
import { answerTo, begin, type Round } from './round.ts'
import { scoreOf } from './score.ts'
import { clockText } from './timer.tsx'

type ScoreViewProps = { round: Round; onOpen(number: number): void; onAgain(): void }

export function ScoreView({ round, onOpen, onAgain }: ScoreViewProps) {
  const { good, of, ms, lost, least } = scoreOf(round)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const again = () => {
    begin()
    onAgain()
  }
  const rows = cases.map((one, index) => ({ one, number: index + 1, answer: answerTo(round, one.id)! }))
  return (
    <div className="stack">
      <section className="card stack">
        <h2 ref={heading} tabIndex={-1}>{good} of {of} decided well</h2>
        <dl className="pairs">
          <div><dt>Time</dt><dd>{clockText(ms)}, {clockText(ms / of)} a case</dd></div>
          {lost.map(amount => <div key={amount.currency}><dt>Lost in {amount.currency}</dt><dd><Money amount={amount} /> <span className="soft">at the least it had to be <Money amount={least.find(({ currency }) => currency === amount.currency)!} /></span></dd></div>)}
        </dl>
        <div className="line"><Button kind="primary" onClick={again}>Another round</Button></div>
      </section>
      <section className="card">
        <DataTable caption="Your decisions" rows={rows} rowKey={({ one }) => one.id} columns={[
          { head: 'Case', cell: ({ one, number }) => <Button size="small" kind="plain" onClick={() => onOpen(number)}>{number}. {reasonWords[one.reason]}</Button> },
          { head: 'Amount', end: true, cell: ({ one }) => <Money amount={one.amount} /> },
          { head: 'You chose', cell: ({ answer }) => (answer.choice === 'accept' ? 'Accept' : 'Contest') },
          { head: 'Which was', cell: ({ one, answer }) => <Chip tone={answer.choice === one.better ? 'good' : 'warn'}>{answer.choice === one.better ? 'Good' : 'Not the best'}</Chip> },
          { head: 'Time', end: true, cell: ({ answer }) => clockText(answer.ms) },
        ]} />
      </section>
    </div>
  )
}
