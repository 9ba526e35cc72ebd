// Who, what and when.

import { useQuery } from '@tanstack/react-query'
import { useId, type FormEvent } from 'react'
import { eventKinds } from '../../../src/core/event-kinds.ts'
import { get } from '../../api/queries.ts'
import { ownZone } from '../../time.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { isDay, kindWords, type AuditSearch } from './filter.ts'

export function Filters({ search, onChange }: { search: AuditSearch; onChange(search: AuditSearch): void }) {
  const people = useId()
  const { data } = useQuery(get('GET /v1/users', {}))
  const set = (change: AuditSearch) => onChange({ ...search, ...change })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    set({ actor: String(new FormData(event.currentTarget).get('actor') ?? '').trim() })
  }
  return (
    <form className="audit-filter no-print" role="search" aria-label="Filter the record" key={search.actor} onSubmit={submit}>
      <Field label="Who">{control => <input {...control} name="actor" list={people} defaultValue={search.actor} placeholder="Id of a person or key" autoComplete="off" spellCheck={false} maxLength={200} onBlur={event => event.currentTarget.value.trim() !== (search.actor ?? '') && set({ actor: event.currentTarget.value.trim() })} />}</Field>
      <datalist id={people}>{data?.data.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</datalist>
      <Field label="What">{control => <select {...control} value={search.kind ?? ''} onChange={event => set({ kind: event.currentTarget.value })}><option value="">Anything</option>{search.kind?.includes(',') && <option value={search.kind}>Several kinds</option>}{eventKinds.map(kind => <option key={kind} value={kind}>{kindWords(kind)}</option>)}</select>}</Field>
      <Field label="From">{control => <input {...control} type="date" value={isDay(search.since) ? search.since : ''} title={`Days begin in ${ownZone()}`} onChange={event => set({ since: event.currentTarget.value })} />}</Field>
      <Field label="To">{control => <input {...control} type="date" value={isDay(search.until) ? search.until : ''} title={`Days begin in ${ownZone()}`} onChange={event => set({ until: event.currentTarget.value })} />}</Field>
      <Button reason={Object.keys(search).length === 0 ? 'Nothing is filtered.' : null} reasonHidden onClick={() => onChange({})}>Clear</Button>
    </form>
  )
}
