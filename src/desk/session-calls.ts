// The session itself: who is here, signing in and out, and what a person may change about their own. Everything else is the API's.

import type { MerchantId } from '../core/ids.ts'
import { isId } from '../core/ids.ts'
import type { Theme } from '../core/theme.ts'
import { formatInstant } from '../core/time.ts'
import type { Engine } from '../engine/engine.ts'
import { absoluteMs, type Session, type Sessions } from '../engine/sessions.ts'
import { keepTheme, themeOf } from '../engine/theme.ts'
import type { Users } from '../engine/users.ts'
import { jsonResponse, type WireRequest, type WireResponse } from '../wire/http.ts'
import type { Cookie } from './cookie.ts'
import { hasToken, sessionIn } from './door.ts'
import { safeHeaders } from './headers.ts'
import type { SignIn } from './sign-in.ts'
import { bodyOf, isChangePassword, isChoice, isSignIn, isThemeChoice } from './session-body.ts'
import { isFromOurPage, isThisMachine } from './whence.ts'

export type Refused = 'unauthenticated' | 'foreign_page' | 'forbidden' | 'sign_in_refused' | 'too_many_sign_ins' | 'password_refused' | 'merchant_not_found' | 'invalid_body' | 'unsupported_media_type' | 'body_too_large' | 'method_not_allowed' | 'overloaded'

export type SessionParts = {
  engine: Engine; users: Users; sessions: Sessions; cookie: Cookie; signIn: SignIn
  mode: 'sandbox' | 'live'; version: string; publicUrl: string | null
  /** For whom a session acts. */
  whose(session: Session): Promise<MerchantId | null>
  problem(code: Refused, request: WireRequest, facts?: Record<string, string>): WireResponse
}

type Kept = { told: unknown; headers: Record<string, string> }
const mostMerchants = 100

/** The session as the desk is told of it. Where the demo is free to use, the visitor has one by coming. Null where nobody is here. */
export async function sessionFor(parts: SessionParts, request: WireRequest): Promise<Kept | null> {
  if (!isFromOurPage(request, parts.publicUrl)) return null
  const known = await sessionIn(parts, request)
  if (known) return { told: await told(parts, known), headers: {} }
  if (!mayHaveDemo(parts, request)) return null
  return fresh(parts, await parts.sessions.beginDemo())
}

export async function sessionAnswer(parts: SessionParts, request: WireRequest): Promise<WireResponse> {
  const answer = await answered(parts, request)
  return { ...answer, headers: { ...answer.headers, ...safeHeaders, 'cache-control': 'no-store' } }
}

async function answered(parts: SessionParts, request: WireRequest): Promise<WireResponse> {
  const { problem, publicUrl } = parts
  if (!isFromOurPage(request, publicUrl)) return problem('foreign_page', request)
  switch (request.method) {
    case 'GET': case 'HEAD': {
      const kept = await sessionFor(parts, request)
      return kept ? jsonResponse(200, kept.told, kept.headers) : jsonResponse(200, await told(parts, null))
    }
    case 'POST': return signedIn(parts, request)
    case 'PATCH': return withSession(parts, request, changed)
    case 'DELETE': return withSession(parts, request, signedOut)
    default: {
      const refused = problem('method_not_allowed', request)
      return { ...refused, headers: { ...refused.headers, allow: 'GET, POST, PATCH, DELETE' } }
    }
  }
}

/** Never in live, and never for a machine that is not this one. */
const mayHaveDemo = ({ mode }: SessionParts, request: WireRequest): boolean => mode === 'sandbox' && request.method === 'GET' && isThisMachine(request)

type Step = (parts: SessionParts, request: WireRequest, session: Session) => Promise<WireResponse>

async function withSession(parts: SessionParts, request: WireRequest, step: Step): Promise<WireResponse> {
  const session = await sessionIn(parts, request)
  if (!session) return parts.problem('unauthenticated', request)
  return hasToken(request, session) ? step(parts, request, session) : parts.problem('foreign_page', request)
}

/** A new token every time: one that was planted before leads nowhere. */
async function signedIn(parts: SessionParts, request: WireRequest): Promise<WireResponse> {
  const body = bodyOf(request, isSignIn)
  if (typeof body === 'string') return parts.problem(body, request)
  const tried = await parts.signIn(body.name, body.password, request.remote)
  if (!tried) return parts.problem('sign_in_refused', request)
  if ('waitSeconds' in tried) return tooOften(parts, request, tried.waitSeconds)
  const before = parts.cookie.read(request.headers.get('cookie'))
  if (before !== null) await parts.sessions.end(before)
  const { told, headers } = await fresh(parts, await parts.sessions.begin(tried.person))
  return jsonResponse(200, told, headers)
}

async function signedOut({ sessions, cookie }: SessionParts, _: WireRequest, { token }: Session): Promise<WireResponse> {
  await sessions.end(token)
  return { status: 204, headers: { 'set-cookie': cookie.clear }, body: '' }
}

async function changed(parts: SessionParts, request: WireRequest, session: Session): Promise<WireResponse> {
  const body = bodyOf(request, (value): value is Choice => isChoice(value) || isThemeChoice(value) || isChangePassword(value))
  if (typeof body === 'string') return parts.problem(body, request)
  if ('theme' in body) return themeChosen(parts, request, session, body.theme)
  return 'merchant' in body ? chosen(parts, request, session, body.merchant) : passwordChanged(parts, request, session, body.password)
}

type Choice = { merchant: string } | { theme: Theme } | { password: { old: string; new: string } }

async function chosen(parts: SessionParts, request: WireRequest, session: Session, merchant: string): Promise<WireResponse> {
  if (!session.user.demo) return parts.problem('forbidden', request)
  if (!isId('mch', merchant) || !await parts.engine.reads.merchant(merchant)) return parts.problem('merchant_not_found', request)
  await parts.sessions.choose(session.token, merchant)
  return jsonResponse(200, await told(parts, { ...session, merchant }))
}

/** The demo is whoever sits there: its browser keeps what it chose. */
async function themeChosen(parts: SessionParts, request: WireRequest, session: Session, theme: Theme): Promise<WireResponse> {
  const { user, merchant } = session
  if (user.demo || merchant === null) return parts.problem('forbidden', request)
  await keepTheme(parts.engine, { id: user.id, merchant }, theme)
  return jsonResponse(200, await told(parts, session))
}

/** Whoever changes it knows the old one; every session made with that one ends, this one too. */
async function passwordChanged(parts: SessionParts, request: WireRequest, { user, merchant }: Session, { old, new: password }: { old: string; new: string }): Promise<WireResponse> {
  const { users, problem, signIn, sessions } = parts
  if (user.demo || merchant === null) return problem('forbidden', request)
  const tried = await signIn(user.name, old, request.remote)
  if (!tried) return problem('sign_in_refused', request)
  if ('waitSeconds' in tried) return tooOften(parts, request, tried.waitSeconds)
  const done = await users.change(merchant, user.id, { password }, { key: null, credential: null }, () => ({ status: 200, headers: {}, body: '' }))
  if (done.kind === 'refused') return done.code === 'password_refused' ? problem(done.code, request, { why: done.why }) : problem('unauthenticated', request)
  const person = await parts.engine.reads.person(merchant, user.id)
  if (!person) return problem('unauthenticated', request)
  const kept = await fresh(parts, await sessions.begin(person))
  return jsonResponse(200, kept.told, kept.headers)
}

function tooOften({ problem }: SessionParts, request: WireRequest, seconds: number): WireResponse {
  const refused = problem('too_many_sign_ins', request)
  return { ...refused, headers: { ...refused.headers, 'retry-after': String(seconds) } }
}

async function fresh(parts: SessionParts, session: Session): Promise<Kept> {
  return { told: await told(parts, session), headers: { 'set-cookie': parts.cookie.set(session.token, absoluteMs / 1000) } }
}

async function told({ engine, mode, version, whose }: SessionParts, session: Session | null): Promise<object> {
  const about = { mode, version, now: formatInstant(engine.world.now()) }
  if (!session) return { user: null, ...about, csrf: null, theme: null, merchant: null, merchants: [] }
  const own = await whose(session)
  const rows = session.user.demo ? await engine.reads.merchants('', mostMerchants) : []
  const merchant = own && await engine.reads.merchant(own)
  const named = ({ merchant: id, name }: { merchant: string; name: string }) => ({ id, name })
  const mine = merchant ? named(merchant) : null
  const theme = session.user.demo ? null : await themeOf(engine, session.user.id)
  return { user: session.user, ...about, csrf: session.csrf, theme, merchant: mine, merchants: session.user.demo ? rows.map(named) : mine ? [mine] : [] }
}
