// For what cannot be taken back: a sheet that says what happens and asks for a word. Enter does not send it.

import { useState, type ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'

type TypedSheetProps = { title: string; word: string; confirm: string; busy: boolean; children: ReactNode; onConfirm(): void; onClose(): void }

export function TypedSheet({ title, word, confirm, busy, children, onConfirm, onClose }: TypedSheetProps) {
  const [typed, setTyped] = useState('')
  const reason = busy ? 'Sending…' : typed.trim() === word ? null : 'Type the word first.'
  return (
    <Sheet title={title} side="center" onClose={onClose} closeWord="Leave as it is" foot={<Button kind="final" reason={reason} onClick={onConfirm}>{confirm}</Button>}>
      {children}
      <Field label={<>Type <bdi className="mono">{word}</bdi> to go on</>} required>
        {control => <input {...control} data-first className="input" autoComplete="off" autoCapitalize="none" spellCheck={false} dir="ltr" value={typed} onChange={event => setTyped(event.target.value)} />}
      </Field>
    </Sheet>
  )
}
