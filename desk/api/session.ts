// Who is signed in, for which merchant, and what time it is for the server. The one place that knows the session's token; it keeps
// it in memory only.

import { useSyncExternalStore } from 'react'
import { roles, type Role } from '../../src/core/role.ts'
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
  merchant: Named | null
  merchants: Named[]
  /** It ended in the middle of work: what is on the screen stays, and nothing is sent until somebody signed in again. */
  ended?: true
}

const path = '/desk/session'
let current: Session | null = null
const listeners = new Set<() => void>()
const whoListeners = new Set<() => void>()

/** Told before anybody else: what belongs to the one before must be gone when the next is shown. */
export function onWhoChanges(listener: () => void): void {
  whoListeners.add(listener)
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

export const refreshSession = (): Promise<Problem | null> => change('GET')
export const signIn = (name: string, password: string): Promise<Problem | null> => change('POST', { name, password })
export const signOut = (): Promise<Problem | null> => change('DELETE')
export const actFor = (merchant: string): Promise<Problem | null> => change('PATCH', { merchant })
export const changePassword = (old: string, fresh: string): Promise<Problem | null> => change('PATCH', { password: { old, new: fresh } })

/** What every call of the API carries besides the cookie. */
export function callerHeaders(): Record<string, string> {
  const merchant = current?.user?.demo ? current.merchant : null
  return { ...(current?.csrf && { 'parley-csrf': current.csrf }), ...(merchant && { 'parley-merchant': merchant.id }) }
}

/** The server no longer knows us. */
export function forgetUser(): void {
  if (current?.user && !current.ended) tell({ ...current, ended: true })
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
  if (whoOf(current) !== whoOf(session)) for (const listener of whoListeners) listener()
  setServerTime(Date.parse(session.now))
  tell(session)
}

function tell(session: Session): void {
  current = session
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
