// One decision on its way, in words, with what somebody can do about it.

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { newKey, send } from '../../api/client.ts'
import type { Act } from '../../api/contract.ts'
import { get } from '../../api/queries.ts'
import { after } from '../../time.ts'
import { Button } from '../../ui/button.tsx'
import { Money } from '../../ui/money.tsx'
import { putAway, type Attempt } from './attempts.ts'
import { endingOf } from './ending.ts'
import { Countdown } from './countdown.tsx'
import { openReceipt } from './open.ts'
import { undoAndTell, useUndo } from './tray.tsx'
import { Unheard } from './unheard.tsx'

export function TrayItem({ attempt }: { attempt: Attempt }) {
  const { stage } = attempt
  switch (stage.at) {
    case 'sending': return <Row attempt={attempt} tone="warn">Sending…</Row>
    case 'known': return <OnItsWay attempt={attempt} given={stage.act} />
    case 'done': return <Done attempt={attempt} />
    case 'unheard': return <Row attempt={attempt} tone="warn" stays><Unheard attempt={attempt} stage={stage} /></Row>
    case 'elsewhere': {
      const ending = endingOf(stage.dispute)
      return <Row attempt={attempt} tone="warn">{ending ? <>It went on without this: {ending.word}{ending.by && <> by <bdi>{ending.by}</bdi></>}.</> : 'It changed meanwhile and is still open: what was sent can no longer take effect.'}</Row>
    }
    case 'refused': return null
  }
}

const openStates: readonly Act['state'][] = ['pending', 'asked', 'unknown']

function OnItsWay({ attempt, given }: { attempt: Attempt; given: Act }) {
  const { data: act = given } = useQuery({
    ...get('GET /v1/acts/{id}', { params: { id: given.id } }), staleTime: 0,
    refetchInterval: query => (openStates.includes(query.state.data?.state ?? given.state) ? 5_000 : false),
  })
  useUndo(act.state === 'pending' ? [act.id] : [])
  const isUndone = act.state === 'undone'
  useEffect(() => (isUndone ? after(8_000, () => putAway(attempt.key)) : undefined), [isUndone, attempt.key])
  switch (act.state) {
    case 'pending': return <Row attempt={attempt} tone="warn" stays><Countdown dueAt={act.due_at} /> <Button size="small" onClick={() => void undoAndTell([act.id])}>Undo <kbd>z</kbd></Button></Row>
    case 'asked': return isUnknown(act) ? <Unknown attempt={attempt} act={act} /> : <Row attempt={attempt} tone="warn" stays>Sent to the provider, not confirmed yet.</Row>
    case 'unknown': return <Unknown attempt={attempt} act={act} />
    case 'confirmed': return <Done attempt={attempt} />
    case 'undone': return <Row attempt={attempt}>Undone. Nothing was sent.</Row>
    case 'refused': return <Row attempt={attempt} tone="bad"><RefusedBy act={act} /></Row>
    case 'overtaken': return <Row attempt={attempt} tone="warn">The dispute went on without it before it took effect.</Row>
  }
}

const isUnknown = ({ upstream }: Act): boolean => upstream?.stage === 'unknown' || upstream?.stage === 'person'

function Unknown({ attempt, act }: { attempt: Attempt; act: Act }) {
  return (
    <Row attempt={attempt} tone="warn" stays>
      <strong>Outcome unknown.</strong> It was sent and the provider gave no answer. Parley keeps looking and sends nothing twice.{' '}
      <Button size="small" onClick={() => void send('POST /v1/acts/{id}/look', { params: { id: act.id } }, { key: newKey() })}>Look again</Button>
    </Row>
  )
}

function RefusedBy({ act: { upstream } }: { act: Act }) {
  return <>Refused by the provider{upstream?.last && <>: <bdi>{upstream.last}</bdi></>}. The dispute stays open; no money was given up.</>
}

function Done({ attempt: { key, dispute, wanted }, attempt }: { attempt: Attempt }) {
  return (
    <Row attempt={attempt} tone="good">
      {wanted.kind === 'accept' ? 'Accepted.' : 'Sent. The bank decides.'}{' '}
      <Button size="small" onClick={() => { openReceipt(dispute.id); putAway(key) }}>Receipt</Button>
    </Row>
  )
}

function Row({ attempt: { key, dispute }, tone, stays = false, children }: { attempt: Attempt; tone?: string; stays?: boolean; children: ReactNode }) {
  return (
    <div className="tray-item" data-tone={tone} role="status">
      <Link to="/d/$id" params={{ id: dispute.id }} search={{}} className="tray-name"><bdi>{dispute.theirs.id}</bdi></Link>
      <Money amount={dispute.amount} />
      <div className="tray-text">{children}</div>
      {!stays && <Button size="small" kind="plain" aria-label="Put away" onClick={() => putAway(key)}>×</Button>}
    </div>
  )
}
