// The people who sign in: made, changed and removed. A password comes in, is never printed, and leaves no quick hash behind.

import type { User, UserDone } from '../../../engine/users.ts'
import type { Services } from '../../dialect.ts'
import type { WireUser } from '../contract/users.ts'
import { instantText } from '../translate.ts'
import { merchantOf, type AnyCall, type Part, type Reply } from './call.ts'
import { answerOf, failure, json, told } from './reply.ts'

export function userCalls(services: Services): Part<'createUser' | 'listUsers' | 'updateUser' | 'deleteUser'> {
  const { users, vault } = services
  // The fingerprint of a key covers the body, which holds a password: whoever reads the store must not be able to try passwords on it.
  const asking = ({ key, principal }: AnyCall) => ({ key: key && { ...key, fingerprint: vault.lookup(`fingerprint\n${key.fingerprint}`) }, credential: principal.credential })
  const shown = (status: number) => (user: User) => answerOf(status, toWire(user))
  return {
    createUser: async call => replyOf(services, await users.create(merchantOf(call), call.body, asking(call), shown(201))),
    listUsers: async call => json(200, { data: (await users.list(merchantOf(call))).map(toWire) }),
    updateUser: async call => replyOf(services, await users.change(merchantOf(call), call.params.id, call.body, asking(call), shown(200))),
    deleteUser: async call => replyOf(services, await users.remove(merchantOf(call), call.params.id, asking(call), { status: 204, headers: {}, body: '' })),
  }
}

function replyOf(services: Services, done: UserDone): Reply {
  if (done.kind !== 'refused') return told(services, done)
  return done.code === 'password_refused' ? failure(done.code, { why: done.why }) : failure(done.code)
}

function toWire({ id, name, role, createdAt, updatedAt, disabledAt }: User): WireUser {
  return { id, name, role, disabled_at: disabledAt === null ? null : instantText(disabledAt), created_at: instantText(createdAt), updated_at: instantText(updatedAt) }
}
