// The fields of an acceptance: why, a note, the amount where it is high, and an override where the payment was given back.

import { acceptReasons } from '../../../src/core/dispute.ts'
import { amountText, type Amount } from '../../amounts.ts'
import { Field } from '../../ui/field.tsx'
import { Money } from '../../ui/money.tsx'
import { acceptReasonWords } from '../../words.ts'
import type { Form } from './accept-form.tsx'

type Part = { form: Form; set(part: Partial<Form>): void; wrong: string | null }
const choices = acceptReasons.filter(reason => reason !== 'unspecified')

export function ReasonField({ form, set, wrong }: Part) {
  return (
    <fieldset className="field reasons" aria-describedby={wrong ? 'reason-wrong' : undefined}>
      <legend className="label">Why? <span className="soft small">(needed)</span></legend>
      {choices.map((reason, index) => (
        <label key={reason} className="choice">
          <input type="radio" name="reason" value={reason} checked={form.reason === reason} onChange={() => set({ reason })} data-first={index === 0 || undefined} />
          <span>{acceptReasonWords[reason]}</span>
        </label>
      ))}
      {wrong && <span id="reason-wrong" className="wrong small" role="alert">{wrong}</span>}
    </fieldset>
  )
}

export function NoteField({ form, set, wrong }: Part) {
  return (
    <Field label="Note" help="Goes on the record." wrong={wrong} required={form.reason === 'other'}>
      {control => <textarea {...control} name="note" rows={2} maxLength={2000} value={form.note} onChange={event => set({ note: event.target.value })} dir="auto" />}
    </Field>
  )
}

export function OverrideField({ form, set, wrong }: Part) {
  return (
    <Field label="Why pay although this payment was given back already?" help="Goes on the record as an override." wrong={wrong} required>
      {control => <input {...control} name="override" maxLength={500} value={form.override} onChange={event => set({ override: event.target.value })} dir="auto" autoComplete="off" />}
    </Field>
  )
}

export function AmountField({ form, set, amount, wrong }: Part & { amount: Amount }) {
  return (
    <Field label={<>Type <Money amount={amount} /> to go on</>} help="This amount is high and cannot be taken back." wrong={wrong} required>
      {control => <input {...control} name="amount" inputMode="decimal" autoComplete="off" placeholder={amountText(amount)} value={form.amount} onChange={event => set({ amount: event.target.value })} dir="ltr" />}
    </Field>
  )
}
