// Who asks by a session's cookie. A foreign page may make a browser send the cookie; it can neither read the token that a change
// needs, nor hide that it is foreign.

import { timingSafeEqual } from 'node:crypto'
import type { Door } from '../dialects/dialect.ts'
import type { Session, Sessions } from '../engine/sessions.ts'
import type { WireRequest } from '../wire/http.ts'
import type { Cookie } from './cookie.ts'
import { isFromOurPage, isThisMachine } from './whence.ts'

export type DoorParts = { sessions: Sessions; cookie: Cookie; publicUrl: string | null; whose(session: Session): Promise<Session['merchant']> }

export function createDoor(parts: DoorParts): Door {
  return async request => {
    const session = await sessionIn(parts, request)
    if (!session) return null
    if (!isFromOurPage(request, parts.publicUrl) || !(isRead(request.method) || hasToken(request, session))) return 'foreign'
    return { user: session.user, merchant: await parts.whose(session) }
  }
}

/** The demo is for whoever sits at this machine, also when its cookie has wandered. */
export async function sessionIn({ sessions, cookie }: Pick<DoorParts, 'sessions' | 'cookie'>, request: WireRequest): Promise<Session | null> {
  const token = cookie.read(request.headers.get('cookie'))
  const session = token === null ? null : await sessions.of(token, isByHand(request))
  return session?.user.demo && !isThisMachine(request) ? null : session
}

export function hasToken({ headers }: WireRequest, { csrf }: Session): boolean {
  const [given, wanted] = [Buffer.from(headers.get('parley-csrf') ?? ''), Buffer.from(csrf)]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

export const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD'

/** What a page does by itself is no sign that somebody sits before it. */
const isByHand = ({ headers }: WireRequest): boolean => headers.get('parley-background') === undefined && headers.get('accept') !== 'text/event-stream'
