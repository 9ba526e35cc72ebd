// One change about one person: what it is, what comes with it, and a button that names it. Passwords live in the form and nowhere else.

import { useState, type ReactNode } from 'react'
import { roles, type Role } from '../../../src/core/role.ts'
import { PasswordField, passwordHelp } from '../../parts/sign-in/password-field.tsx'
import { roleWords } from '../../parts/roles.ts'
import { Failure, useSending } from '../../parts/wire/sending.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { toast } from '../../ui/toast.tsx'
import type { Person } from './people.tsx'

export type Wish = { kind: 'add' } | { kind: 'role' | 'password' | 'enable' | 'disable' | 'remove'; person: Person }
type SheetProps = { wish: Wish; self: string; onClose(): void }

export function PersonSheet({ wish, self, onClose }: SheetProps) {
  const adding = useSending('POST /v1/users', ['GET /v1/users'])
  const changing = useSending('PATCH /v1/users/{id}', ['GET /v1/users'])
  const removing = useSending('DELETE /v1/users/{id}', ['GET /v1/users'])
  const [formId] = useState(() => `person-${wish.kind}`)
  const sendings = { add: adding, remove: removing, role: changing, password: changing, enable: changing, disable: changing } as const
  const { title, confirm, done } = wordsOf(wish)
  const submit = async (form: FormData) => {
    const role = String(form.get('role')) as Role
    const [name, password] = [String(form.get('name') ?? '').trim(), String(form.get('password') ?? '')]
    const went = wish.kind === 'add' ? await adding.go({ body: { name, role, password } })
      : wish.kind === 'remove' ? await removing.go({ params: { id: wish.person.id } })
      : await changing.go({ params: { id: wish.person.id }, body: wish.kind === 'role' ? { role } : wish.kind === 'password' ? { password } : { disabled: wish.kind === 'disable' } })
    if (went === undefined) return
    toast({ text: done, tone: 'good' })
    onClose()
  }
  const isFinal = wish.kind === 'remove'
  const isBusy = sendings[wish.kind].isSending
  return (
    <Sheet title={title} side="center" onClose={onClose} closeWord="Leave as it is" foot={<Button kind={isFinal ? 'final' : 'primary'} submits form={formId} reason={isBusy ? 'Sending…' : null}>{confirm}</Button>}>
      <form id={formId} className="stack" onSubmit={event => { event.preventDefault(); if (!isBusy) void submit(new FormData(event.currentTarget)) }}>
        <Fields wish={wish} isSelf={wish.kind !== 'add' && wish.person.id === self} />
      </form>
      <Failure of={sendings[wish.kind]} />
    </Sheet>
  )
}

function Fields({ wish, isSelf }: { wish: Wish; isSelf: boolean }) {
  const ends = <p className="soft">{isSelf ? 'Your own sessions end at once, this one too: you sign in again.' : 'Their sessions end at once; what they have not sent stays in their browser.'}</p>
  switch (wish.kind) {
    case 'add': return (
      <>
        <Field label="Name" required help="What they sign in with; it also stands beside what they do.">{control => <input {...control} name="name" data-first autoComplete="off" maxLength={100} />}</Field>
        <RoleChoice value="operator" />
        <PasswordField name="password" label="First password" isNew help={passwordHelp} />
        <p className="soft">Tell it to them by a safe way. They change it under Team.</p>
      </>
    )
    case 'role': return <><RoleChoice value={wish.person.role} />{ends}</>
    case 'password': return <><PasswordField name="password" label="New password" isNew first help={passwordHelp} />{ends}</>
    case 'disable': return <><p>They can no longer sign in. What they did stays on record, and they can be let in again.</p>{ends}</>
    case 'enable': return <p>They can sign in again with the password they had.</p>
    case 'remove': return <><p>They can no longer sign in, and their name is free again. What they did stays on record. This cannot be taken back.</p>{ends}</>
  }
}

function RoleChoice({ value }: { value: Role }): ReactNode {
  return (
    <fieldset className="stack">
      <legend><strong>Role</strong></legend>
      {roles.map(role => <label key={role} className="line"><input type="radio" name="role" value={role} defaultChecked={role === value} /> {roleWords[role].word} <span className="soft">{roleWords[role].says}</span></label>)}
    </fieldset>
  )
}

function wordsOf(wish: Wish): { title: string; confirm: string; done: string } {
  if (wish.kind === 'add') return { title: 'Add a person', confirm: 'Add', done: 'Added.' }
  const { name } = wish.person
  switch (wish.kind) {
    case 'role': return { title: `Role of ${name}`, confirm: 'Change the role', done: 'The role was changed.' }
    case 'password': return { title: `Password of ${name}`, confirm: 'Set the password', done: 'The password was set.' }
    case 'enable': return { title: `Let ${name} sign in again`, confirm: 'Let sign in', done: 'They may sign in again.' }
    case 'disable': return { title: `Disable ${name}`, confirm: `Disable ${name}`, done: 'Disabled.' }
    case 'remove': return { title: `Remove ${name}`, confirm: `Remove ${name}`, done: 'Removed.' }
  }
}
