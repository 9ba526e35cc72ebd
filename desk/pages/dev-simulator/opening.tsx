// Opens a dispute as its provider would: with an amount in the digits of its currency, a phase, a reason and a time to answer.

import { useState } from 'react'
import { currencies } from '../../../src/core/currency.ts'
import { dialects, phases, reasonCategories, type DialectName, type Phase, type ReasonCategory } from '../../../src/core/dispute.ts'
import { roleReason } from '../../actions/running.ts'
import { useSession } from '../../api/session.ts'
import { moneyText } from '../../amounts.ts'
import { AmountField, amountOf } from '../../parts/wire/amount-field.tsx'
import { Choice } from '../../parts/wire/choice.tsx'
import { CurlLine } from '../../parts/wire/own-call.tsx'
import { Failure, useSending } from '../../parts/wire/sending.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.tsx'
import { dialectWords, phaseWords, reasonWords } from '../../words.ts'
import { DurationField, durationOf, Panel } from './panel.tsx'

type Form = { dialect: DialectName; amount: string; currency: string; phase: Phase; reason: ReasonCategory; respondIn: string; story: string }
const atFirst: Form = { dialect: 'native', amount: '120.00', currency: 'THB', phase: 'chargeback', reason: 'not_received', respondIn: '7d', story: 'The parcel never came.' }

export function Opening({ onOpened }: { onOpened(id: string): void }) {
  const [form, setForm] = useState(atFirst)
  const merchant = useSession()?.merchant
  const open = useSending('POST /v1/sandbox/disputes', ['GET /v1/disputes', 'GET /v1/summary'])
  const set = (part: Partial<Form>) => setForm({ ...form, ...part })
  const amount = amountOf(form.amount, form.currency)
  const respondIn = durationOf(form.respondIn)
  const reason = roleReason('operator') ?? (open.isSending ? 'Opening…' : amount === null ? 'The amount is none of this currency.' : form.respondIn.trim() !== '' && respondIn === null ? 'The time to answer is not understood.' : null)
  const body = {
    ...(merchant && { merchant: merchant.id }), dialect: form.dialect, amount: amount ?? { value: 0, currency: form.currency }, phase: form.phase, reason: form.reason,
    ...(respondIn && { respond_in: respondIn }), ...(form.story.trim() && { story: form.story.trim() }),
  }
  const submit = async () => {
    const done = await open.go({ body })
    if (!done) return
    toast({ text: `Opened: ${moneyText(done.value.amount)}.` })
    onOpened(done.value.id)
  }
  return (
    <Panel title="Open a dispute">
      <div className="fields">
        <Choice label="Provider" value={form.dialect} options={dialects.map(one => [one, dialectWords[one]])} onChange={dialect => { if (dialect !== '') set({ dialect }) }} />
        <AmountField label="Amount" amount={form.amount} currency={form.currency} onChange={amount => set({ amount })} />
        <Choice label="Currency" value={form.currency} options={currencies.map(one => [one, one])} onChange={currency => { if (currency !== '') set({ currency }) }} />
        <Choice label="Stage" value={form.phase} options={phases.map(one => [one, phaseWords[one]])} onChange={phase => { if (phase !== '') set({ phase }) }} />
        <Choice label="Reason" value={form.reason} options={reasonCategories.map(one => [one, reasonWords[one]])} onChange={category => { if (category !== '') set({ reason: category }) }} />
        <DurationField label="Respond in" value={form.respondIn} optional onChange={value => set({ respondIn: value })} />
      </div>
      <Field label="What the customer says">{control => <textarea {...control} rows={2} dir="auto" maxLength={20000} value={form.story} onChange={event => set({ story: event.target.value })} />}</Field>
      <Failure of={open} />
      <div className="line"><Button kind="primary" reason={reason} onClick={() => void submit()}>Open it</Button></div>
      <CurlLine label="open it" method="POST" target="/v1/sandbox/disputes" body={body} />
    </Panel>
  )
}
