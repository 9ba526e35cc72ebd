// What the sheet becomes when there is nothing left to decide: who was first, and when.

import type { Dispute } from '../../api/contract.ts'
import { roleReason } from '../../actions/running.ts'
import { fullTime, instantOf } from '../../time.ts'
import { Button } from '../../ui/button.tsx'
import { Money } from '../../ui/money.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { toast } from '../../ui/toast.tsx'
import { undo } from './attempts.ts'
import { endingOf } from './ending.ts'
import { openReceipt } from './open.ts'

export function AlreadyClosed({ dispute, onClose }: { dispute: Dispute; onClose(): void }) {
  const { word, by, at } = endingOf(dispute)!
  const held = dispute.act?.state === 'pending' ? dispute.act : null
  return (
    <Sheet title={held ? 'Already being accepted' : 'Already closed'} onClose={onClose}>
      <p role="alert" data-first tabIndex={-1}>{held ? '' : 'Already closed: '}<strong>{word}</strong>{by && <> by <bdi>{by}</bdi></>}{at && <> at {fullTime(instantOf(at))}</>}.</p>
      <p className="soft">It was about <Money amount={dispute.amount} />. Nothing was sent from this sheet.</p>
      <div className="line">
        {held && <Button reason={roleReason('operator')} onClick={() => void undo(held.id).then(problem => toast(problem ? { text: problem.detail, tone: 'bad' } : { text: 'Undone. Nothing was sent.' }))}>Undo that acceptance</Button>}
        {dispute.acceptance && <Button onClick={() => openReceipt(dispute.id)}>Receipt</Button>}
      </div>
    </Sheet>
  )
}
