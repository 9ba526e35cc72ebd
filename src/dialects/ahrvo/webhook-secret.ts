// What is kept sealed for a webhook: the key that signs, and how its receiver wants to be authenticated to. A key alone is its own text.

import type { Authentication } from './contract/webhooks.ts'

export type Kept = { key: string; authentication: Authentication }

export function writeSecret({ key, authentication }: Kept): string {
  return authentication.type === 'NONE' && !key.startsWith('{') ? key : JSON.stringify({ key, authentication })
}

export function readKept(text: string): Kept {
  return text.startsWith('{') ? (JSON.parse(text) as Kept) : { key: text, authentication: { type: 'NONE' } }
}

export function readSecret(text: string): { key: string; authorization: string | null } {
  const { key, authentication } = readKept(text)
  return { key, authorization: authorizationOf(authentication) }
}

function authorizationOf(authentication: Authentication): string | null {
  if (authentication.type === 'BEARER') return `Bearer ${authentication.bearer.token}`
  if (authentication.type !== 'BASIC') return null
  const { username, password } = authentication.basic
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}
