// Writing a note. It is shown at once and given back to its writer if the server refuses it.

import { useRef, useState } from 'react'
import { roleReason, useActions } from '../../actions/running.ts'
import { send } from '../../api/client.ts'
import type { Dispute } from '../../api/contract.ts'
import type { Problem as ProblemValue } from '../../api/problem.ts'
import { queries } from '../../api/queries.ts'
import { sessionNow } from '../../api/session.ts'
import { serverNow } from '../../time.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Problem } from '../../ui/states.tsx'
import { useDraft } from '../evidence/draft.ts'
import { refresh } from '../evidence/uploads.ts'
import { goToSection } from '../dispute/section.tsx'
import { historyOf, type HistoryEvent } from './events.ts'

const longest = 2000

export function NoteForm({ dispute: { id } }: { dispute: Dispute }) {
  const [text, setText] = useDraft(`note.${id}`)
  const [problem, setProblem] = useState<ProblemValue | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  useActions({ 'decide.note': () => { goToSection('history'); field.current?.focus() } })
  const add = async () => {
    const note = text.trim()
    setText('')
    setProblem(null)
    show(id, note)
    const outcome = await send('PATCH /v1/disputes/{id}', { params: { id }, body: { note } })
    if (outcome.kind !== 'done') {
      setText(note)
      setProblem(outcome.problem)
    }
    await refresh(id)
  }
  const off = roleReason('operator') ?? (text.trim() === '' ? 'Nothing is written yet.' : text.length > longest ? `${text.length - longest} signs too many.` : null)
  return (
    <div className="note-form no-print">
      <Field label="Note for colleagues" help="Stays in the history. A note makes a new revision: whoever has this dispute's sheet open sees it and confirms anew.">
        {control => <textarea {...control} ref={field} rows={2} maxLength={longest} dir="auto" value={text} onChange={event => setText(event.target.value)} />}
      </Field>
      {problem && <Problem error={problem} unchanged={problem.status === 0 ? 'It may have been added or not: look at the history before you send it again.' : 'The note was not added.'} />}
      <div><Button reason={off} reasonHidden={text === ''} onClick={() => void add()}>Add the note</Button></div>
    </div>
  )
}

/** Until the server's own history comes. */
function show(id: string, note: string): void {
  const user = sessionNow()!.user!
  queries.setQueryData(historyOf(id).queryKey, before => {
    if (!before) return before
    const draft: HistoryEvent = {
      id: `draft-${serverNow()}`, seq: Number.MAX_SAFE_INTEGER, kind: 'annotated', at: new Date(serverNow()).toISOString(), by: { kind: 'user', id: user.id, name: user.name, surface: 'desk', request: null },
      data: { note }, stored: '', prev: '', hash: '',
    }
    return { ...before, data: [...before.data, draft] }
  })
}
