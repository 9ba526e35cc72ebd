// One entry of the history. What went over the wire for it is folded in and read only when somebody looks.

import { useState } from 'react'
import type { Dispute } from '../../api/contract.ts'
import { Time } from '../../ui/time.tsx'
import { actorWords } from '../decision/ending.ts'
import { groupOf, saidOf } from './event-words.ts'
import type { HistoryEvent } from './events.ts'
import { Attempts } from './attempts.tsx'
import { Exchange } from './exchange.tsx'

export function HistoryEntry({ event: { kind, at, by, data, hash }, dispute }: { event: HistoryEvent; dispute: Dispute }) {
  const { what, text } = saidOf(kind, data)
  const act = actIn(data)
  const isUpstream = dispute.home !== 'house' && act !== null
  return (
    <li className="entry" data-group={groupOf(kind)}>
      <p><Time at={at} /> <strong>{what}</strong> <span className="soft small">by <bdi>{actorWords(by)}</bdi>{by.surface !== 'desk' && ` through ${by.surface}`}</span></p>
      {text && <p className="entry-text" dir="auto"><bdi>{text}</bdi></p>}
      {(by.request !== null || isUpstream) && <Folded request={by.request} act={isUpstream ? act : null} hash={hash} />}
    </li>
  )
}

function Folded({ request, act, hash }: { request: string | null; act: string | null; hash: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="small" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary className="soft">What went over the wire</summary>
      {isOpen && <div className="stack">{request && <Exchange id={request} />}{act && <Attempts act={act} />}<p className="soft">Hash in the chain <code>{hash}</code></p></div>}
    </details>
  )
}

function actIn(data: Record<string, unknown>): string | null {
  const { act, acceptance, defense } = data as { act?: { id?: string } | string; acceptance?: { act?: string }; defense?: { act?: string } }
  return (typeof act === 'string' ? act : act?.id) ?? acceptance?.act ?? defense?.act ?? null
}
