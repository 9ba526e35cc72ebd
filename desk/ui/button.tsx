// A button, and a link that looks like one. One that is off stays reachable and says why: a reason is the only way to switch it off. It is the
// same element with a reason and without, so that it keeps the focus when that changes.

import { useId, type ButtonHTMLAttributes, type ReactNode } from 'react'

export type ButtonKind = 'usual' | 'primary' | 'final' | 'danger' | 'plain'
export type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'type'> & {
  kind?: ButtonKind
  size?: 'usual' | 'small'
  /** Why it cannot be used now. */
  reason?: string | null | undefined
  /** Where there is no room beneath: the reason is in its tooltip and its accessible description only. */
  reasonHidden?: boolean
  submits?: boolean
  children: ReactNode
}

export function Button({ kind = 'usual', size = 'usual', reason, reasonHidden = false, submits = false, onClick, children, ...rest }: ButtonProps) {
  const why = useId()
  const off = reason != null && reason !== ''
  return (
    <span className={off ? 'button-and-reason' : 'button-alone'}>
      <button
        {...rest} type={submits && !off ? 'submit' : 'button'} className={`button ${rest.className ?? ''}`} data-kind={kind} data-size={size}
        aria-disabled={off || undefined} aria-describedby={off ? why : rest['aria-describedby']} title={off && reasonHidden ? reason : rest.title}
        onClick={event => (off ? event.preventDefault() : onClick?.(event))}
      >
        {children}
      </button>
      {off && <span id={why} className={reasonHidden ? 'unseen' : 'reason'}>{reason}</span>}
    </span>
  )
}
