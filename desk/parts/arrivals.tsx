// New disputes that have come since the list was drawn: told by a pill, never by moving rows under somebody's hand.

import { useEffect, useSyncExternalStore } from 'react'
import { runAction } from '../actions/running.ts'
import { onNews } from '../api/live.ts'
import { Button } from '../ui/button.tsx'

let arrived: ReadonlySet<string> = new Set()
const tellers = new Set<() => void>()

export const useArrivals = (): ReadonlySet<string> => useSyncExternalStore(subscribe, () => arrived)
export const clearArrivals = (): void => set(new Set())
export const addArrivals = (ids: readonly string[]): void => set(new Set([...arrived, ...ids]))

export function ArrivalsPill() {
  const count = useArrivals().size
  useEffect(() => onNews(({ kind, dispute }) => { if (kind === 'dispute.opened' && dispute) addArrivals([dispute]) }), [])
  return <span role="status">{count > 0 && <Button size="small" kind="primary" className="arrivals" onClick={() => runAction('queue.arrivals') || runAction('go.queue')}>{count} new · press r</Button>}</span>
}

function set(next: ReadonlySet<string>): void {
  arrived = next
  for (const tell of tellers) tell()
}

function subscribe(tell: () => void): () => void {
  tellers.add(tell)
  return () => tellers.delete(tell)
}
