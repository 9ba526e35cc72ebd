// A screen that somebody's role may not open: it is there, it says what it is, which role it needs, and that it is not a fault.

import type { ReactNode } from 'react'
import type { Role } from '../../src/core/role.ts'
import { roleReason } from '../actions/running.ts'
import { useUser } from '../api/session.ts'
import { Empty } from '../ui/states.tsx'

export function ForRole({ needs, what, children }: { needs: Role; what: string; children: ReactNode }) {
  const { name, role } = useUser()
  const reason = roleReason(needs)
  return reason === null ? children : <Empty title={reason}><p>{what} You are signed in as <bdi>{name}</bdi> with the role {role}. An admin of your team can change it under Team.</p></Empty>
}
