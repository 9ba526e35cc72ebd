// Name and password. It says as little about why not as the server does, and when to come back where it was tried too often.

import { useRef, useState } from 'react'
import type { Problem as ProblemValue } from '../../api/problem.ts'
import { signIn } from '../../api/session.ts'
import { lengthWords, serverNow, shortTime, useNow } from '../../time.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Problem } from '../../ui/states.tsx'
import { PasswordField } from './password-field.tsx'

type Failed = { problem: ProblemValue; /** Before then it is of no use. */ againAt: number | null }

export function SignInForm({ name, onDone }: { name?: string | undefined; onDone?: () => void }) {
  const [failed, setFailed] = useState<Failed | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [turn, setTurn] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  const now = useNow(1_000)
  const waitMs = failed?.againAt ? failed.againAt - now : 0
  const submit = async (given: FormData) => {
    setBusy(true)
    const problem = await signIn(String(given.get('name')), String(given.get('password')))
    setBusy(false)
    if (problem === null) return onDone?.()
    setFailed({ problem, againAt: problem.retryAfterSeconds === undefined ? null : serverNow() + problem.retryAfterSeconds * 1_000 })
    setTurn(turn + 1)
    const field = form.current?.querySelector<HTMLInputElement>('[name="password"]')
    if (!field) return
    field.value = ''
    field.focus()
  }
  return (
    <form ref={form} className="stack sign-in" aria-label="Sign in" onSubmit={event => { event.preventDefault(); void submit(new FormData(event.currentTarget)) }}>
      {failed && <Problem key={turn} error={failed.problem} unchanged="" />}
      <Field label="Name" required>{control => <input {...control} name="name" data-first={name === undefined || undefined} defaultValue={name} autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={100} />}</Field>
      <PasswordField name="password" label="Password" first={name !== undefined} />
      <Button kind="primary" submits reason={isBusy ? 'Signing in…' : waitMs > 0 ? `Tried too often. Try again at ${shortTime(failed!.againAt!)}, in ${lengthWords(waitMs)}.` : null}>Sign in</Button>
    </form>
  )
}
