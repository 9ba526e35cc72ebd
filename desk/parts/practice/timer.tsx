// How long somebody thinks about this case. It counts and hurries nobody.

import { useNow } from '../../time.ts'

export function Timer({ since }: { since: number }) {
  const now = useNow(1_000)
  return <span className="chip" role="timer" aria-label="Time for this case">{clockText(now - since)}</span>
}

/** "4:07". */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
