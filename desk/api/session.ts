// Who is signed in, for which merchant, and what time it is for the server. The one place that knows the session's token; it keeps
// it in memory only.

import { useSyncExternalStore } from 'react'
import { roles, type Role } from '../../src/core/role.ts'
import type { Theme } from '../../src/core/theme.ts'
import { setServerTime } from '../time.ts'
import { readProblem, unreachable, type Problem } from './problem.ts'

export type Named = { id: string; name: string }
export type User = Named & { role: Role; demo: boolean }
export type Session = {
  user: User | null
  mode: 'sandbox' | 'live'
  version: string
  csrf: string | null
  now: string
  /** Null where the person never chose one, and for a demo. */
  theme: Theme | null
  merchant: Named | null
  merchants: Named[]
  /** It ended in the middle of work: what is on the screen stays, and nothing is sent until somebody signed in again. */
  ended?: true
}

const path = '/desk/session'
let current: Session | null = null
let asked: Promise<unknown> = Promise.resolve()
/** The token under which something was answered, and the one in whose place another is being asked for. */
let worked: string | null = null
let renewing: string | null = null
const listeners = new Set<() => void>()
const whoListeners = new Set<() => void>()
const renewListeners = new Set<() => void>()

/** Told before anybody else: what belongs to the one before must be gone when the next is shown. */
export function onWhoChanges(listener: () => void): void {
  whoListeners.add(listener)
}

/** The same person goes on under a new session. What was asked between the two was refused. */
export function onRenewal(listener: () => void): void {
  renewListeners.add(listener)
}

export function onSession(listener: () => void): void {
  listeners.add(listener)
}

/** Null until the first answer. */
export function useSession(): Session | null {
  return useSyncExternalStore(subscribe, sessionNow)
}

export const sessionNow = (): Session | null => current

/** Whoever sees a page behind the sign-in has a user. */
export function useUser(): User {
  const user = useSession()?.user
  if (!user) throw new Error('Nobody is signed in')
  return user
}

export const mayAct = (user: Pick<User, 'role'>, needs: Role): boolean => roles.indexOf(user.role) >= roles.indexOf(needs)

/** From the page itself where the server put it there, otherwise by asking. */
export async function beginSession(): Promise<void> {
  const given = document.getElementById('parley-session')?.textContent
  if (given) keep(JSON.parse(given) as Session)
  else await refreshSession()
}

/** One after the other: two at once would each be given a session of their own. */
export function refreshSession(): Promise<Problem | null> {
  const next = asked.then(() => change('GET'))
  asked = next
  return next
}

export const signIn = (name: string, password: string): Promise<Problem | null> => change('POST', { name, password })
export const signOut = (): Promise<Problem | null> => change('DELETE')
export const actFor = (merchant: string): Promise<Problem | null> => change('PATCH', { merchant })
export const keepTheme = (theme: Theme): Promise<Problem | null> => change('PATCH', { theme })
export const changePassword = (old: string, fresh: string): Promise<Problem | null> => change('PATCH', { password: { old, new: fresh } })

/** What every call of the API carries besides the cookie. */
export function callerHeaders(): Record<string, string> {
  const merchant = current?.user?.demo ? current.merchant : null
  return { ...(current?.csrf && { 'parley-csrf': current.csrf }), ...(merchant && { 'parley-merchant': merchant.id }) }
}

/** Which session a call is made in. */
export const tokenNow = (): string | null => current?.csrf ?? null

/** What an answer says of the session in which it was asked for. */
export function answeredTo(token: string | null, code: string | null): void {
  if (code === 'unauthenticated') forgetUser(token)
  // Another window of this browser has begun a session since, and this one's token is out of date.
  else if (code === 'foreign_page') void refreshSession()
  else if (token === current?.csrf) worked = token
}

/** The server did not know who asked under this token. Of a session that began since it says nothing. */
function forgetUser(token: string | null): void {
  if (!current?.user || current.ended || token !== current.csrf || token === renewing) return
  if (current.user.demo && worked === token) void renew(token)
  else tell({ ...current, ended: true })
}

/** A demo has no password: it has another session by asking, as after a sandbox was emptied. One that never worked is not asked for again. */
async function renew(token: string | null): Promise<void> {
  renewing = token
  const problem = await refreshSession()
  renewing = null
  if (problem === null && current?.csrf === token) tell({ ...current, ended: true })
}

async function change(method: string, body?: unknown): Promise<Problem | null> {
  try {
    const response = await fetch(path, { method, headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...callerHeaders() }, body: body === undefined ? null : JSON.stringify(body) })
    const text = await response.text()
    const wait = Number(response.headers.get('retry-after') ?? NaN)
    if (!response.ok) return { ...readProblem(response.status, text === '' ? undefined : JSON.parse(text)), ...(wait >= 0 && { retryAfterSeconds: wait }) }
    if (text === '') return await change('GET')
    keep(JSON.parse(text) as Session)
    return null
  } catch {
    return unreachable
  }
}

const whoOf = (session: Session | null): string => `${session?.user?.id} ${session?.merchant?.id}`

function keep(session: Session): void {
  const isSame = whoOf(current) === whoOf(session)
  const isRenewed = isSame && current?.csrf !== session.csrf
  if (!isSame) for (const listener of whoListeners) listener()
  setServerTime(Date.parse(session.now))
  tell(session)
  if (isRenewed) for (const listener of renewListeners) listener()
}

function tell(session: Session): void {
  current = session
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
