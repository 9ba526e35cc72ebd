// One value outside of React, for what outlives the page that began it. It keeps nothing when the browser goes.

import { useSyncExternalStore } from 'react'

export type Store<T> = { get(): T; set(change: (before: T) => T): void; use(): T }

export function makeStore<T>(initial: T): Store<T> {
  let value = initial
  const tellers = new Set<() => void>()
  const get = () => value
  const subscribe = (tell: () => void) => {
    tellers.add(tell)
    return () => void tellers.delete(tell)
  }
  return {
    get,
    set(change) {
      value = change(value)
      for (const tell of tellers) tell()
    },
    use: () => useSyncExternalStore(subscribe, get),
  }
}
