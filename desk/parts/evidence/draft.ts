// A text that somebody has begun and not sent. It stays for this window, also when the page is left, until it is sent; whatever shows it shows the
// same.

import { useSyncExternalStore } from 'react'
import { useUser } from '../../api/session.ts'

const tellers = new Set<() => void>()

export function useDraft(name: string): [string, (text: string) => void] {
  const key = `parley.draft.${useUser().id}.${name}`
  const text = useSyncExternalStore(follow, () => sessionStorage.getItem(key) ?? '')
  const keep = (next: string) => {
    if (next === '') sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, next)
    for (const tell of tellers) tell()
  }
  return [text, keep]
}

function follow(tell: () => void): () => void {
  tellers.add(tell)
  return () => tellers.delete(tell)
}
