// Whom a dispute is given to: a user of its merchant who may sign in.

import type { Owner } from '../../../core/dispute.ts'
import type { Services } from '../../dialect.ts'
import { merchantOf, type AnyCall } from './call.ts'

/** Undefined where nothing was said of it, null for nobody. Who asks may take it, also where they are no user of this merchant. */
export async function ownerNamed({ users }: Services, call: AnyCall, named: string | null | undefined): Promise<Owner | null | undefined | 'unknown'> {
  if (typeof named !== 'string') return named
  const { user } = call.principal
  if (user?.id === named) return { id: user.id, name: user.name }
  const found = await users.find(merchantOf(call), named)
  return found && found.disabledAt === null ? { id: found.id, name: found.name } : 'unknown'
}
