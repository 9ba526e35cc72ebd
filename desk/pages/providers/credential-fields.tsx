// The fields that a provider's connector asks for. What is secret is typed blind, kept in this form alone, and never comes back from the server.

import { Field } from '../../ui/field.tsx'
import type { Provider } from './shapes.ts'

export type Needed = NonNullable<Provider['connection']>['credentials']
type Given = Readonly<Record<string, string>>
type CredentialFieldsProps = { needs: Needed; given: Given; keepsOthers?: boolean; onChange(given: Given): void }

export function CredentialFields({ needs, given, keepsOthers = false, onChange }: CredentialFieldsProps) {
  return needs.map(({ name, secret, needed, about }) => (
    <Field key={name} label={<code>{name}</code>} help={about} required={needed && !keepsOthers}>
      {control => (
        <input {...control} type={secret ? 'password' : 'text'} dir="ltr" autoComplete="off" data-1p-ignore spellCheck={false} maxLength={20000} value={given[name] ?? ''} onChange={event => onChange({ ...given, [name]: event.target.value })} />
      )}
    </Field>
  ))
}

/** Those that were filled in. */
export const filledIn = (given: Given): Record<string, string> => Object.fromEntries(Object.entries(given).map(([name, text]) => [name, text.trim()] as const).filter(([, text]) => text !== ''))

export function missing(needs: Needed, given: Given): string | null {
  const names = needs.filter(({ name, needed }) => needed && !given[name]?.trim()).map(({ name }) => name)
  return names.length === 0 ? null : `Still needed: ${names.join(', ')}.`
}
