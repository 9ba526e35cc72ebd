// What stands where a role sees nothing: which role does, and that it is not a fault.

import type { Role } from '../../src/core/role.ts'
import { useUser } from '../api/session.ts'
import { Empty } from '../ui/states.tsx'

export function NoAccess({ needs, what }: { needs: Role; what: string }) {
  const { name, role } = useUser()
  return <Empty title={`Needs the role ${needs}`}><p>{what} You are signed in as <bdi>{name}</bdi> with the role {role}. Somebody with the role admin can change it under Team.</p></Empty>
}
