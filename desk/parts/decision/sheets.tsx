// Shows the sheet that was asked for. The frame loads it with the first that is.

import { Sheet } from '../../ui/sheet.tsx'
import { closeSheet, type Asked } from './open.ts'

export function DecisionSheets({ asked }: { asked: Asked }) {
  const title = asked.kind === 'contest' ? 'Contest' : asked.ids.length > 1 ? `Accept ${asked.ids.length} disputes` : 'Accept dispute'
  return <Sheet title={title} onClose={closeSheet} closeWord="Keep open"><p /></Sheet>
}
