// Until when: a few usual instants, or any other. What is too near to its buffer is off and says why.

import { useState, type FormEvent } from 'react'
import type { Dispute } from '../../api/contract.ts'
import { serverNow, shortTime } from '../../time.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { choicesOf } from './choices.ts'
import { isAside } from './snooze.ts'

type SnoozeSheetProps = { disputes: readonly Pick<Dispute, 'respond_by' | 'snoozed'>[]; /** Null wakes. */ onChoose(until: number | null): void; onClose(): void }

export function SnoozeSheet({ disputes, onChoose, onClose }: SnoozeSheetProps) {
  const [now] = useState(serverNow)
  const choose = (until: number | null) => { onClose(); onChoose(until) }
  const mayWake = disputes.some(({ snoozed }) => isAside(snoozed, now))
  return (
    <Sheet title={disputes.length === 1 ? 'Snooze' : `Snooze ${disputes.length} disputes`} side="center" onClose={onClose}>
      <div className="stack">
        {mayWake && <Button data-first onClick={() => choose(null)}>Wake now</Button>}
        {choicesOf(disputes, now).map(({ label, at, reason }, place) => <Button key={label} data-first={!mayWake && place === 0 ? '' : undefined} reason={reason} onClick={() => choose(at)}>{label} ({shortTime(at)})</Button>)}
        <AnotherTime onChoose={choose} />
        <p className="soft small">It leaves “Needs decision” until then and comes back by itself. It comes back at once when anything is decided or the provider goes on.</p>
      </div>
    </Sheet>
  )
}

function AnotherTime({ onChoose }: { onChoose(until: number): void }) {
  const [typed, setTyped] = useState('')
  const at = Date.parse(typed)
  const take = (event: FormEvent) => {
    event.preventDefault()
    if (!Number.isNaN(at)) onChoose(at)
  }
  return (
    <form className="line" onSubmit={take}>
      <Field label="Another time">{control => <input {...control} type="datetime-local" value={typed} onChange={event => setTyped(event.target.value)} />}</Field>
      <Button submits reason={Number.isNaN(at) ? 'Say a day and a time.' : null} reasonHidden>Snooze</Button>
    </form>
  )
}
