// Changes how Parley behaves towards a connection that is there.

import { useState } from 'react'
import { Failure, useSending } from '../../parts/wire/sending.tsx'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { toast } from '../../ui/toast.tsx'
import { formOf, wantedOf, wrongIn, type SettingsForm } from './settings.ts'
import { SettingsFields } from './settings-fields.tsx'
import type { Connection } from './shapes.ts'

export function SettingsSheet({ connection: { id, name, settings }, onClose }: { connection: Connection; onClose(): void }) {
  const [before] = useState(() => formOf(settings))
  const [form, setForm] = useState<SettingsForm>(before)
  const change = useSending('PATCH /v1/connections/{id}', ['GET /v1/connections'])
  const wanted = wantedOf(form, before)
  const reason = change.isSending ? 'Sending…' : wrongIn(form, before) ?? (Object.keys(wanted).length === 0 ? 'Nothing is changed yet.' : null)
  const submit = async () => {
    if (!(await change.go({ params: { id }, body: { settings: wanted } }))) return
    onClose()
    toast({ text: `${name} goes by the new settings.` })
  }
  return (
    <Sheet title={<>Settings of <bdi>{name}</bdi></>} onClose={onClose} foot={<Button kind="primary" reason={reason} onClick={() => void submit()}>Save them</Button>}>
      <p className="soft">What is left empty stays as it is, but for the limit.</p>
      <SettingsFields form={form} isNew={false} onChange={part => setForm(known => ({ ...known, ...part }))} />
      <Failure of={change} />
    </Sheet>
  )
}
