// What every sheet of a decision goes through: looked at anew, already closed, to be filled in, or sent and unanswered.

import { useEffect, useState, type ComponentType } from 'react'
import { newKey } from '../../api/client.ts'
import type { Act, AnswerOf, Dispute } from '../../api/contract.ts'
import { Problem, Skeleton } from '../../ui/states.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { AlreadyClosed } from './already-closed.tsx'
import { useAttempt, type Attempt } from './attempts.ts'
import { useFresh, type Fresh } from './fresh.ts'
import { usePreparing } from './preparing.ts'
import { Unheard } from './unheard.tsx'
import { endingOf } from './ending.ts'

export type Context = AnswerOf<'GET /v1/disputes/{id}/context'>
export type FormProps = { fresh: Fresh & { dispute: Dispute; context: Context }; attemptKey: string; attempt: Attempt | undefined; onAnew(): void; onClose(): void }
type Props = { id: string; kind: Act['kind']; title: string; Form: ComponentType<FormProps>; onClose(): void }

export function DecisionSheet({ id, kind, title, Form, onClose }: Props) {
  const fresh = useFresh(id)
  const [key, setKey] = useState(newKey)
  const attempt = useAttempt(key)
  const { dispute, context, error } = fresh
  const isOver = attempt !== undefined && attempt.stage.at !== 'sending' && attempt.stage.at !== 'refused'
  usePreparing(id, kind, !isOver)
  const isTaken = attempt?.stage.at === 'known' || attempt?.stage.at === 'done'
  useEffect(() => { if (isTaken) onClose() }, [isTaken, onClose])
  // From here on it is at the foot of the page.
  if (isTaken) return null
  if (attempt?.stage.at === 'unheard') return <Sheet title="Outcome not known" onClose={onClose}><Unheard attempt={attempt} stage={attempt.stage} /></Sheet>
  if (!dispute || !context) {
    return <Sheet title={title} onClose={onClose} closeWord="Keep open">{error ? <Problem error={error} onAgain={fresh.again} /> : <Skeleton rows={6} label="Checking the dispute" />}</Sheet>
  }
  if (isDecided(dispute, kind) && attempt?.stage.at !== 'sending') return <AlreadyClosed dispute={dispute} onClose={onClose} />
  return <Form fresh={{ ...fresh, dispute, context }} attemptKey={key} attempt={attempt} onAnew={() => setKey(newKey())} onClose={onClose} />
}

/** One that is under review may still be accepted where the provider's terms allow it. */
const isDecided = (dispute: Dispute, kind: Act['kind']): boolean => endingOf(dispute) !== null && !(kind === 'accept' && dispute.state === 'under_review' && dispute.can?.accept === true)
