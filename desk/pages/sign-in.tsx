// The way in. It says as little about why not as the server does.

import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import type { Problem as ProblemValue } from '../api/problem.ts'
import { signIn, useSession } from '../api/session.ts'
import { Page } from '../parts/page.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Problem } from '../ui/states.tsx'

export default function SignIn() {
  const session = useSession()
  const navigate = useNavigate()
  const [problem, setProblem] = useState<ProblemValue | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (form: FormData) => {
    setBusy(true)
    const failed = await signIn(String(form.get('name')), String(form.get('password')))
    setBusy(false)
    setProblem(failed)
    if (failed === null && location.pathname.endsWith('/sign-in')) void navigate({ to: '/', search: {} })
  }
  if (session?.user && !session.ended) return <Page title="Sign in"><p>You are signed in as {session.user.name}.</p></Page>
  return (
    <Page title="Sign in">
      <form className="card stack sign-in" onSubmit={event => { event.preventDefault(); void submit(new FormData(event.currentTarget)) }}>
        {problem && <Problem error={problem} />}
        <Field label="Name" required>{control => <input {...control} name="name" autoComplete="username" autoCapitalize="none" spellCheck={false} />}</Field>
        <Field label="Password" required>{control => <input {...control} name="password" type="password" autoComplete="current-password" />}</Field>
        <Button kind="primary" submits reason={busy ? 'Signing in…' : null}>Sign in</Button>
        <p className="soft small">People are added on the server: <code>parley user add</code></p>
      </form>
    </Page>
  )
}
