// One webhook: where it goes, what it tells, and what can be done to it.

import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { roleReason } from '../../actions/running.ts'
import { TypedSheet } from '../../parts/wire/typed-sheet.tsx'
import { Failure, useSending } from '../../parts/wire/sending.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'
import { dialectWords } from '../../words.ts'
import type { Told, Webhook } from './told.ts'
import { WebhookSheet } from './webhook-sheet.tsx'

const changes = ['GET /v1/webhooks'] as const

export function WebhookCard({ webhook, onTold }: { webhook: Webhook; onTold(told: Told): void }) {
  const { id, url, enabled, description } = webhook
  const [open, setOpen] = useState<'change' | 'rotate' | 'delete' | null>(null)
  const [notice, setNotice] = useState<string | null>(null)
  const test = useSending('POST /v1/webhooks/{id}/test', ['GET /v1/notices'])
  const change = useSending('PATCH /v1/webhooks/{id}', changes)
  const reason = roleReason('admin')
  const close = () => setOpen(null)
  const tryIt = async () => setNotice((await test.go({ params: { id }, body: {} }))?.value.notice ?? null)
  const flip = async () => { if (await change.go({ params: { id }, body: { enabled: !enabled } })) toast({ text: enabled ? 'It is told nothing more.' : 'It is told again, of what happens from now on.' }) }
  return (
    <article className="card stack" aria-label={`Webhook ${url}`}>
      <div className="spread"><h3><bdi className="mono" dir="ltr">{url}</bdi></h3><Chip tone={enabled ? 'good' : 'faded'}>{enabled ? 'On' : 'Off'}</Chip></div>
      {description && <p><bdi>{description}</bdi></p>}
      <Facts webhook={webhook} />
      <div className="line">
        <Button size="small" reason={reason} reasonHidden onClick={() => setOpen('change')}>Change…</Button>
        <Button size="small" reason={reason ?? (test.isSending ? 'Sending…' : enabled ? null : 'It is off.')} reasonHidden onClick={() => void tryIt()}>Send a test</Button>
        <Button size="small" reason={reason} reasonHidden onClick={() => setOpen('rotate')}>New secret…</Button>
        <Button size="small" reason={reason ?? (change.isSending ? 'Sending…' : null)} reasonHidden onClick={() => void flip()}>{enabled ? 'Switch off' : 'Switch on'}</Button>
        <Button size="small" kind="danger" reason={reason} reasonHidden onClick={() => setOpen('delete')}>Delete…</Button>
      </div>
      {reason && <p className="reason">{reason}</p>}
      {notice && <p role="status">A test is on its way. <Link to="/dev/webhooks" search={{ tab: 'notices', notice }}>See how it goes</Link></p>}
      <Failure of={test} /><Failure of={change} />
      {open === 'change' && <WebhookSheet webhook={webhook} onTold={onTold} onClose={close} />}
      {open === 'rotate' && <RotateSheet webhook={webhook} onTold={onTold} onClose={close} />}
      {open === 'delete' && <DeleteSheet webhook={webhook} onClose={close} />}
    </article>
  )
}

function Facts({ webhook: { dialect, kinds, created_at, disabled_at, secret_until } }: { webhook: Webhook }) {
  return (
    <dl className="pairs">
      <div><dt>In the form of</dt><dd>{dialectWords[dialect]}</dd></div>
      <div><dt>Told of</dt><dd>{kinds === null ? 'Everything' : <span className="line">{kinds.map(kind => <code key={kind}>{kind}</code>)}</span>}</dd></div>
      <div><dt>Made</dt><dd><Time at={created_at} /></dd></div>
      {disabled_at && <div><dt>Off since</dt><dd><Time at={disabled_at} /></dd></div>}
      {secret_until && <div><dt>Old secret until</dt><dd><Time at={secret_until} /> <span className="soft small">both sign until then</span></dd></div>}
    </dl>
  )
}

function RotateSheet({ webhook: { id, url }, onTold, onClose }: { webhook: Webhook; onTold(told: Told): void; onClose(): void }) {
  const rotate = useSending('POST /v1/webhooks/{id}/rotate', changes)
  const confirm = async () => {
    const done = await rotate.go({ params: { id }, body: {} })
    if (!done) return
    onClose()
    onTold({ title: 'The new secret', about: 'Give it to the program that checks the signatures within 24 hours: until then both sign.', secret: done.value.secret })
  }
  return (
    <TypedSheet title="Make a new secret?" word="rotate" confirm="Make a new secret" busy={rotate.isSending} onConfirm={() => void confirm()} onClose={onClose}>
      <p>Notices to <bdi className="mono">{url}</bdi> are signed with the old and the new secret for 24 hours, then with the new one alone.</p>
      <Failure of={rotate} />
    </TypedSheet>
  )
}

function DeleteSheet({ webhook: { id, url }, onClose }: { webhook: Webhook; onClose(): void }) {
  const remove = useSending('DELETE /v1/webhooks/{id}', changes)
  const confirm = async () => { if (await remove.go({ params: { id } })) onClose() }
  return (
    <TypedSheet title="Delete this webhook?" word="delete" confirm="Delete it" busy={remove.isSending} onConfirm={() => void confirm()} onClose={onClose}>
      <p><bdi className="mono">{url}</bdi> is told nothing more, and what still waits for it is dropped. Switch it off instead where it may come back.</p>
      <Failure of={remove} />
    </TypedSheet>
  )
}
