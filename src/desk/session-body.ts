// Reads the body of a call of the session. Only JSON that says that it is JSON: what a foreign form can send is none of it.

import { isTheme, type Theme } from '../core/theme.ts'
import type { WireRequest } from '../wire/http.ts'

export const mostSessionBytes = 4_096

export type Unread = 'unsupported_media_type' | 'body_too_large' | 'invalid_body'

export function bodyOf<T>({ headers, body, bodyTooLarge }: WireRequest, fits: (value: unknown) => value is T): T | Unread {
  if (!/^application\/json(\s*;|$)/i.test(headers.get('content-type') ?? '')) return 'unsupported_media_type'
  if (bodyTooLarge || body.byteLength > mostSessionBytes) return 'body_too_large'
  const value = parsed(body)
  return fits(value) ? value : 'invalid_body'
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/** These names and no others, each with a text that is not endless. */
function has<N extends string>(value: unknown, ...names: N[]): value is Record<N, string> {
  if (typeof value !== 'object' || value === null || Object.keys(value).sort().join() !== [...names].sort().join()) return false
  return Object.values(value).every(text => typeof text === 'string' && text.length > 0 && text.length <= 1000)
}

export const isSignIn = (value: unknown): value is { name: string; password: string } => has(value, 'name', 'password')
export const isChoice = (value: unknown): value is { merchant: string } => has(value, 'merchant')
export const isThemeChoice = (value: unknown): value is { theme: Theme } => has(value, 'theme') && isTheme(value.theme)
export const isChangePassword = (value: unknown): value is { password: { old: string; new: string } } =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'password' && has((value as { password: unknown }).password, 'old', 'new')
