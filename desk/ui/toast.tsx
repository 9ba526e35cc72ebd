// Short news at the foot of the page, read out by screen readers. It holds nothing that somebody must act on elsewhere and stays until it is
// over or put away.

import { useSyncExternalStore } from 'react'
import { after } from '../time.ts'
import type { Tone } from '../words.ts'
import { Button } from './button.tsx'

export type Toast = { text: string; tone?: Tone; action?: { label: string; run(): void }; /** Null stays. */ ms?: number | null }
type Shown = Toast & { id: number }

let shown: readonly Shown[] = []
let last = 0
const tellers = new Set<() => void>()

/** For what can be taken back: long enough to be read, thought over and reached by keyboard. */
export const regretMs = 30_000

/** Answers how to take it away. */
export function toast(given: Toast): () => void {
  const id = ++last
  set([...shown.slice(-3), { ...given, id }])
  const end = () => set(shown.filter(one => one.id !== id))
  if (given.ms !== null) after(given.ms ?? 6_000, end)
  return end
}

export function Toasts() {
  const all = useSyncExternalStore(subscribe, () => shown)
  return (
    <div className="toasts no-print" role="status" aria-live="polite" aria-label="News">
      {all.map(one => (
        <div className="toast" key={one.id} data-tone={one.tone}>
          <span>{one.text}</span>
          {one.action && <Button size="small" onClick={one.action.run}>{one.action.label}</Button>}
          <Button size="small" kind="plain" aria-label="Put away" onClick={() => set(shown.filter(({ id }) => id !== one.id))}>×</Button>
        </div>
      ))}
    </div>
  )
}

function set(next: readonly Shown[]): void {
  shown = next
  for (const tell of tellers) tell()
}

function subscribe(tell: () => void): () => void {
  tellers.add(tell)
  return () => tellers.delete(tell)
}
