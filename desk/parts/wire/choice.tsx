// A labelled list to choose one of, or none of.

import { Field } from '../../ui/field.tsx'

type ChoiceProps<T extends string> = { label: string; value: string | undefined; any?: string; options: readonly (readonly [T, string])[]; help?: string; onChange(value: T | ''): void }

export function Choice<T extends string>({ label, value, any, options, help, onChange }: ChoiceProps<T>) {
  return (
    <Field label={label} help={help}>
      {control => (
        <select {...control} value={value ?? ''} onChange={event => onChange(event.target.value as T)}>
          {any !== undefined && <option value="">{any}</option>}
          {options.map(([one, word]) => <option key={one} value={one}>{word}</option>)}
        </select>
      )}
    </Field>
  )
}
