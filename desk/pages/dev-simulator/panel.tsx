// One control panel of the simulator, and what its fields share.

import { useId, type ReactNode } from 'react'
import { formatDuration, parseDuration, parseFriendlyDuration } from '../../../src/core/duration.ts'
import { useUser } from '../../api/session.ts'
import { Field } from '../../ui/field.tsx'

export function Panel({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId()
  return <section className="card stack" aria-labelledby={id}><div className="spread"><h2 id={id}>{title}</h2>{aside}</div>{children}</section>
}

/** Clock, faults and reset are the whole server's, and so are for whoever sits at its machine. */
export function useServerReason(): string | null {
  return useUser().demo ? null : 'Only the demo operator at the server\'s own machine may do this; it concerns every merchant.'
}

/** "7d", "36h" or ISO 8601, as ISO 8601; null where it is neither. */
export function durationOf(text: string): string | null {
  const duration = parseFriendlyDuration(text.trim()) ?? parseDuration(text.trim())
  return duration && formatDuration(duration)
}

type DurationFieldProps = { label: string; value: string; optional?: boolean; onChange(value: string): void }

export function DurationField({ label, value, optional = false, onChange }: DurationFieldProps) {
  const wrong = value.trim() !== '' && durationOf(value) === null ? 'Write 7d, 36h, 90m or P7D.' : null
  return (
    <Field label={label} help={optional ? 'For example 7d. Left out: as the provider usually has it.' : 'For example 7d or 36h.'} wrong={wrong}>
      {control => <input {...control} dir="ltr" autoComplete="off" spellCheck={false} maxLength={30} value={value} onChange={event => onChange(event.target.value)} />}
    </Field>
  )
}
