// The people, and what can be done about each.

import type { AnswerOf } from '../../api/contract.ts'
import { roleWords } from '../../parts/roles.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { Time } from '../../ui/time.tsx'
import type { Wish } from './person-sheet.tsx'

export type Person = AnswerOf<'GET /v1/users'>['data'][number]
type PeopleProps = { people: readonly Person[]; self: string; whyNot: string | null; onWish(wish: Wish): void }

export function People({ people, self, whyNot, onWish }: PeopleProps) {
  return (
    <section className="card" aria-label="People"><DataTable
      caption="People" captionHidden rows={people} rowKey={({ id }) => id} none="Nobody has been added yet."
      columns={[
        { head: 'Name', cell: ({ id, name }) => <><bdi>{name}</bdi>{id === self && <span className="soft"> (you)</span>}</> },
        { head: 'Role', cell: ({ role }) => <span title={roleWords[role].says}>{roleWords[role].word}</span> },
        { head: 'Signs in', cell: ({ disabled_at }) => (disabled_at === null ? <Chip tone="good">May sign in</Chip> : <><Chip tone="faded">Disabled</Chip> <span className="soft small">since <Time at={disabled_at} /></span></>) },
        { head: 'Added', cell: ({ created_at }) => <Time at={created_at} /> },
        { head: <span className="unseen">What can be done</span>, end: true, cell: person => (whyNot === null ? <Menu label={`Change ${person.name}`} button="⋯" items={itemsFor(person, people, self, onWish)} /> : <Button kind="plain" size="small" reason={whyNot} reasonHidden aria-label={`Change ${person.name}`}>⋯</Button>) },
      ]}
    /></section>
  )
}

function itemsFor(person: Person, people: readonly Person[], self: string, onWish: (wish: Wish) => void): MenuItem[] {
  const isDisabled = person.disabled_at !== null
  const isLastAdmin = person.role === 'admin' && !isDisabled && people.filter(({ role, disabled_at }) => role === 'admin' && disabled_at === null).length === 1
  const needed = isLastAdmin ? 'The last admin: make somebody else one first.' : null
  const notSelf = person.id === self ? 'Somebody else has to do that for you.' : null
  return [
    { label: 'Change the role…', reason: needed, run: () => onWish({ kind: 'role', person }) },
    { label: 'Set a password…', run: () => onWish({ kind: 'password', person }) },
    isDisabled ? { label: 'Let sign in again…', run: () => onWish({ kind: 'enable', person }) } : { label: 'Disable…', reason: needed ?? notSelf, run: () => onWish({ kind: 'disable', person }) },
    { label: 'Remove…', reason: needed ?? notSelf, run: () => onWish({ kind: 'remove', person }) },
  ]
}
