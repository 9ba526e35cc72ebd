// A native dialog at the side, so that what lies beneath stays readable, or in the middle. Escape and the close button leave; the focus
// goes back to where it was. It begins at the control that is marked `data-first`. It never sends anything by Enter. It stands in the frame, because
// within a part that is not shown it could neither be seen nor left.

import { useEffect, useId, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Button } from './button.tsx'

export type SheetProps = { title: ReactNode; /** Null where it cannot be left. */ onClose: (() => void) | null; foot?: ReactNode; side?: 'end' | 'center'; /** What leaving is called. */ closeWord?: string; children: ReactNode }

export function Sheet({ title, onClose, foot, side = 'end', closeWord = 'Close', children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const opener = document.activeElement
    const element = dialog.current!
    element.showModal()
    element.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => {
      element.close()
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
    }
  }, [])
  return createPortal((
    <dialog ref={dialog} className="sheet" data-side={side} aria-labelledby={heading} onCancel={event => { event.preventDefault(); onClose?.() }} onClick={event => event.target === dialog.current && onClose?.()}>
      <header className="sheet-head"><h2 id={heading}>{title}</h2>{onClose && <Button kind="plain" onClick={onClose}>{closeWord} <kbd>Esc</kbd></Button>}</header>
      <div className="sheet-body">{children}</div>
      <footer className="sheet-foot">{foot}</footer>
    </dialog>
  ), document.querySelector('.frame') ?? document.body)
}
