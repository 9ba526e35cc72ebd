// One's own password, for everybody: who knows the old one may set a new one. Every other session of theirs ends.

import { useRef, useState } from 'react'
import type { Problem as ProblemValue } from '../../api/problem.ts'
import { changePassword, useUser } from '../../api/session.ts'
import { PasswordField, passwordHelp } from '../../parts/sign-in/password-field.tsx'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'

export function OwnPassword() {
  const { demo, name } = useUser()
  const [problem, setProblem] = useState<ProblemValue | null>(null)
  const [differs, setDiffers] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const submit = async (given: FormData) => {
    const [old, fresh, again] = ['old', 'fresh', 'again'].map(field => String(given.get(field))) as [string, string, string]
    setDiffers(fresh !== again)
    if (fresh !== again) return
    setBusy(true)
    const failed = await changePassword(old, fresh)
    setBusy(false)
    setProblem(failed)
    if (failed) return
    form.current?.reset()
    toast({ text: 'Your password was changed. Your other sessions have ended.', tone: 'good' })
  }
  return (
    <section className="card stack" aria-labelledby="own-password">
      <h2 id="own-password">Your password</h2>
      {demo ? <p className="soft">The demo operator of the sandbox has none.</p> : (
        <form ref={form} className="stack own-password" onSubmit={event => { event.preventDefault(); if (!isBusy) void submit(new FormData(event.currentTarget)) }}>
          <input type="hidden" name="username" autoComplete="username" value={name} readOnly />
          <PasswordField name="old" label="Old password" />
          <PasswordField name="fresh" label="New password" isNew help={passwordHelp} />
          <PasswordField name="again" label="New password again" isNew wrong={differs ? 'It is not the same.' : null} />
          {problem && <Problem error={problem} unchanged="Your password is as it was." />}
          <p><Button submits reason={isBusy ? 'Changing…' : null}>Change my password</Button></p>
        </form>
      )}
    </section>
  )
}
