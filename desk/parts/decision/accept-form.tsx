// What has to be filled in before a dispute is accepted, and the button that says what it does. Enter never confirms.

import { useEffect, useRef, useState } from 'react'
import { moneyText } from '../../amounts.ts'
import type { AcceptReason } from '../../../src/core/dispute.ts'
import type { Dispute } from '../../api/contract.ts'
import { useActions } from '../../actions/running.ts'
import { Problem } from '../../ui/states.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { AmountField, NoteField, OverrideField, ReasonField } from './accept-fields.tsx'
import { decide, type AcceptBody } from './attempts.ts'
import { Changed } from './changed.tsx'
import { Checked } from './checked.tsx'
import { Confirm } from './confirm.tsx'
import { Consequences } from './consequences.tsx'
import type { Context, FormProps } from './decision-sheet.tsx'
import { holdSeconds, isTyped, mustTypeAmount } from './friction.ts'
import { useGate } from './gate.ts'
import { MoneyTable } from './money-table.tsx'
import { Others } from './others.tsx'

export type Form = { reason: AcceptReason | null; note: string; amount: string; override: string }
export type Missing = { field: keyof Form | null; why: string }

export function AcceptForm(props: FormProps) {
  const { fresh, fresh: { dispute, context }, attemptKey, onClose } = props
  const [form, setForm] = useState<Form>({ reason: null, note: '', amount: '', override: '' })
  const [tried, setTried] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const set = (part: Partial<Form>) => setForm(before => ({ ...before, ...part }))
  const { changes, refused, isSending, off, anew, see } = useGate(props, () => set({ amount: '' }))
  const isHigh = mustTypeAmount(dispute.amount, context.accept.final)
  const missing = missingOf(form, props.fresh, isHigh)
  const wrong = (field: keyof Form) => (tried && missing?.field === field ? missing.why : null)
  const confirm = () => {
    if (off !== null || isSending) return
    setTried(true)
    if (missing) return focusField(body.current, missing.field)
    void decide(attemptKey, dispute, { kind: 'accept', body: bodyOf(form, dispute, context) })
  }
  useActions({ 'sheet.confirm': confirm })
  // The focus begins at the reasons; what it costs stays in sight above them.
  useEffect(() => { body.current?.parentElement?.scrollTo({ top: 0 }) }, [])
  return (
    <Sheet
      title={<>Accept dispute <bdi>{dispute.theirs.id}</bdi></>} onClose={onClose} closeWord="Keep open"
      foot={<Confirm kind="final" label={`Accept and give up ${moneyText(dispute.amount)}`} reason={off} isSending={isSending} hint={tried && missing ? missing.why : null} onConfirm={confirm} />}
    >
      <div ref={body} className="decision">
        <Others dispute={dispute} />
        <Checked fresh={fresh} />
        {refused ? <Problem error={refused} unchanged="The dispute stays open; no money was given up." onAgain={anew} /> : <Changed changes={changes} onSeen={see} />}
        <MoneyTable dispute={dispute} context={context} />
        <Consequences dispute={dispute} context={context} />
        <ReasonField form={form} set={set} wrong={wrong('reason')} />
        <NoteField form={form} set={set} wrong={wrong('note')} />
        {paysTwice(context) && <OverrideField form={form} set={set} wrong={wrong('override')} />}
        {isHigh && <AmountField form={form} set={set} amount={dispute.amount} wrong={wrong('amount')} />}
      </div>
    </Sheet>
  )
}

const paysTwice = ({ accept }: Context): boolean => accept.sentences.some(({ code }) => code === 'would_pay_twice')

function missingOf(form: Form, { dispute, context }: { dispute: Dispute; context: Context }, isHigh: boolean): Missing | null {
  if (context.accept.possible !== true) return { field: null, why: context.accept.possible.why }
  if (form.reason === null) return { field: 'reason', why: 'Say why.' }
  if (form.reason === 'other' && form.note.trim() === '') return { field: 'note', why: 'Say which other reason.' }
  if (paysTwice(context) && form.override.trim() === '') return { field: 'override', why: 'Say why the customer is to be paid although the payment was given back.' }
  return isHigh && !isTyped(form.amount, dispute.amount) ? { field: 'amount', why: 'Type the amount as it stands above.' } : null
}

function bodyOf({ reason, note, override }: Form, { revision, amount }: Dispute, context: Context): AcceptBody {
  return {
    reason: reason!, ...(note.trim() && { note: note.trim() }), ...(paysTwice(context) && { override: override.trim() }),
    hold_seconds: holdSeconds(context.accept.undo.seconds), expect: { revision, amount: amount.value },
  }
}

function focusField(body: HTMLElement | null, field: keyof Form | null): void {
  body?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus()
}
