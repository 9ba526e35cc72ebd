// The preview of the bulk flow and what has to be filled in before it is sent.

import { useRef, useState, type ReactNode } from 'react'
import { roleReason, useActions } from '../../actions/running.ts'
import { sumsOf } from '../../amounts.ts'
import { newKey } from '../../api/client.ts'
import type { Dispute } from '../../api/contract.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Money, Sums } from '../../ui/money.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { NoteField, ReasonField } from './accept-fields.tsx'
import type { Form } from './accept-form.tsx'
import { queue } from './attempts.ts'
import { bulkHoldSeconds, type Planned } from './bulk-plan.ts'
import { Confirm } from './confirm.tsx'
import { openOutcomes } from './open.ts'

type Props = { planned: readonly Planned[]; onClose(): void; children: ReactNode }

export function BulkForm({ planned, onClose, children }: Props) {
  const [form, setForm] = useState<Form>({ reason: null, note: '', amount: '', override: '' })
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const group = useState(newKey)[0]
  const isSent = useRef(false)
  const chosen = planned.filter(({ dispute, why }) => why === null && !left.has(dispute.id)).map(({ dispute }) => dispute)
  const set = (part: Partial<Form>) => setForm(before => ({ ...before, ...part }))
  const off = roleReason('operator') ?? (chosen.length === 0 ? 'None of these can be accepted together.' : null)
  const why = form.reason === null ? 'Say why.' : form.reason === 'other' && form.note.trim() === '' ? 'Say which other reason.' : typed.trim() === String(chosen.length) ? null : `Type ${chosen.length}, the number of cases.`
  const confirm = () => {
    if (off !== null) return
    setTried(true)
    if (why !== null) return
    if (isSent.current) return
    isSent.current = true
    void sendAll(chosen, form, group)
    openOutcomes(group)
  }
  useActions({ 'sheet.confirm': confirm })
  const sums = sumsOf(chosen.map(({ amount }) => amount))
  return (
    <Sheet
      title={`Accept ${planned.length} disputes`} onClose={onClose} closeWord="Keep open"
      foot={<Confirm kind="final" label={`Accept ${chosen.length} and give up the money`} reason={off} isSending={false} hint={tried ? why : null} onConfirm={confirm} />}
    >
      <div className="decision">
        {children}
        <p><strong>{chosen.length} of {planned.length}</strong> can be accepted: <Sums amounts={sums} />. Each is final once it took effect.</p>
        <Cases planned={planned} left={left} onToggle={id => setLeft(before => new Set(before.has(id) ? [...before].filter(one => one !== id) : [...before, id]))} />
        <ReasonField form={form} set={set} wrong={tried && form.reason === null ? why : null} />
        <NoteField form={form} set={set} wrong={tried && form.reason === 'other' && form.note.trim() === '' ? why : null} />
        <Field label={`Type ${chosen.length}, the number of cases`} required>
          {control => <input {...control} name="cases" inputMode="numeric" autoComplete="off" value={typed} onChange={event => setTyped(event.target.value)} />}
        </Field>
      </div>
    </Sheet>
  )
}

/** One key per case, a few at a time. */
async function sendAll(disputes: readonly Dispute[], { reason, note }: Form, group: string): Promise<void> {
  const common = { reason: reason!, ...(note.trim() && { note: note.trim() }), hold_seconds: bulkHoldSeconds(disputes.length) }
  await queue(disputes.map(dispute => ({ key: newKey(), dispute, wanted: { kind: 'accept', body: { ...common, expect: { revision: dispute.revision, amount: dispute.amount.value } } } })), group)
}

type CasesProps = { planned: readonly Planned[]; left: ReadonlySet<string>; onToggle(id: string): void }

function Cases({ planned, left, onToggle }: CasesProps) {
  return (
    <table className="table cases">
      <caption className="unseen">The cases</caption>
      <tbody>
        {planned.map(({ dispute: { id, theirs, amount }, why }) => (
          <tr key={id} data-out={why !== null || left.has(id) || undefined}>
            <th scope="row"><bdi>{theirs.id}</bdi>{why && <div className="reason">Left out: <bdi>{why}</bdi></div>}{left.has(id) && <div className="reason">Left out by you.</div>}</th>
            <td className="end"><Money amount={amount} /></td>
            <td className="end">{why === null && <Button size="small" onClick={() => onToggle(id)}>{left.has(id) ? 'Take in' : 'Leave out'}</Button>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
