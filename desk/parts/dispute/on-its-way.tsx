// A decision on its way, whoever made it: held and undoable, sent, or sent with nobody knowing what came of it.

import { useState } from 'react'
import { roleReason } from '../../actions/running.ts'
import { newKey, send } from '../../api/client.ts'
import type { Act, Dispute } from '../../api/contract.ts'
import { Button } from '../../ui/button.tsx'
import { Ago, Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'
import { refusalOf } from '../rows.ts'
import { Countdown } from '../decision/countdown.tsx'
import { actorWords } from '../decision/ending.ts'
import { undoAndTell, useUndo } from '../decision/tray.tsx'

export function OnItsWay({ dispute, act }: { dispute: Dispute; act: Act }) {
  const isHeld = act.state === 'pending'
  useUndo(isHeld ? [act.id] : [])
  const verb = act.kind === 'accept' ? 'Accepted' : 'Contested'
  return (
    <section className="problem" aria-label="On its way">
      <p>{verb} by <bdi>{actorWords(act.by)}</bdi>, <Time at={act.at} /></p>
      {isHeld
        ? <p className="line"><strong><Countdown dueAt={act.due_at} /></strong><Button size="small" reason={roleReason('operator') ?? refusalOf(dispute.can?.undo)} onClick={() => void undoAndTell([act.id])}>Undo <kbd>z</kbd></Button></p>
        : <Upstream act={act} />}
    </section>
  )
}

function Upstream({ act: { id, upstream } }: { act: Act }) {
  const [busy, setBusy] = useState(false)
  const isUnknown = upstream?.stage === 'unknown' || upstream?.stage === 'person'
  const look = () => {
    setBusy(true)
    void send('POST /v1/acts/{id}/look', { params: { id } }, { key: newKey() }).then(outcome => {
      setBusy(false)
      toast(outcome.kind === 'done' ? { text: 'The provider is being looked at.' } : { text: outcome.problem.detail, tone: 'bad' })
    })
  }
  return (
    <>
      <p>{isUnknown ? <><strong>Outcome unknown</strong>: it was sent and no answer came.</> : upstream?.stage === 'queued' ? 'Waiting to be sent to the provider.' : 'Sent to the provider, not confirmed yet.'}</p>
      {upstream?.last && <p className="small"><bdi>{upstream.last}</bdi></p>}
      {upstream?.unknown_since && <p className="small">Unknown for <Ago at={upstream.unknown_since} />. Looked {upstream.looks} times; nothing is sent twice.</p>}
      {upstream?.stage === 'person' && <p className="small">Parley cannot find out by itself: look at the provider’s dashboard.</p>}
      <Button size="small" reason={roleReason('operator')} aria-busy={busy || undefined} onClick={look}>Look again</Button>
    </>
  )
}
