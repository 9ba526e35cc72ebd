// The sheet in which a dispute is accepted: what was checked, what it costs, what happens, why. Nothing is sent before its button is used.

import { useState } from 'react'
import { newKey } from '../../api/client.ts'
import { Problem, Skeleton } from '../../ui/states.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { AcceptForm } from './accept-form.tsx'
import { AlreadyClosed } from './already-closed.tsx'
import { useAttempt } from './attempts.ts'
import { endingOf } from './ending.ts'
import { useFresh } from './fresh.ts'
import { usePreparing } from './preparing.ts'
import { Unheard } from './unheard.tsx'

export function AcceptSheet({ id, onClose }: { id: string; onClose(): void }) {
  const fresh = useFresh(id)
  const [key, setKey] = useState(newKey)
  const attempt = useAttempt(key)
  const { dispute, context, error } = fresh
  const isOver = attempt !== undefined && attempt.stage.at !== 'sending' && attempt.stage.at !== 'refused'
  usePreparing(id, 'accept', !isOver)
  if (attempt?.stage.at === 'unheard') return <Sheet title="Outcome not known" onClose={onClose}><Unheard attempt={attempt} stage={attempt.stage} /></Sheet>
  if (!dispute || !context) {
    return <Sheet title="Accept a dispute" onClose={onClose} closeWord="Keep open">{error ? <Problem error={error} onAgain={fresh.again} /> : <Skeleton rows={6} label="Checking the dispute" />}</Sheet>
  }
  if (endingOf(dispute) && attempt === undefined) return <AlreadyClosed dispute={dispute} onClose={onClose} />
  return <AcceptForm fresh={{ ...fresh, dispute, context }} attemptKey={key} attempt={attempt} onAnew={() => setKey(newKey())} onClose={onClose} />
}
