// The two choices, and the one that is prepared: its button says what it would do. Enter alone never confirms.

import { useEffect, useRef } from 'react'
import { keyWords } from '../../actions/keyboard.ts'
import { moneyText } from '../../amounts.ts'
import { Button } from '../../ui/button.tsx'
import type { Case, Choice } from './cases.ts'

type DecisionBoxProps = { one: Case; verb: 'Answer' | 'Contest'; prepared: Choice | null; onPrepare(choice: Choice | null): void; onConfirm(): void }

export function DecisionBox({ one, verb, prepared, onPrepare, onConfirm }: DecisionBoxProps) {
  return (
    <section className="card stack" aria-label="Decision">
      <h2>Your decision</h2>
      {prepared ? <Prepared one={one} verb={verb} choice={prepared} onConfirm={onConfirm} onKeep={() => onPrepare(null)} /> : (
        <div className="choices">
          <Button onClick={() => onPrepare('accept')}>Accept… <kbd>a</kbd></Button>
          <Button onClick={() => onPrepare('contest')}>{verb} <kbd>c</kbd></Button>
        </div>
      )}
      <p className="soft small">Nothing is sent. This is practice.</p>
    </section>
  )
}

function Prepared({ one, verb, choice, onConfirm, onKeep }: Pick<DecisionBoxProps, 'one' | 'verb' | 'onConfirm'> & { choice: Choice; onKeep(): void }) {
  const box = useRef<HTMLParagraphElement>(null)
  useEffect(() => box.current?.focus(), [choice])
  const accepts = choice === 'accept'
  return (
    <>
      <p ref={box} tabIndex={-1}>{accepts ? 'You give the money up. It would be final.' : `You ${verb.toLowerCase()} it with what is known. It cannot be added to later.`}</p>
      <div className="choices">
        <Button kind={accepts ? 'final' : 'primary'} onClick={onConfirm} onKeyDown={event => { if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault() }}>
          {accepts ? `Accept and give up ${moneyText(one.amount)}` : `${verb} it over ${moneyText(one.amount)}`}
        </Button>
        <Button onClick={onKeep}>Keep open <kbd>Esc</kbd></Button>
      </div>
      <p className="soft small"><kbd>{keyWords('Mod+Enter')}</kbd> confirms, Enter does not</p>
    </>
  )
}
