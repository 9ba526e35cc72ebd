// Turning a credential over, with a time in which both open; and ending one, at once and for good.

import { useState } from 'react'
import { Choice } from '../../parts/wire/choice.tsx'
import { CurlLine } from '../../parts/wire/own-call.tsx'
import { Failure, useSending } from '../../parts/wire/sending.tsx'
import { TypedSheet } from '../../parts/wire/typed-sheet.tsx'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { toast } from '../../ui/toast.tsx'
import { dialectWords } from '../../words.ts'
import type { Credential, Shown } from './credentials.tsx'

const changes = ['GET /v1/merchants'] as const
const overlaps = [['86400', 'One day'], ['3600', 'One hour'], ['604800', 'One week'], ['0', 'Not at all: it ends now']] as const
type Overlap = (typeof overlaps)[number][0]
type SheetProps = { credential: Credential; onClose(): void }

export function RotateSheet({ credential: { id, dialect }, onShow, onClose }: SheetProps & { onShow(shown: Shown): void }) {
  const [overlap, setOverlap] = useState<Overlap>('86400')
  const rotate = useSending('POST /v1/credentials/{id}/rotate', changes)
  const body = { overlap_seconds: Number(overlap) }
  const submit = async () => {
    const done = await rotate.go({ params: { id }, body })
    if (done) onShow({ title: `The new key for ${dialectWords[dialect]}`, shown: done.value.shown })
  }
  return (
    <Sheet title="Turn the key over" side="center" onClose={onClose} foot={<Button kind="primary" reason={rotate.isSending ? 'Sending…' : null} onClick={() => void submit()}>Make a new key</Button>}>
      <Choice label="The old key goes on opening for" value={overlap} options={overlaps} help="Long enough to give the new one to every program that uses it." onChange={chosen => { if (chosen !== '') setOverlap(chosen) }} />
      <Failure of={rotate} />
      <CurlLine label="turn it over" method="POST" target={`/v1/credentials/${id}/rotate`} body={body} />
    </Sheet>
  )
}

export function RevokeSheet({ credential: { id, dialect, public: shown }, onClose }: SheetProps) {
  const revoke = useSending('POST /v1/credentials/{id}/revoke', changes)
  const confirm = async () => {
    if (!(await revoke.go({ params: { id }, body: {} }))) return
    onClose()
    toast({ text: 'It opens nothing any more.' })
  }
  return (
    <TypedSheet title="Revoke this key?" word="revoke" confirm="Revoke it for good" busy={revoke.isSending} onConfirm={() => void confirm()} onClose={onClose}>
      <p>The key for {dialectWords[dialect]} <bdi className="mono" dir="ltr">{Object.values(shown)[0] ?? id}</bdi> opens nothing from that moment on. Programs that still use it are refused. It cannot be taken back.</p>
      <Failure of={revoke} />
      <CurlLine label="revoke it" method="POST" target={`/v1/credentials/${id}/revoke`} body={{}} />
    </TypedSheet>
  )
}
