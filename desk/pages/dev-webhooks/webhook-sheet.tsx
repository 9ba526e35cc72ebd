// Makes a webhook, or changes one. In whose form it tells is chosen once.

import { useState } from 'react'
import { dialects, type DialectName } from '../../../src/core/dispute.ts'
import { noticeKinds, type NoticeKind } from '../../../src/core/notice.ts'
import { Choice } from '../../parts/wire/choice.tsx'
import { CurlLine } from '../../parts/wire/own-call.tsx'
import { Failure, useSending } from '../../parts/wire/sending.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { dialectWords } from '../../words.ts'
import type { Told, Webhook } from './told.ts'

type WebhookSheetProps = { webhook: Webhook | null; onTold(told: Told): void; onClose(): void }
type Kind = Exclude<NoticeKind, 'webhook.test'>
type Form = { url: string; dialect: DialectName; all: boolean; kinds: readonly Kind[]; description: string }

export function WebhookSheet({ webhook, onTold, onClose }: WebhookSheetProps) {
  const [form, setForm] = useState(() => formOf(webhook))
  const make = useSending('POST /v1/webhooks', ['GET /v1/webhooks'])
  const change = useSending('PATCH /v1/webhooks/{id}', ['GET /v1/webhooks'])
  const set = (part: Partial<Form>) => setForm({ ...form, ...part })
  const body = { url: form.url.trim(), kinds: form.all ? null : [...form.kinds], ...(form.description.trim() !== '' && { description: form.description.trim() }) }
  const reason = make.isSending || change.isSending ? 'Sending…' : body.url === '' ? 'It needs an address.' : !form.all && form.kinds.length === 0 ? 'Choose at least one kind.' : null
  const submit = async () => {
    if (webhook) {
      if (await change.go({ params: { id: webhook.id }, body: { ...body, description: body.description ?? null } })) onClose()
      return
    }
    const done = await make.go({ body: { ...body, dialect: form.dialect } })
    if (!done) return
    onClose()
    onTold({ title: 'The secret of the webhook', about: 'Give it to the program that checks the signatures.', secret: done.value.secret })
  }
  return (
    <Sheet title={webhook ? 'Change the webhook' : 'Add a webhook'} onClose={onClose} foot={<Button kind="primary" reason={reason} onClick={() => void submit()}>{webhook ? 'Save the change' : 'Add it'}</Button>}>
      <Field label="Address" required help="https, or http on this machine in a sandbox. Private networks are refused.">
        {control => <input {...control} data-first type="url" inputMode="url" dir="ltr" autoComplete="off" spellCheck={false} maxLength={2000} placeholder="https://shop.example/parley" value={form.url} onChange={event => set({ url: event.target.value })} />}
      </Field>
      {!webhook && <Choice label="In the form of" value={form.dialect} options={dialects.map(one => [one, dialectWords[one]])} help={form.dialect === 'native' ? 'Parley\'s own notices, signed after Standard Webhooks.' : 'That provider\'s own notices and signature, of its disputes only.'} onChange={dialect => { if (dialect !== '') set({ dialect }) }} />}
      <Kinds form={form} set={set} />
      <Field label="Description">{control => <input {...control} dir="auto" maxLength={200} value={form.description} onChange={event => set({ description: event.target.value })} />}</Field>
      <Failure of={make} /><Failure of={change} />
      {webhook ? <CurlLine label="change it" method="PATCH" target={`/v1/webhooks/${webhook.id}`} body={body} /> : <CurlLine label="add it" method="POST" target="/v1/webhooks" body={{ ...body, dialect: form.dialect }} />}
    </Sheet>
  )
}

function Kinds({ form, set }: { form: Form; set(part: Partial<Form>): void }) {
  const flip = (kind: Kind) => set({ kinds: form.kinds.includes(kind) ? form.kinds.filter(one => one !== kind) : [...form.kinds, kind] })
  return (
    <fieldset className="field">
      <legend className="label">Told of</legend>
      <label className="line"><input type="checkbox" checked={form.all} onChange={() => set({ all: !form.all })} /> Everything, also what comes to be later</label>
      {!form.all && <div className="checks">{noticeKinds.map(kind => <label key={kind}><input type="checkbox" checked={form.kinds.includes(kind)} onChange={() => flip(kind)} /><code>{kind}</code></label>)}</div>}
    </fieldset>
  )
}

function formOf(webhook: Webhook | null): Form {
  const chosen = noticeKinds.filter(kind => webhook?.kinds?.includes(kind))
  return { url: webhook?.url ?? '', dialect: webhook?.dialect ?? 'native', all: webhook?.kinds == null, kinds: chosen, description: webhook?.description ?? '' }
}
