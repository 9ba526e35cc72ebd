// Who may sign in, what each role may do, and one's own password.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { roleReason } from '../actions/running.ts'
import { get } from '../api/queries.ts'
import { useUser } from '../api/session.ts'
import { Page } from '../parts/page.tsx'
import { Twin } from '../parts/wire/own-call.tsx'
import { Button } from '../ui/button.tsx'
import { Problem, Skeleton } from '../ui/states.tsx'
import { OwnPassword } from './team/own-password.tsx'
import { People } from './team/people.tsx'
import { PersonSheet, type Wish } from './team/person-sheet.tsx'
import { Roles } from './team/roles.tsx'
import './team/team.css'

export default function TeamPage() {
  const user = useUser()
  const [wish, setWish] = useState<Wish | null>(null)
  const { data, error, refetch } = useQuery(get('GET /v1/users', {}))
  const whyNot = roleReason('admin')
  return (
    <Page title="Team" aside={<Button kind="primary" className="no-print" reason={whyNot} onClick={() => setWish({ kind: 'add' })}>Add a person…</Button>}>
      {error ? <Problem error={error} onAgain={() => void refetch()} /> : data ? <People people={data.data} self={user.id} whyNot={whyNot} onWish={setWish} /> : <Skeleton rows={4} label="Loading people" />}
      <Roles own={user.role} />
      <OwnPassword />
      <Twin route="GET /v1/users" />
      {wish && <PersonSheet wish={wish} self={user.id} onClose={() => setWish(null)} />}
    </Page>
  )
}
