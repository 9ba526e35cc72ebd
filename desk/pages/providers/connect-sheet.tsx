// Connects an account at a provider: which, what to call it, where it is, what proves that it is ours, and how to behave towards it.

import { useState } from 'react'
import type { DialectName } from '../../../src/core/dispute.ts'
import { Choice } from '../../parts/wire/choice.tsx'
import { Failure, useSending } from '../../parts/wire/sending.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { toast } from '../../ui/toast.tsx'
import { dialectWords } from '../../words.ts'
import { CredentialFields, filledIn, missing } from './credential-fields.tsx'
import { asUsual, wantedOf, wrongIn, type SettingsForm } from './settings.ts'
import { SettingsFields } from './settings-fields.tsx'
import type { Provider } from './shapes.ts'

type Form = { dialect: DialectName; name: string; url: string; given: Readonly<Record<string, string>>; switches: Readonly<Record<string, string>>; paused: boolean }

export function ConnectSheet({ providers, onClose }: { providers: readonly Provider[]; onClose(): void }) {
  const able = providers.filter(({ connection }) => connection !== null)
  const [form, setForm] = useState<Form>({ dialect: able.find(({ dialect }) => dialect !== 'native')?.dialect ?? 'native', name: '', url: '', given: {}, switches: {}, paused: false })
  const [behaviour, setBehaviour] = useState<SettingsForm>(asUsual)
  const make = useSending('POST /v1/connections', ['GET /v1/connections'])
  const set = (part: Partial<Form>) => setForm({ ...form, ...part })
  const needs = able.find(({ dialect }) => dialect === form.dialect)?.connection
  if (!needs) return null
  const reason = make.isSending ? 'Sending…' : form.name.trim() === '' ? 'Give it a name.' : needs.url === null && form.url.trim() === '' ? 'It needs an address.' : missing(needs.credentials, form.given) ?? wrongIn(behaviour, asUsual)
  const submit = async () => {
    const switches = filledIn(form.switches)
    const settings = { ...wantedOf(behaviour, asUsual), ...(Object.keys(switches).length > 0 && { switches }) }
    const body = { dialect: form.dialect, name: form.name.trim(), credentials: filledIn(form.given), paused: form.paused, ...(form.url.trim() && { url: form.url.trim() }), ...(Object.keys(settings).length > 0 && { settings }) }
    if (!(await make.go({ body }))) return
    onClose()
    toast({ text: `${form.name.trim()} is connected. Test it next.` })
  }
  return (
    <Sheet title="Connect an account" onClose={onClose} foot={<Button kind="primary" reason={reason} onClick={() => void submit()}>Connect it</Button>}>
      <Choice label="Provider" value={form.dialect} options={able.map(({ dialect }) => [dialect, dialectWords[dialect]])} onChange={dialect => { if (dialect !== '') set({ dialect, given: {}, switches: {} }) }} />
      <Field label="Name" help="As your team calls this account." required>{control => <input {...control} data-first dir="auto" maxLength={100} autoComplete="off" value={form.name} onChange={event => set({ name: event.target.value })} />}</Field>
      <Field label="Address" required={needs.url === null} help={needs.url === null ? 'Every account there has another.' : <>Left out: <bdi dir="ltr">{needs.url}</bdi></>}>
        {control => <input {...control} type="url" dir="ltr" maxLength={2000} autoComplete="off" spellCheck={false} value={form.url} onChange={event => set({ url: event.target.value })} />}
      </Field>
      <CredentialFields needs={needs.credentials} given={form.given} onChange={given => set({ given })} />
      {needs.switches.map(({ name, values, about }) => (
        <Choice key={name} label={name} value={form.switches[name] ?? values[0]} options={values.map(one => [one, one])} help={about} onChange={value => set({ switches: { ...form.switches, [name]: value } })} />
      ))}
      <details>
        <summary>Limits, times, and what happens near a deadline</summary>
        <div className="stack"><SettingsFields form={behaviour} isNew onChange={part => setBehaviour(known => ({ ...known, ...part }))} /></div>
      </details>
      <label className="line"><input type="checkbox" checked={form.paused} onChange={() => set({ paused: !form.paused })} /> Begin paused: nothing is sent and nothing is read yet</label>
      <p className="soft small">What you type is sealed on the server and never shown again.</p>
      <Failure of={make} />
    </Sheet>
  )
}
