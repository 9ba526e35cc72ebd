// Asks for the name under which a view is kept. What the server says against it stands beside it, and nothing is lost.

import { useState, type FormEvent } from 'react'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'

type NameSheetProps = {
  title: string; name?: string; about: string
  /** What is kept under that name already and would be replaced; null where nothing is. */
  replaces?(name: string): string | null
  /** Answers why not, or null. */
  onName(name: string): Promise<string | null>
  onClose(): void
}

export function NameSheet({ title, name: before = '', about, replaces, onName, onClose }: NameSheetProps) {
  const [name, setName] = useState(before)
  const [wrong, setWrong] = useState<string | null>(null)
  const there = replaces?.(name.trim()) ?? null
  const take = async (event: FormEvent) => {
    event.preventDefault()
    const problem = await onName(name.trim())
    if (problem === null) onClose()
    else setWrong(problem)
  }
  return (
    <Sheet title={title} side="center" onClose={onClose}>
      <form className="stack" onSubmit={event => void take(event)}>
        <Field label="Name" wrong={wrong} required>{control => <input {...control} data-first value={name} maxLength={60} autoComplete="off" onChange={event => setName(event.target.value)} />}</Field>
        <p className="soft small"><bdi>{about}</bdi></p>
        {there !== null && <p role="status">This name is taken by <bdi>{there}</bdi>. Saving puts the new one in its place.</p>}
        <Button submits kind="primary" reason={name.trim() === '' ? 'It needs a name.' : null} reasonHidden>{there === null ? 'Save' : 'Save over it'}</Button>
      </form>
    </Sheet>
  )
}
