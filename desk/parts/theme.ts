// Light, dark or as the system has it; and rows compact or comfortable. Kept in this browser.

import { useSyncExternalStore } from 'react'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]
export type Density = 'comfortable' | 'compact'

const keptTheme = 'parley.theme'
const keptDensity = 'parley.density'
const tellers = new Set<() => void>()

export function beginTheme(): void {
  show()
  addEventListener('storage', show)
}

export const theme = (): Theme => themes.find(one => one === localStorage.getItem(keptTheme)) ?? 'system'
export const density = (): Density => (localStorage.getItem(keptDensity) === 'compact' ? 'compact' : 'comfortable')
export const nextTheme = (): void => setTheme(themes[(themes.indexOf(theme()) + 1) % themes.length]!)
export const useTheme = (): Theme => useSyncExternalStore(subscribe, theme)
export const useDensity = (): Density => useSyncExternalStore(subscribe, density)

export function setTheme(value: Theme): void {
  localStorage.setItem(keptTheme, value)
  show()
}

export function flipDensity(): void {
  localStorage.setItem(keptDensity, density() === 'compact' ? 'comfortable' : 'compact')
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
