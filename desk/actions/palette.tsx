// The palette: every action that is offered now, and the views that somebody keeps, found by typing. What cannot be done says why.

import { useNavigate } from '@tanstack/react-router'
import { useId, useState, type KeyboardEvent } from 'react'
import { searchOf, useSavedViews } from '../parts/saved-views/saved-views.ts'
import { Sheet } from '../ui/sheet.tsx'
import { keyWords } from './keyboard.ts'
import { deedOf, reasonOf, runAction } from './running.ts'
import { actionIds, actions } from './table.ts'

export function Palette({ onClose }: { onClose(): void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()
  const found = [...offered(), ...useKept()].filter(({ label }) => fits(label, text))
  const choose = (entry: Entry | undefined) => {
    if (entry === undefined) return
    onClose()
    // The sheet gives the focus back first.
    queueMicrotask(entry.run)
  }
  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Enter') choose(found[at])
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setAt((at + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % Math.max(1, found.length))
    else return
    event.preventDefault()
  }
  return (
    <Sheet title="Actions" side="center" onClose={onClose}>
      <input className="input" role="combobox" aria-label="Find an action" aria-expanded aria-controls={list} aria-activedescendant={found[at] && `${list}-${at}`} data-first value={text} onChange={event => { setText(event.target.value); setAt(0) }} onKeyDown={walk} />
      <div role="listbox" id={list} aria-label="Actions">
        {found.map((entry, index) => (
          <div key={entry.id} id={`${list}-${index}`} role="option" aria-selected={index === at} aria-disabled={entry.reason !== null} className="menu-item" data-current={index === at || undefined} onClick={() => choose(entry)}>
            <span><bdi>{entry.label}</bdi> {entry.reason && <span className="reason">{entry.reason}</span>}</span>
            <span>{entry.keys.map(keys => <kbd key={keys}>{keyWords(keys)}</kbd>)}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="soft">No action is called that.</p>}
    </Sheet>
  )
}

type Entry = { id: string; label: string; keys: readonly string[]; reason: string | null; run(): void }

const offered = (): Entry[] => actionIds.filter(id => id !== 'palette.open' && deedOf(id) !== null).map(id => ({ ...actions[id], id, reason: reasonOf(id), run: () => void runAction(id) }))

function useKept(): Entry[] {
  const navigate = useNavigate()
  return useSavedViews().map(view => ({ id: view.id, label: `Go to the view “${view.name}”`, keys: [], reason: null, run: () => void navigate({ to: '/', search: searchOf(view) }) }))
}

const fits = (label: string, text: string): boolean => text.toLowerCase().split(/\s+/).every(word => label.toLowerCase().includes(word))
