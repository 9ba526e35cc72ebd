// A text as evidence, with what the provider takes of it.

import { useState } from 'react'
import { newKey, send } from '../../api/client.ts'
import type { Dispute } from '../../api/contract.ts'
import type { Problem as ProblemValue } from '../../api/problem.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Problem } from '../../ui/states.tsx'
import { useDraft } from './draft.ts'
import { signsOf } from './pack.ts'
import { categoryFor, slotWord, slotsFor, type SlotId } from './slots.ts'
import { refresh } from './uploads.ts'

export function TextEvidence({ dispute: { id, reason: why, dialect }, longest, reason }: { dispute: Dispute; longest: number; reason: string | null }) {
  const [text, setText] = useDraft(`evidence.${id}`)
  const [slot, setSlot] = useState<SlotId>('other')
  const [problem, setProblem] = useState<ProblemValue | null>(null)
  const [busy, setBusy] = useState(false)
  const tooLong = signsOf(text) > longest ? `${signsOf(text) - longest} signs too many.` : null
  const add = async () => {
    setBusy(true)
    const outcome = await send('POST /v1/disputes/{id}/evidence', { params: { id }, body: { text: text.trim(), category: categoryFor(slot, dialect) } }, { key: newKey() })
    setBusy(false)
    setProblem(outcome.kind === 'done' ? null : outcome.problem)
    if (outcome.kind === 'done') setText('')
    await refresh(id)
  }
  const offered = slotsFor(why.category)
  return (
    <details className="text-evidence">
      <summary>Write a text</summary>
      <div className="stack">
        <Field label="Text" help={`${signsOf(text)} of ${longest} signs`} wrong={tooLong}>{control => <textarea {...control} rows={4} dir="auto" value={text} onChange={event => setText(event.target.value)} />}</Field>
        <Field label="It shows">{control => <select {...control} value={slot} onChange={event => setSlot(offered.find(one => one === event.target.value) ?? 'other')}>{offered.map(one => <option key={one} value={one}>{slotWord(one)}</option>)}</select>}</Field>
        {problem && <Problem error={problem} unchanged="The text was not added." />}
        <div><Button reason={reason ?? (text.trim() === '' ? 'Nothing is written yet.' : tooLong)} aria-busy={busy || undefined} onClick={() => { if (!busy) void add() }}>Add the text</Button></div>
      </div>
    </details>
  )
}
