// What can be done to a connection: prove its credentials, read its list now, pause it, set it, give it new credentials, remove it.

import { useState } from 'react'
import { roleReason } from '../../actions/running.ts'
import type { AnswerOf } from '../../api/contract.ts'
import { Failure, useSending } from '../../parts/wire/sending.tsx'
import { TypedSheet } from '../../parts/wire/typed-sheet.tsx'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.tsx'
import { CredentialsSheet } from './credentials-sheet.tsx'
import { SettingsSheet } from './settings-sheet.tsx'
import type { Connection, Provider } from './shapes.ts'

type Tested = AnswerOf<'POST /v1/connections/{id}/test'>
const changes = ['GET /v1/connections'] as const

export function ConnectionDeeds({ connection, provider }: { connection: Connection; provider: Provider | undefined }) {
  const { id, name, state } = connection
  const [open, setOpen] = useState<'settings' | 'credentials' | 'remove' | null>(null)
  const [tested, setTested] = useState<Tested | null>(null)
  const test = useSending('POST /v1/connections/{id}/test', changes)
  const read = useSending('POST /v1/connections/{id}/read', changes)
  const change = useSending('PATCH /v1/connections/{id}', changes)
  const isPaused = state === 'paused'
  const reason = roleReason('admin')
  const paused = isPaused ? 'It is paused.' : null
  const tryIt = async () => setTested((await test.go({ params: { id }, body: {} }))?.value ?? null)
  const readIt = async () => { if (await read.go({ params: { id }, body: {} })) toast({ text: 'Its list is being read.' }) }
  const flip = async () => { if (await change.go({ params: { id }, body: { state: isPaused ? 'active' : 'paused' } })) toast({ text: isPaused ? `${name} goes on.` : `${name} is paused: what is decided waits.` }) }
  return (
    <div className="stack">
      <div className="line">
        <Button size="small" reason={reason ?? (test.isSending ? 'Asking…' : null)} reasonHidden onClick={() => void tryIt()}>Test connection</Button>
        <Button size="small" reason={reason ?? (read.isSending ? 'Sending…' : paused)} reasonHidden onClick={() => void readIt()}>Read now</Button>
        <Button size="small" reason={reason ?? (change.isSending ? 'Sending…' : null)} reasonHidden onClick={() => void flip()}>{isPaused ? 'Resume' : 'Pause'}</Button>
        <Button size="small" reason={reason} reasonHidden onClick={() => setOpen('settings')}>Settings…</Button>
        <Button size="small" reason={reason ?? (provider?.connection ? null : 'What it needs is not known.')} reasonHidden onClick={() => setOpen('credentials')}>New credentials…</Button>
        <Button size="small" kind="danger" reason={reason} reasonHidden onClick={() => setOpen('remove')}>Remove…</Button>
      </div>
      {reason && <p className="reason">{reason}</p>}
      {tested && <TestResult tested={tested} />}
      <Failure of={test} /><Failure of={read} /><Failure of={change} />
      {open === 'settings' && <SettingsSheet connection={connection} onClose={() => setOpen(null)} />}
      {open === 'credentials' && provider?.connection && <CredentialsSheet connection={connection} needs={provider.connection.credentials} onClose={() => setOpen(null)} />}
      {open === 'remove' && <RemoveSheet connection={connection} onClose={() => setOpen(null)} />}
    </div>
  )
}

const outcomes: Record<Tested['outcome'], string> = {
  done: 'It answers, and the credentials are good', refused: 'It answers, and refuses these credentials', unsent: 'It could not be reached', unknown: 'It did not answer in time',
}

function TestResult({ tested: { ok, outcome, account, detail, took_ms } }: { tested: Tested }) {
  return <p role="status" className="problem" data-tone={ok ? 'good' : 'bad'}>{outcomes[outcome]}{account && <>: <bdi className="mono" dir="ltr">{account}</bdi></>}. {detail && <bdi>{detail} </bdi>}<span className="soft small">{took_ms} ms</span></p>
}

function RemoveSheet({ connection: { id, name }, onClose }: { connection: Connection; onClose(): void }) {
  const remove = useSending('DELETE /v1/connections/{id}', changes)
  const confirm = async () => { if (await remove.go({ params: { id } })) onClose() }
  return (
    <TypedSheet title="Remove this connection?" word="remove" confirm="Remove it" busy={remove.isSending} onConfirm={() => void confirm()} onClose={onClose}>
      <p><bdi>{name}</bdi> is forgotten with its credentials. It is refused while an open dispute lives there: nobody could reach it any more. Pause it instead.</p>
      <Failure of={remove} />
    </TypedSheet>
  )
}
