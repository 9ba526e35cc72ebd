// Each thing that the other side can do to a dispute, with the call that does it.

import { useState, type ReactNode } from 'react'
import { phases, type Phase } from '../../../src/core/dispute.ts'
import { roleReason } from '../../actions/running.ts'
import type { Dispute, InputOf, SandboxAct } from './types.ts'
import { Choice } from '../../parts/wire/choice.tsx'
import { CurlLine } from '../../parts/wire/own-call.tsx'
import { Failure, useSending } from '../../parts/wire/sending.tsx'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.tsx'
import { phaseWords, statusOf, statusWords } from '../../words.ts'
import { DurationField, durationOf } from './panel.tsx'

const verdicts = { won: 'Won by the merchant', lost: 'Lost', withdrawn: 'Withdrawn by the customer', prevented: 'Prevented', refunded: 'Refunded' } as const
type Verdict = keyof typeof verdicts
type Part = { dispute: Dispute }

export function Judge({ dispute }: Part) {
  const [verdict, setVerdict] = useState<Verdict>('won')
  const [final, setFinal] = useState(true)
  return (
    <Act title="Judge" route="POST /v1/sandbox/disputes/{id}/judge" dispute={dispute} body={{ verdict, final }}>
      <Choice label="Verdict" value={verdict} options={Object.entries(verdicts) as [Verdict, string][]} onChange={chosen => { if (chosen !== '') setVerdict(chosen) }} />
      <label className="line small"><input type="checkbox" checked={final} onChange={() => setFinal(!final)} /> For good</label>
    </Act>
  )
}

export function Escalate({ dispute }: Part) {
  const [phase, setPhase] = useState<Phase>('pre_arbitration')
  const [within, setWithin] = useState('10d')
  const respondIn = durationOf(within)
  return (
    <Act title="Escalate" route="POST /v1/sandbox/disputes/{id}/escalate" dispute={dispute} body={{ phase, ...(respondIn && { respond_in: respondIn }) }}>
      <Choice label="To" value={phase} options={phases.filter(one => one !== 'unknown').map(one => [one, phaseWords[one]])} onChange={chosen => { if (chosen !== '') setPhase(chosen) }} />
      <DurationField label="Respond in" value={within} optional onChange={setWithin} />
    </Act>
  )
}

export function MoveDeadline({ dispute }: Part) {
  const [within, setWithin] = useState('3d')
  const respondIn = durationOf(within)
  return (
    <Act title="Move the deadline" route="POST /v1/sandbox/disputes/{id}/deadline" dispute={dispute} body={{ respond_in: respondIn ?? 'P3D' }} wrong={respondIn === null ? 'Say a time first.' : null}>
      <DurationField label="To be answered in" value={within} onChange={setWithin} />
    </Act>
  )
}

export const Reverse = ({ dispute }: Part) => <Act title="Reverse the win" route="POST /v1/sandbox/disputes/{id}/reverse" dispute={dispute} body={{}}><p className="soft small">Only of a win that is not for good.</p></Act>

type ActProps<R extends SandboxAct> = Part & { title: string; route: R; body: NonNullable<InputOf<R>['body']>; wrong?: string | null; children: ReactNode }

function Act<R extends SandboxAct>({ title, route, dispute: { id }, body, wrong = null, children }: ActProps<R>) {
  const act = useSending(route, ['GET /v1/disputes', 'GET /v1/summary'])
  const submit = async () => {
    const done = await act.go({ params: { id }, body } as unknown as InputOf<R>)
    if (done) toast({ text: `${title}: ${statusWords[statusOf(done.value as Dispute)].word}.` })
  }
  return (
    <section className="act stack" aria-label={title}>
      {children}
      <Button reason={roleReason('operator') ?? (act.isSending ? 'Sending…' : wrong)} onClick={() => void submit()}>{title}</Button>
      <Failure of={act} />
      <CurlLine label={title.toLowerCase()} method="POST" target={route.slice(5).replace('{id}', id)} body={body} />
    </section>
  )
}
