// The sandbox's clock: forward only, and everything that is due on the way happens.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { InputOf } from '../../api/contract.ts'
import { get } from '../../api/queries.ts'
import { refreshSession } from '../../api/session.ts'
import { CurlLine } from '../../parts/wire/own-call.tsx'
import { Failure, useSending } from '../../parts/wire/sending.tsx'
import { fullTime, instantOf, serverNow, shortTime, useNow } from '../../time.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Panel, useServerReason } from './panel.tsx'

type Turn = NonNullable<InputOf<'POST /v1/sandbox/clock'>['body']>
const steps = [['1 hour', 'PT1H'], ['1 day', 'P1D'], ['1 week', 'P7D']] as const

export function Clock() {
  const now = useNow(1_000)
  const turn = useSending('POST /v1/sandbox/clock', ['GET '], refreshSession)
  const [happened, setHappened] = useState<number | null>(null)
  const [last, setLast] = useState<Turn>({ advance: 'P1D' })
  const reason = useServerReason() ?? (turn.isSending ? 'Turning…' : null)
  const move = async (body: Turn) => {
    setLast(body)
    const done = await turn.go({ body })
    if (done) setHappened(done.value.happened)
  }
  return (
    <Panel title="Clock">
      <p className="now" aria-label="The time in the sandbox"><time dateTime={new Date(now).toISOString()}>{fullTime(now)}</time></p>
      <div className="line">
        {steps.map(([word, advance]) => <Button key={word} reason={reason} reasonHidden onClick={() => void move({ advance })}>+ {word}</Button>)}
        <NextDeadline reason={reason} onMove={set => void move({ set })} />
      </div>
      <Until reason={reason} onMove={set => void move({ set })} />
      {happened !== null && <p role="status">{happened === 0 ? 'Nothing was due on the way.' : `${happened} ${happened === 1 ? 'thing' : 'things'} happened on the way.`}</p>}
      {reason && !turn.isSending && <p className="reason">{reason}</p>}
      <Failure of={turn} />
      <CurlLine label="turn the clock" method="POST" target="/v1/sandbox/clock" body={last} needs="administrator" />
    </Panel>
  )
}

/** An answer is in time up to the very instant of its deadline: only after it something happens. */
function NextDeadline({ reason, onMove }: { reason: string | null; onMove(set: string): void }) {
  const { data } = useQuery(get('GET /v1/disputes', { query: { state: 'needs_response', order: 'deadline', limit: 50 } }))
  const next = data?.data.map(({ respond_by }) => (respond_by ? instantOf(respond_by.at) : 0)).find(at => at > serverNow())
  const none = data && next === undefined ? 'There is no deadline ahead.' : null
  return <Button reason={reason ?? none} reasonHidden onClick={() => { if (next) onMove(new Date(next + 1_000).toISOString()) }}>Past the next deadline{next && ` (${shortTime(next)})`}</Button>
}

function Until({ reason, onMove }: { reason: string | null; onMove(set: string): void }) {
  const [text, setText] = useState('')
  const at = text === '' ? Number.NaN : instantOf(text)
  const wrong = text === '' ? 'Choose an instant first.' : Number.isNaN(at) ? 'This is no instant.' : at <= serverNow() ? 'The clock goes forward only.' : null
  return (
    <div className="filters">
      <Field label="To an instant" help="In your own time zone.">{control => <input {...control} type="datetime-local" dir="ltr" value={text} onChange={event => setText(event.target.value)} />}</Field>
      <Button reason={reason ?? wrong} reasonHidden onClick={() => onMove(new Date(at).toISOString())}>Go there</Button>
    </div>
  )
}
