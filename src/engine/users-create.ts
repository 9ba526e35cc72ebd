// People over the store. A name is one person's in the whole server; whatever changes about a person counts their revision up, and
// with it every session made under the one before is over.

import type { MerchantId } from '../core/ids.ts'
import type { Asking } from './accounts.ts'
import { answered } from './accounts-replay.ts'
import type { Engine } from './engine.ts'
import { oneAtATime } from './in-turn.ts'
import type { Answer } from './job.ts'
import { passwordRefused } from './password-rules.ts'
import type { Passwords } from './password.ts'
import type { PersonChange, PersonRow } from './store-desk.ts'
import type { Tables, Write } from './store.ts'
import { withoutTheme } from './theme.ts'
import type { User, UserDone, UserRefused, Users } from './users.ts'
import type { Vault } from './vault.ts'

export const mostUsers = 500

export type UsersParts = { engine: Engine; vault: Vault; passwords: Passwords }

export function createUsers({ engine, vault, passwords }: UsersParts): Users {
  const { reads, world } = engine
  const inTurn = oneAtATime()
  return {
    list: async merchant => (await reads.persons(merchant)).map(userOf),
    find: async (merchant, id) => {
      const row = await reads.person(merchant, id)
      return row && userOf(row)
    },
    create: (...call) => inTurn(() => create(...call)),
    change: (...call) => inTurn(() => judgedAgain(() => change(...call))),
    remove: (...call) => inTurn(() => judgedAgain(() => remove(...call))),
    async verified(name, password) {
      const [row = null] = await reads.personsByLookup(nameLookup(vault, name))
      const matches = await passwords.matches(password, row?.password ?? null)
      return matches && row?.disabledAt === null ? row : null
    },
  }

  async function create(...[merchant, { name, role, password }, asking, render]: Parameters<Users['create']>): Promise<UserDone> {
    const before = await answered(engine, merchant, asking.key)
    if (before) return before
    if ((await reads.persons(merchant)).length >= mostUsers) return refused('too_many_users')
    const lookup = nameLookup(vault, name)
    const no = await unfit(name, lookup, null, password)
    if (no) return no
    const now = world.now()
    const row: PersonRow = { merchant, id: world.ids.next('usr'), name, lookup, role, password: await passwords.hash(password), revision: 1, createdAt: now, updatedAt: now, disabledAt: null }
    return orTaken(() => write(merchant, asking, render(userOf(row)), [{ table: 'person', rows: [row] }, { table: 'holder', rows: [holderOf(row)] }]))
  }

  async function change(...[merchant, id, wish, asking, render]: Parameters<Users['change']>): Promise<UserDone> {
    const before = await reads.person(merchant, id)
    if (!before) return refused('user_not_found')
    const name = wish.name ?? before.name
    const lookup = nameLookup(vault, name)
    const no = await unfit(name, lookup, before, wish.password)
    if (no) return no
    const now = world.now()
    const row: PersonRow = {
      ...before, name, lookup, role: wish.role ?? before.role, password: wish.password === undefined ? before.password : await passwords.hash(wish.password),
      revision: before.revision + 1, updatedAt: Math.max(now, before.updatedAt + 1), disabledAt: wish.disabled === undefined ? before.disabledAt : wish.disabled ? before.disabledAt ?? now : null,
    }
    const kept = await stillGoverned(before, row)
    if (!kept) return refused('last_admin')
    const renamed: Write[] = lookup === before.lookup ? [] : [{ remove: 'holder', rows: [heldBy(before)] }, { table: 'holder', rows: [holderOf(row)] }]
    return orTaken(() => write(merchant, asking, render(userOf(row)), [{ change: 'person', rows: inOrder([{ row, was: before.revision }, ...kept]) }, ...renamed, sessionsOf(before)]))
  }

  async function remove(...[merchant, id, asking, answer]: Parameters<Users['remove']>): Promise<UserDone> {
    const row = await reads.person(merchant, id)
    if (!row) return refused('user_not_found')
    const kept = await stillGoverned(row, null)
    if (!kept) return refused('last_admin')
    return write(merchant, asking, answer, [{ change: 'person', rows: inOrder([asRead(row), ...kept]) }, { remove: 'person', rows: [{ merchant, id }] }, { remove: 'holder', rows: [heldBy(row)] }, sessionsOf(row), { remove: 'saved_view', rows: [{ merchant, person: id }] }, withoutTheme(id)])
  }

  /** Who has to be as they were read for it to happen: another admin, where one goes. Null where there is none. */
  async function stillGoverned(before: PersonRow, after: PersonRow | null): Promise<PersonChange[] | null> {
    if (!governs(before) || (after && governs(after))) return []
    const other = (await reads.persons(before.merchant as MerchantId)).find(person => person.id !== before.id && governs(person))
    return other ? [asRead(other)] : null
  }

  async function unfit(name: string, lookup: string, before: PersonRow | null, password: string | undefined): Promise<UserRefused | null> {
    const why = password === undefined ? null : passwordRefused(password, name)
    if (why) return { kind: 'refused', code: 'password_refused', why }
    const others = (await reads.personsByLookup(lookup)).filter(({ merchant, id }) => merchant !== before?.merchant || id !== before.id)
    return others.length ? refused('user_name_taken') : null
  }

  function write(merchant: MerchantId, { key, credential }: Asking, answer: Answer, writes: Write[]): Promise<UserDone> {
    return engine.write({ merchant, key, credential, writes, answer })
  }
}

/** Capitals and width do not make another name of it. */
export const nameLookup = (vault: Vault, name: string): string => vault.lookup(`person\n${name.normalize('NFKC').trim().toLowerCase()}`)

export function userOf({ merchant, id, name, role, createdAt, updatedAt, disabledAt }: PersonRow): User {
  return { merchant: merchant as MerchantId, id: id as User['id'], name, role, createdAt, updatedAt, disabledAt }
}

const refused = (code: Exclude<UserRefused['code'], 'password_refused'>): UserRefused => ({ kind: 'refused', code })
const heldBy = ({ lookup }: PersonRow): Partial<Tables['holder']> => ({ merchant: '', lookup })
const holderOf = ({ merchant, lookup }: PersonRow): Tables['holder'] => ({ merchant: '', lookup, owner: merchant })
const sessionsOf = ({ merchant, id }: PersonRow): Write => ({ remove: 'session', rows: [{ merchant, person: id }] })

const governs = ({ role, disabledAt }: PersonRow): boolean => role === 'admin' && disabledAt === null
const asRead = (row: PersonRow): PersonChange => ({ row, was: row.revision })
/** Two processes that mean the same people wait for each other, not in a circle. */
const inOrder = (changes: PersonChange[]): PersonChange[] => changes.toSorted((a, b) => (a.row.id < b.row.id ? -1 : 1))

const mostTries = 3

/** Somebody was no longer as they were read: nothing happened, and what holds now decides. */
async function judgedAgain(work: () => Promise<UserDone>): Promise<UserDone> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Error && error.name === 'TryAgain') || attempt === mostTries) throw error
    }
  }
}

/** Another process took the name at the last moment. */
async function orTaken(make: () => Promise<UserDone>): Promise<UserDone> {
  try {
    return await make()
  } catch (error) {
    if (error instanceof Error && error.name === 'Taken') return refused('user_name_taken')
    throw error
  }
}
