// The desk's part of the server: its files, its session, and the door through which the API knows who signed in. What it shows and
// changes is the API's alone.

import type { MerchantId } from '../core/ids.ts'
import type { Door } from '../dialects/dialect.ts'
import type { Attempts } from '../engine/attempts.ts'
import type { Engine } from '../engine/engine.ts'
import type { Session, Sessions } from '../engine/sessions.ts'
import type { Users } from '../engine/users.ts'
import type { WireHandle, WireRequest, WireResponse } from '../wire/http.ts'
import { cookieOf } from './cookie.ts'
import { createDoor, isRead } from './door.ts'
import { filesIn } from './files.ts'
import { mostSessionBytes } from './session-body.ts'
import { sessionAnswer, sessionFor, type SessionParts } from './session-calls.ts'
import { createSignIn } from './sign-in.ts'
import { staticAnswer } from './static.ts'

export const deskPrefix = '/desk'
export const sessionPath = '/desk/session'

export type DeskParts = Pick<SessionParts, 'mode' | 'version' | 'publicUrl' | 'problem'> & {
  engine: Engine; users: Users; sessions: Sessions; attempts: Attempts; folder: string; monotonic(): number
  /** For whom a demo acts that has not chosen. */
  demoMerchant: MerchantId
}
export type Desk = { door: Door; handle: WireHandle }

export function createDesk(desk: DeskParts): Desk {
  const { engine, sessions, publicUrl } = desk
  const whose = (session: Session): Promise<MerchantId | null> => (session.user.demo ? chosenOf(engine, session, desk.demoMerchant) : Promise.resolve(session.merchant))
  const cookie = cookieOf(publicUrl)
  const parts: SessionParts = { ...desk, cookie, whose, signIn: createSignIn(desk) }
  const files = filesIn(desk.folder)
  const handle = async (request: WireRequest): Promise<WireResponse> => {
    if (request.path === sessionPath) return orOverloaded(parts, request, () => sessionAnswer(parts, request))
    if (isRead(request.method)) return orOverloaded(parts, request, () => staticAnswer(files, request, () => sessionFor(parts, request)))
    const refused = desk.problem('method_not_allowed', request)
    return { ...refused, headers: { ...refused.headers, allow: 'GET, HEAD' } }
  }
  return { door: createDoor({ sessions, cookie, publicUrl, whose }), handle: Object.assign(handle, { bodyLimit: () => mostSessionBytes }) }
}

/** A sandbox may have been emptied since, or hold other merchants than the sample ones. */
async function chosenOf({ reads }: Engine, { merchant }: Session, usual: MerchantId): Promise<MerchantId | null> {
  for (const one of merchant ? [merchant, usual] : [usual]) if (await reads.merchant(one)) return one
  return ((await reads.merchants('', 1))[0]?.merchant as MerchantId | undefined) ?? null
}

/** The store's own errors, by name: nothing has happened, and it may go well soon. */
async function orOverloaded({ problem }: SessionParts, request: WireRequest, work: () => Promise<WireResponse>): Promise<WireResponse> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error) || !['TryAgain', 'StoreDown', 'CommitUnknown'].includes(error.name)) throw error
    const refused = problem('overloaded', request)
    return { ...refused, headers: { ...refused.headers, 'retry-after': '1' } }
  }
}
