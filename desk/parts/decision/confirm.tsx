// The button that sends. Only a pointer, Space or Mod+Enter use it: Enter, which confirms everything elsewhere, does not.

import type { KeyboardEvent } from 'react'
import { keyWords } from '../../actions/keyboard.ts'
import { Button, type ButtonKind } from '../../ui/button.tsx'
import './decision.css'

type ConfirmProps = { kind: ButtonKind; label: string; reason: string | null; isSending: boolean; hint: string | null; onConfirm(): void }

export function Confirm({ kind, label, reason, isSending, hint, onConfirm }: ConfirmProps) {
  return (
    <div className="confirm">
      {hint && <p className="wrong small" role="status">{hint}</p>}
      <Button kind={kind} reason={reason} aria-busy={isSending || undefined} onClick={onConfirm} onKeyDown={ignoreEnter}>{isSending ? 'Sending…' : label}</Button>
      {reason === null && <span className="soft small"><kbd>{keyWords('Mod+Enter')}</kbd> confirms, Enter does not</span>}
    </div>
  )
}

function ignoreEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault()
}
