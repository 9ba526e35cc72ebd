// Whether the dispute is put aside, and putting it aside.

import { useState } from 'react'
import { roleReason, useActions } from '../../actions/running.ts'
import type { Dispute } from '../../api/contract.ts'
import { get, queries } from '../../api/queries.ts'
import { refusalOf } from '../rows.ts'
import { Button } from '../../ui/button.tsx'
import { SnoozeChip } from '../snooze/chip.tsx'
import { SnoozeSheet } from '../snooze/sheet.tsx'
import { snooze, type Shown } from '../snooze/snooze.ts'

export function SnoozeLine({ dispute }: { dispute: Dispute }) {
  const [isOpen, setOpen] = useState(false)
  const reason = refusalOf(dispute.can?.add_evidence)
  useActions({ 'decide.snooze': { run: () => setOpen(true), reason } })
  return (
    <p className="spread">
      <span><SnoozeChip snoozed={dispute.snoozed} /></span>
      <Button size="small" reason={roleReason('operator') ?? reason} reasonHidden onClick={() => setOpen(true)}>Snooze <kbd>h</kbd></Button>
      {isOpen && <SnoozeSheet disputes={[dispute]} onChoose={until => void snooze([dispute.id], until, shown)} onClose={() => setOpen(false)} />}
    </p>
  )
}

const queryKey = (id: string) => get('GET /v1/disputes/{id}', { params: { id } }).queryKey
const shown: Shown = {
  now: id => queries.getQueryData(queryKey(id))?.snoozed,
  show: (id, snoozed) => queries.setQueryData(queryKey(id), before => before && { ...before, snoozed }),
}
