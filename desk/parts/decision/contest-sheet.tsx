// The sheet in which a defense is sent: what goes out, that it goes out once, and what is missing. Nothing is sent before its button is used.

import { DecisionSheet } from './decision-sheet.tsx'
import { ContestForm } from './contest-form.tsx'

export function ContestSheet({ id, onClose }: { id: string; onClose(): void }) {
  return <DecisionSheet id={id} kind="submit" title="Contest a dispute" Form={ContestForm} onClose={onClose} />
}
