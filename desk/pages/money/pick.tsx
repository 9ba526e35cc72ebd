// One of a few, as the browser shows it.

import { useId } from 'react'

export function Pick({ label, value, choices, onChange }: { label: string; value: string; choices: Readonly<Record<string, string>>; onChange(value: string): void }) {
  const id = useId()
  return <span className="pick no-print"><label htmlFor={id}>{label}</label><select id={id} value={value} onChange={event => onChange(event.currentTarget.value)}>{Object.entries(choices).map(([one, word]) => <option key={one} value={one}>{word}</option>)}</select></span>
}
