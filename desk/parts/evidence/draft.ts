// A text that somebody has begun and not sent. It stays for this window, also when the page is left, until it is sent.

import { useState } from 'react'
import { useUser } from '../../api/session.ts'

export function useDraft(name: string): [string, (text: string) => void] {
  const key = `parley.draft.${useUser().id}.${name}`
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '')
  const keep = (next: string) => {
    setText(next)
    if (next === '') sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, next)
  }
  return [text, keep]
}
