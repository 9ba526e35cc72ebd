// Several decisions that were confirmed together, as one line at the foot of the page.

import { Button } from '../../ui/button.tsx'
import { putGroupAway, type Attempt } from './attempts.ts'
import { actsOf, heldOf, summaryOf, useOutcomes } from './outcomes.ts'
import { Countdown } from './countdown.tsx'
import { openOutcomes } from './open.ts'
import { undoAndTell, useUndo } from './tray.tsx'

export function TrayGroup({ group, attempts }: { group: string; attempts: readonly Attempt[] }) {
  const all = useOutcomes(attempts)
  const held = heldOf(all)
  useUndo(actsOf(held))
  const isOver = all.every(({ outcome }) => !outcome.isOpen)
  return (
    <div className="tray-item" role="status" data-tone={isOver ? 'good' : 'warn'}>
      <strong>{attempts.length} disputes</strong>
      <div className="tray-text">
        <span>{held[0] ? <Countdown dueAt={held[0].due_at} /> : summaryOf(all)}</span>
        <span className="line">
          {held.length > 0 && <Button size="small" onClick={() => void undoAndTell(actsOf(held))}>Undo {held.length} <kbd>z</kbd></Button>}
          <Button size="small" onClick={() => openOutcomes(group)}>Details</Button>
        </span>
      </div>
      {isOver && <Button size="small" kind="plain" aria-label="Put away" onClick={() => putGroupAway(group)}>×</Button>}
    </div>
  )
}
