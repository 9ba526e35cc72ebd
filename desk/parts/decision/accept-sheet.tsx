// The sheet in which a dispute is accepted. Nothing is sent before its button is used.

import { AcceptForm } from './accept-form.tsx'
import { DecisionSheet } from './decision-sheet.tsx'

export function AcceptSheet({ id, onClose }: { id: string; onClose(): void }) {
  return <DecisionSheet id={id} kind="accept" title="Accept a dispute" Form={AcceptForm} onClose={onClose} />
}
