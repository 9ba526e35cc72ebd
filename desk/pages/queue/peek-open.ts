// Whether the peek panel is shown. Kept in this browser.

import { useState } from 'react'

const kept = 'parley.peek'

export function usePeek(): [boolean, () => void] {
  const [open, setOpen] = useState(() => localStorage.getItem(kept) !== 'off')
  return [open, () => {
    localStorage.setItem(kept, open ? 'off' : 'on')
    setOpen(!open)
  }]
}
