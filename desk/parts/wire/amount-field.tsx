// An amount as people type it, in the digits of its currency.

import { exponentOf, isCurrency } from '../../../src/core/currency.ts'
import { parseMajor } from '../../../src/core/money.ts'
import { Field } from '../../ui/field.tsx'

export function AmountField({ label, amount, currency, onChange }: { label: string; amount: string; currency: string; onChange(amount: string): void }) {
  const digits = isCurrency(currency) ? exponentOf(currency) : 2
  const asMany = digits === 0 ? 'no digits' : `${digits} digits`
  return (
    <Field label={label} help={`${currency} has ${asMany} after the point.`} wrong={amount.trim() !== '' && amountOf(amount, currency) === null ? `Write an amount with ${asMany} after the point.` : null}>
      {control => <input {...control} inputMode="decimal" dir="ltr" autoComplete="off" maxLength={20} value={amount} onChange={event => onChange(event.target.value)} />}
    </Field>
  )
}

/** Null where it is none, or nothing at all. */
export function amountOf(amount: string, currency: string): { value: number; currency: string } | null {
  const parsed = isCurrency(currency) ? parseMajor(amount.trim(), currency) : null
  return parsed && parsed.amount > 0n ? { value: Number(parsed.amount), currency } : null
}
