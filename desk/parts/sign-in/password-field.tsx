// A password to be typed: hidden, unless whoever types it wants to see it.

import { useState } from 'react'
import { Field } from '../../ui/field.tsx'
import './sign-in.css'

type PasswordFieldProps = { name: string; label: string; isNew?: boolean; /** Where a sheet begins. */ first?: boolean; wrong?: string | null | undefined; help?: string }

export function PasswordField({ name, label, isNew = false, first = false, wrong, help }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false)
  return (
    <div className="password">
      <Field label={label} required wrong={wrong} help={help}>
        {control => <input {...control} data-first={first || undefined} name={name} type={isShown ? 'text' : 'password'} autoComplete={isNew ? 'new-password' : 'current-password'} autoCapitalize="none" spellCheck={false} maxLength={1000} />}
      </Field>
      <label className="password-shown small"><input type="checkbox" checked={isShown} onChange={event => setShown(event.target.checked)} /> Show<span className="unseen"> the {label.toLowerCase()}</span></label>
    </div>
  )
}

export const passwordHelp = '15 characters or more. Four or five words that do not belong together are good.'
