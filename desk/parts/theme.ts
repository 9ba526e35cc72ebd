// Light, dark or as the system has it; and rows compact or comfortable. Kept in this browser; the theme with the account too, where there
// is one, so that it is there in the next browser.

import { useSyncExternalStore } from 'react'
import { themes, type Theme } from '../../src/core/theme.ts'
import { keepTheme, onSession, sessionNow } from '../api/session.ts'

export type Density = 'comfortable' | 'compact'

const keptTheme = 'parley.theme'
const keptDensity = 'parley.density'
const tellers = new Set<() => void>()
/** Whose theme is shown. */
let person: string | null = null

export function beginTheme(): void {
  show()
  addEventListener('storage', show)
  onSession(followPerson)
}

export const theme = (): Theme => themes.find(one => one === localStorage.getItem(keptTheme)) ?? 'system'
export const density = (): Density => (localStorage.getItem(keptDensity) === 'compact' ? 'compact' : 'comfortable')
export const nextTheme = (): void => setTheme(themes[(themes.indexOf(theme()) + 1) % themes.length]!)
export const useTheme = (): Theme => useSyncExternalStore(subscribe, theme)
export const useDensity = (): Density => useSyncExternalStore(subscribe, density)

export function setTheme(value: Theme): void {
  choose(value)
  const session = sessionNow()
  if (session?.user && !session.user.demo && !session.ended) void keepTheme(value)
}

export function flipDensity(): void {
  localStorage.setItem(keptDensity, density() === 'compact' ? 'comfortable' : 'compact')
  show()
}

/** Once per person: what they choose here afterwards counts here, whenever the server hears of it. */
function followPerson(): void {
  const session = sessionNow()
  if (!session?.user || session.user.id === person) return
  person = session.user.id
  if (session.theme) choose(session.theme)
}

function choose(value: Theme): void {
  localStorage.setItem(keptTheme, value)
  show()
}

function show(): void {
  const { dataset } = document.documentElement
  if (theme() === 'system') delete dataset['theme']
  else dataset['theme'] = theme()
  dataset['density'] = density()
  for (const tell of tellers) tell()
}

function subscribe(tell: () => void): () => void {
  tellers.add(tell)
  return () => tellers.delete(tell)
}
