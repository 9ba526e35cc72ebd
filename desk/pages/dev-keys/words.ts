// What a key may do, in words.

import type { Credential } from './credentials.tsx'

type Scope = Credential['scope']

export const scopeWords: Record<Scope, { word: string; about: string }> = {
  read: { word: 'Read', about: 'Sees disputes, evidence and money. Changes nothing.' },
  decide: { word: 'Decide', about: 'Sees, adds evidence, accepts and contests.' },
  admin: { word: 'Manage', about: 'Does all that, and manages keys, webhooks, people and connections.' },
}
export const scopes = Object.keys(scopeWords) as Scope[]
