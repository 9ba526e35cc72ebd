// Counts down the window in which a decision can be undone. Nothing is sent by reaching its end: the server does that.

import { instantOf, useNow } from '../../time.ts'

export function Countdown({ dueAt }: { dueAt: string }) {
  const left = Math.ceil((instantOf(dueAt) - useNow(1000)) / 1000)
  return <span className="countdown" aria-live="off">{left > 90 ? `Sending in ${Math.ceil(left / 60)} min` : left > 0 ? `Sending in ${left} s` : 'Sending any moment'}</span>
}
