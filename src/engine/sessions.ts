// Sessions of people who signed in. A token is shown once to the browser and kept as a keyed hash; each use reads the store, so that
// what ended in one process has ended in all. Time here is real, also where a sandbox's clock is turned.

import type { MerchantId, UserId } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'
import type { Role } from '../core/role.ts'
import type { PersonRow, SessionRow } from './store-desk.ts'
import type { Store } from './store.ts'
import type { Vault } from './vault.ts'

export const idleMs = 30 * 60_000
export const absoluteMs = 12 * 3_600_000

/** `merchant` is null for a demo that has not chosen for whom it acts. `demo` stands for the whole sandbox. */
export type Session = { token: string; csrf: string; user: { id: UserId; name: string; role: Role; demo: boolean }; merchant: MerchantId | null }

/** Nobody's row: it exists in sandboxes only, where it needs no password. */
export const demoUser = { id: 'usr_00000000000000000000000dem' as UserId, name: 'Demo', role: 'admin', demo: true } as const

export type Sessions = {
  begin(person: PersonRow): Promise<Session>
  beginDemo(): Promise<Session>
  /** Null for unknown, ended, idle and old ones alike. `used` keeps it from becoming idle. */
  of(token: string, used: boolean): Promise<Session | null>
  choose(token: string, merchant: MerchantId): Promise<void>
  end(token: string): Promise<void>
}

export type SessionsParts = { store: Pick<Store, 'reads' | 'desk'>; vault: Vault; now(): Instant; random(bytes: number): Uint8Array; sandbox: boolean }

export function createSessions({ store: { reads, desk }, vault, now, random, sandbox }: SessionsParts): Sessions {
  return {
    begin: person => begun({ merchant: person.merchant, person: person.id, revision: person.revision }, token => sessionOf(vault, token, person)),
    beginDemo: () => begun({ merchant: '', person: demoUser.id, revision: 0 }, token => demoOf(vault, token, null)),
    async of(token, used) {
      const row = await reads.session(idOf(token))
      if (!row || isOver(row, now())) return null
      const session = row.merchant === '' ? sandbox && demoOf(vault, token, chosenIn(row)) : await personal(row, token)
      // Where the store cannot write for a while, it can still be read.
      if (session && used && now() - row.seenAt >= seenEveryMs) await desk.seen(row.id, now()).catch(() => {})
      return session || null
    },
    choose: (token, merchant) => desk.choose(idOf(token), JSON.stringify({ merchant })),
    end: token => desk.end(idOf(token)),
  }

  async function begun(whose: Pick<SessionRow, 'merchant' | 'person' | 'revision'>, shown: (token: string) => Session): Promise<Session> {
    const token = Buffer.from(random(tokenBytes)).toString('base64url')
    const at = now()
    await desk.reap(at, at - idleMs, mostForgottenAtOnce)
    await desk.begin({ ...whose, id: idOf(token), createdAt: at, seenAt: at, expiresAt: at + absoluteMs, body: '{}' })
    return shown(token)
  }

  /** Whatever was changed about the person since, the session was made for somebody else. */
  async function personal(row: SessionRow, token: string): Promise<Session | null> {
    const person = await reads.person(row.merchant, row.person)
    return person && person.revision === row.revision && person.disabledAt === null ? sessionOf(vault, token, person) : null
  }

  function idOf(token: string): string {
    return vault.lookup(`session\n${token}`)
  }
}

const tokenBytes = 32
/** Whoever begins one sweeps a little, by the same real clock. */
const mostForgottenAtOnce = 100
/** A session is not written to at every call. */
const seenEveryMs = 60_000

const isOver = ({ seenAt, expiresAt }: SessionRow, now: Instant): boolean => expiresAt <= now || seenAt + idleMs <= now
const chosenIn = ({ body }: SessionRow): MerchantId | null => (JSON.parse(body) as { merchant?: MerchantId }).merchant ?? null

/** Bound to the session and never kept: who has the cookie alone, as a foreign page does, cannot name it. */
const csrfOf = (vault: Vault, token: string): string => vault.lookup(`csrf\n${token}`)

function sessionOf(vault: Vault, token: string, { id, name, role, merchant }: PersonRow): Session {
  return { token, csrf: csrfOf(vault, token), user: { id: id as UserId, name, role, demo: false }, merchant: merchant as MerchantId }
}

const demoOf = (vault: Vault, token: string, merchant: MerchantId | null): Session => ({ token, csrf: csrfOf(vault, token), user: demoUser, merchant })
