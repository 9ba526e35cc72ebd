// A picture that is evidence, changed here: nothing leaves this browser but the new file, and that only when it is stored.

import { roleReason, useActions } from '../../../actions/running.ts'
import type { AnswerOf, Dispute } from '../../../api/contract.ts'
import { Sheet } from '../../../ui/sheet.tsx'
import { Problem, Skeleton } from '../../../ui/states.tsx'
import { refusalOf } from '../../rows.ts'
import type { Edits } from './edits.ts'
import { Foot } from './foot.tsx'
import { nameFor } from './fit.ts'
import { replacing, type Stage } from './replace.ts'
import { reasonAgainst, roomFor } from './room.ts'
import { Sides } from './sides.tsx'
import type { Subject } from './subject.ts'
import { Tools } from './tools.tsx'
import { useMade } from './use-made.ts'
import { useSource } from './use-source.ts'
import { useStoring } from './use-storing.ts'
import './picture.css'

type Limits = AnswerOf<'GET /v1/disputes/{id}/context'>['evidence']
export type PictureSheetProps = { subject: Subject; dispute: Dispute; limits: Limits; edits: Edits; stage: Stage; onEdits(edits: Edits): void; onStage(stage: Stage): void; onStored(): void; onClose(): void }

export function PictureSheet({ subject, dispute, limits, edits, stage, onEdits, onStage, onStored, onClose }: PictureSheetProps) {
  const found = useSource(subject)
  const source = found.at === 'there' ? found.source : null
  const room = roomFor(dispute, limits, subject)
  const result = useMade(source, edits, limits.types, room.most)
  const { store, again } = useStoring(subject.name, stage, onStage, onStored)
  const fresh = result?.of === edits ? result : null
  const isBusy = stage.at !== 'ready' && stage.at !== 'refused'
  const gone = subject.old !== null && !dispute.evidence.some(({ id }) => id === subject.old) ? 'Somebody has removed the original.' : null
  const off = roleReason('operator') ?? refusalOf(dispute.can?.add_evidence) ?? room.full ?? gone ?? reasonAgainst(fresh, room, subject, limits)
  const confirm = () => {
    const file = fresh?.file
    if (off !== null || isBusy || !file) return
    store(replacing({ dispute: dispute.id, old: subject.old, category: subject.category, file: new File([file.blob], nameFor(subject.name, file.type), { type: file.type }) }))
  }
  useActions({ 'sheet.confirm': { run: confirm, reason: off } })
  const foot = <Foot stage={stage} isNew={subject.old === null} off={off} onStore={confirm} onAgain={again} />
  const tools = isBusy ? 'The new file is on its way.' : null
  return (
    <Sheet title={<>Change <bdi>{subject.name}</bdi></>} onClose={onClose} closeWord="Leave" foot={found.at === 'there' && foot}>
      <div className="picture">
        {found.at === 'reading' && <Skeleton rows={4} label="Reading the picture" />}
        {found.at === 'unreadable' && <p role="status">This file cannot be read as a picture, or is too large to be painted. Nothing can be changed about it here.</p>}
        {found.at === 'failed' && <Problem error={found.error} />}
        {found.at === 'there' && (
          <>
            <Tools edits={edits} size={fresh?.file?.blob.size ?? null} reason={tools} onChange={onEdits} />
            <Sides subject={subject} before={found} result={result} edits={edits} reason={tools} onEdits={onEdits} />
          </>
        )}
      </div>
    </Sheet>
  )
}
