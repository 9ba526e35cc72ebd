// The people who sign in, and what may be asked about them. Types only.

import type { MerchantId, UserId } from '../core/ids.ts'
import type { Asking } from './accounts.ts'
import type { Answer, Performed } from './job.ts'
import type { Role } from '../core/role.ts'
import type { PersonRow } from './store-desk.ts'

/** What may be shown of a person. */
export type User = Omit<PersonRow, 'lookup' | 'password' | 'revision' | 'id' | 'merchant'> & { id: UserId; merchant: MerchantId }

/** `why` says what is wrong with a password. */
export type UserRefused = { kind: 'refused'; code: 'user_not_found' | 'user_name_taken' | 'too_many_users' | 'last_admin' } | { kind: 'refused'; code: 'password_refused'; why: string }
export type UserDone = Performed<unknown> | UserRefused

export type NewUser = { name: string; role: Role; password: string }
export type UserWish = { name?: string | undefined; role?: Role | undefined; disabled?: boolean | undefined; password?: string | undefined }

export type Users = {
  list(merchant: MerchantId): Promise<User[]>
  find(merchant: MerchantId, id: string): Promise<User | null>
  create(merchant: MerchantId, asked: NewUser, asking: Asking, render: (user: User) => Answer): Promise<UserDone>
  /** Any change ends the sessions of that person, in every process. Somebody always stays who may sign in and is an admin, once there is one; so also with `remove`. */
  change(merchant: MerchantId, id: string, wish: UserWish, asking: Asking, render: (user: User) => Answer): Promise<UserDone>
  remove(merchant: MerchantId, id: string, asking: Asking, answer: Answer): Promise<UserDone>
  /** The person who has this name and this password and may sign in. Takes as long for a name that nobody has. */
  verified(name: string, password: string): Promise<PersonRow | null>
}
