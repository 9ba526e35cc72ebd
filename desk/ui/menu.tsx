// A menu on a native popover beneath its button. The arrows walk it, Escape closes it.

import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { Button, type ButtonKind } from './button.tsx'

export type MenuItem = { label: ReactNode; run(): void; keys?: string; reason?: string | null; current?: boolean }

type MenuProps = { label: string; button: ReactNode; kind?: ButtonKind; size?: 'usual' | 'small'; tabIndex?: number; items: readonly (MenuItem | 'rule')[] }

export function Menu({ label, button, kind = 'plain', size = 'usual', tabIndex, items }: MenuProps) {
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const anchor = useRef<HTMLSpanElement>(null)
  const open = () => place(menu.current!, anchor.current!)
  return (
    <span ref={anchor}>
      <Button kind={kind} size={size} tabIndex={tabIndex} aria-haspopup="menu" aria-label={label} title={label} popoverTarget={id} onClick={open}>{button}</Button>
      <div ref={menu} id={id} popover="auto" role="menu" aria-label={label} className="menu" onKeyDown={walk} onToggle={event => event.newState === 'open' && itemsOf(menu.current!)[0]?.focus()}>
        {items.map((item, index) => (item === 'rule' ? <hr key={index} /> : (
          <button
            key={index} type="button" tabIndex={-1} className="menu-item" role={item.current === undefined ? 'menuitem' : 'menuitemradio'} aria-checked={item.current} aria-disabled={item.reason ? true : undefined} title={item.reason ?? undefined}
            onClick={() => { if (!item.reason) { menu.current!.hidePopover(); item.run() } }}
          >
            <span>{item.current && '✓ '}{item.label}{item.reason && <span className="reason"> {item.reason}</span>}</span>{item.keys && <kbd>{item.keys}</kbd>}
          </button>
        )))}
      </div>
    </span>
  )
}

function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const items = itemsOf(event.currentTarget)
  const at = items.indexOf(document.activeElement as HTMLElement)
  const next = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? items.length - 1 : null
  if (next === null) return
  event.preventDefault()
  event.stopPropagation()
  items[(next + items.length) % items.length]?.focus()
}

const itemsOf = (menu: HTMLElement): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')]

/** Beneath its button, its end edge with the button's, inside of the window. */
function place(menu: HTMLElement, anchor: HTMLElement): void {
  const { bottom, left, right } = anchor.getBoundingClientRect()
  menu.style.insetBlockStart = `${bottom + 4}px`
  const toLeftEdge = left < innerWidth / 2
  menu.style.left = toLeftEdge ? `${Math.max(8, left)}px` : 'auto'
  menu.style.right = toLeftEdge ? 'auto' : `${Math.max(8, innerWidth - right)}px`
}
