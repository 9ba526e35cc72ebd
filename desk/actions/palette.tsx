// The palette: every action that is offered now, found by typing. What cannot be done says why.

import { useId, useState, type KeyboardEvent } from 'react'
import { Sheet } from '../ui/sheet.tsx'
import { keyWords } from './keyboard.ts'
import { deedOf, reasonOf, runAction } from './running.ts'
import { actionIds, actions, type ActionId } from './table.ts'

export function Palette({ onClose }: { onClose(): void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()
  const found = actionIds.filter(id => id !== 'palette.open' && deedOf(id) !== null && fits(id, text))
  const choose = (id: ActionId | undefined) => {
    if (id === undefined) return
    onClose()
    // The sheet gives the focus back first.
    queueMicrotask(() => runAction(id))
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
        {found.map((id, index) => (
          <div key={id} id={`${list}-${index}`} role="option" aria-selected={index === at} aria-disabled={reasonOf(id) !== null} className="menu-item" data-current={index === at || undefined} onClick={() => choose(id)}>
            <span>{actions[id].label} {reasonOf(id) && <span className="reason">{reasonOf(id)}</span>}</span>
            <span>{actions[id].keys.map(keys => <kbd key={keys}>{keyWords(keys)}</kbd>)}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="soft">No action is called that.</p>}
    </Sheet>
  )
}

const fits = (id: ActionId, text: string): boolean => text.toLowerCase().split(/\s+/).every(word => actions[id].label.toLowerCase().includes(word))
