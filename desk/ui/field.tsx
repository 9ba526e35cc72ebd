// A labelled control with its help and what is wrong with it. The control is given its id and descriptions.

import { useId, type ReactNode } from 'react'

type Control = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true; required?: boolean }
type FieldProps = { label: ReactNode; help?: ReactNode; wrong?: string | null | undefined; required?: boolean; children(control: Control): ReactNode }

export function Field({ label, help, wrong, required = false, children }: FieldProps) {
  const id = useId()
  const described = [help != null && `${id}-help`, wrong && `${id}-wrong`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}{required && <span className="soft small"> (needed)</span>}</label>
      {children({ id, ...(described && { 'aria-describedby': described }), ...(wrong && { 'aria-invalid': true as const }), ...(required && { required }) })}
      {help != null && <span id={`${id}-help`} className="soft small">{help}</span>}
      {wrong && <span id={`${id}-wrong`} className="wrong small" role="alert">{wrong}</span>}
    </div>
  )
}
