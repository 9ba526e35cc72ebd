// One event: a line, and behind it the text that was hashed and the hashes, which anybody can compute again here.

import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AnswerOf } from '../../api/contract.ts'
import { useSession } from '../../api/session.ts'
import { actorWords } from '../../parts/decision/ending.ts'
import { saidOf } from '../../parts/history/event-words.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy.tsx'
import { Time } from '../../ui/time.tsx'
import { hashOf } from './hash.ts'

export type AuditEvent = AnswerOf<'GET /v1/audit'>['data'][number]

export function Entry({ event, onActor }: { event: AuditEvent; onActor(id: string): void }) {
  const { kind, at, by, data, dispute } = event
  const { what, text } = saidOf(kind, data)
  const [isOpen, setOpen] = useState(false)
  return (
    <li>
      <details onToggle={toggled => setOpen(toggled.currentTarget.open)}>
        <summary>
          <span className="record-when"><Time at={at} /></span>
          <span><strong>{what}</strong>{text && <span className="record-text soft" dir="auto"> <bdi>{text.split('\n')[0]}</bdi></span>}</span>
          <span className="soft small record-who">by <bdi>{actorWords(by)}</bdi></span>
          <bdi className="mono small record-id">{dispute}</bdi>
        </summary>
        {isOpen && <Behind event={event} onActor={onActor} />}
      </details>
    </li>
  )
}

function Behind({ event: { id, kind, seq, by, dispute, stored, prev, hash }, onActor }: { event: AuditEvent; onActor(id: string): void }) {
  return (
    <div className="record-behind stack">
      <p className="line"><Link to="/d/$id" params={{ id: dispute }} search={{}} hash="history" className="button" data-size="small">Open the dispute</Link><Button size="small" onClick={() => onActor(by.id)}>All that this one did</Button></p>
      <dl className="facts small">
        <div><dt>Kind</dt><dd><code>{kind}</code>, event {seq} of its dispute</dd></div>
        <div><dt>By</dt><dd>{by.kind} <bdi><code>{by.id}</code></bdi> through {by.surface}{by.request !== null && <>, request <bdi><code>{by.request}</code></bdi></>}</dd></div>
        <div><dt>Event</dt><dd><bdi><code>{id}</code></bdi></dd></div>
        <div><dt>Hash before</dt><dd><code>{prev === '' ? 'none: this is the first' : prev}</code></dd></div>
        <div><dt>Hash</dt><dd><code>{hash}</code> <Again dispute={dispute} seq={seq} stored={stored} prev={prev} hash={hash} /></dd></div>
      </dl>
      <div className="spread"><h3>Stored text</h3><CopyButton text={stored} label="Copy the stored text">Copy</CopyButton></div>
      <pre tabIndex={0} aria-label="Stored text">{stored}</pre>
    </div>
  )
}

/** Computed by this browser: nobody has to take the server's word for it. */
function Again({ hash, ...hashed }: Pick<AuditEvent, 'dispute' | 'seq' | 'stored' | 'prev' | 'hash'>) {
  const merchant = useSession()?.merchant?.id ?? ''
  const [found, setFound] = useState<string | null>(null)
  if (found !== null) return <span className="chip" data-tone={found === hash ? 'good' : 'bad'} role="status">{found === hash ? 'Computed here: the same' : 'Computed here: another one'}</span>
  const reason = crypto.subtle ? null : 'This browser computes hashes only over https or on this machine.'
  return <Button size="small" kind="plain" reason={reason} onClick={() => void hashOf({ ...hashed, merchant }).then(setFound)}>Compute it here</Button>
}
