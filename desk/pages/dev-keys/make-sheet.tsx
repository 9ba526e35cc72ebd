// Makes a credential: for whose client, what it may do, and which disputes it sees.

import { useState } from 'react'
import { dialects, type DialectName } from '../../../src/core/dispute.ts'
import { Choice } from '../../parts/wire/choice.tsx'
import { CurlLine } from '../../parts/wire/own-call.tsx'
import { Failure, useSending } from '../../parts/wire/sending.tsx'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { dialectWords } from '../../words.ts'
import type { Credential, Shown } from './credentials.tsx'
import { scopes, scopeWords } from './words.ts'

type Form = { dialect: DialectName; scope: Credential['scope']; seeAll: boolean }

export function MakeSheet({ merchant, onShow, onClose }: { merchant: string; onShow(shown: Shown): void; onClose(): void }) {
  const [form, setForm] = useState<Form>({ dialect: 'native', scope: 'decide', seeAll: false })
  const make = useSending('POST /v1/merchants/{id}/credentials', ['GET /v1/merchants'])
  const set = (part: Partial<Form>) => setForm({ ...form, ...part })
  const isNative = form.dialect === 'native'
  const body = { dialect: form.dialect, scope: form.scope, ...(!isNative && { see_all: form.seeAll }) }
  const submit = async () => {
    const done = await make.go({ params: { id: merchant }, body })
    if (done) onShow({ title: `The new key for ${dialectWords[form.dialect]}`, shown: done.value.shown })
  }
  return (
    <Sheet title="Make a key" onClose={onClose} foot={<Button kind="primary" reason={make.isSending ? 'Sending…' : null} onClick={() => void submit()}>Make it</Button>}>
      <Choice label="For" value={form.dialect} options={dialects.map(one => [one, dialectWords[one]])} help={isNative ? 'Parley\'s own API, the command line, and whatever reads webhooks.' : 'That provider\'s SDK, pointed at this server.'} onChange={dialect => { if (dialect !== '') set({ dialect }) }} />
      <Scopes scope={form.scope} onChange={scope => set({ scope })} />
      <label className="line"><input type="checkbox" checked={isNative || form.seeAll} aria-disabled={isNative || undefined} aria-describedby="see-all" onChange={() => { if (!isNative) set({ seeAll: !form.seeAll }) }} /> Sees every dispute of the merchant</label>
      <p id="see-all" className="soft small">{isNative ? 'Always so for Parley\'s own.' : 'Otherwise it sees those of its own provider only.'}</p>
      <Failure of={make} />
      <CurlLine label="make it" method="POST" target={`/v1/merchants/${merchant}/credentials`} body={body} />
    </Sheet>
  )
}

function Scopes({ scope, onChange }: { scope: Form['scope']; onChange(scope: Form['scope']): void }) {
  return (
    <fieldset className="field">
      <legend className="label">It may</legend>
      {scopes.map(one => (
        <label key={one} className="line"><input type="radio" name="scope" checked={one === scope} onChange={() => onChange(one)} /> {scopeWords[one].word} <span className="soft small">{scopeWords[one].about}</span></label>
      ))}
    </fieldset>
  )
}
