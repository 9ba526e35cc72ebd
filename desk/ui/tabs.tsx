// Tabs after the pattern of the ARIA guide: one is in the tab order, the arrows go on. For places of their own use links instead.

import { useId, type KeyboardEvent, type ReactNode } from 'react'

export type Tab<Id extends string> = { id: Id; label: ReactNode; content: ReactNode }

export function Tabs<Id extends string>({ label, tabs, current, onChange }: { label: string; tabs: readonly Tab<Id>[]; current: Id; onChange(id: Id): void }) {
  const base = useId()
  const at = tabs.findIndex(({ id }) => id === current)
  const go = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = stepOf(event.key, document.documentElement.dir === 'rtl')
    if (step === 0) return
    event.preventDefault()
    const next = tabs[(at + step + tabs.length) % tabs.length]!
    onChange(next.id)
    document.getElementById(`${base}-${next.id}`)?.focus()
  }
  return (
    <div className="stack">
      <div className="tabs" role="tablist" aria-label={label} onKeyDown={go}>
        {tabs.map(({ id, label: word }) => (
          <button key={id} id={`${base}-${id}`} type="button" role="tab" className="tab" aria-selected={id === current} aria-controls={`${base}-panel`} tabIndex={id === current ? 0 : -1} onClick={() => onChange(id)}>{word}</button>
        ))}
      </div>
      <div role="tabpanel" id={`${base}-panel`} aria-labelledby={`${base}-${current}`} tabIndex={0}>{tabs[at]?.content}</div>
    </div>
  )
}

function stepOf(key: string, isRtl: boolean): number {
  if (key === 'ArrowRight') return isRtl ? -1 : 1
  return key === 'ArrowLeft' ? (isRtl ? 1 : -1) : 0
}
