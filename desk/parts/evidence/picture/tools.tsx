// What can be done to a picture. Each says what it will do; nothing of it is stored by itself.

import { keyWords } from '../../../actions/keyboard.ts'
import { useActions } from '../../../actions/running.ts'
import { actions } from '../../../actions/table.ts'
import { Button } from '../../../ui/button.tsx'
import { sizeWords } from '../pack.ts'
import { turned, withBox, type Edits } from './edits.ts'

const middle = { x: 0.35, y: 0.45, width: 0.3, height: 0.1 }
const leastTarget = 1024

type ToolsProps = { edits: Edits; /** Of the new file; null while it is not known. */ size: number | null; reason: string | null; onChange(edits: Edits): void }

export function Tools({ edits, size, reason, onChange }: ToolsProps) {
  const target = size === null ? null : Math.max(leastTarget, Math.floor(size / 2))
  const shrink = { run: () => onChange({ ...edits, target }), reason: reason ?? (target === null ? 'There is no new file yet.' : null) }
  const grey = { run: () => onChange({ ...edits, isGrey: !edits.isGrey }), reason }
  const rotate = { run: () => onChange(turned(edits)), reason }
  const redact = { run: () => onChange(withBox(edits, middle)), reason }
  useActions({ 'picture.shrink': shrink, 'picture.grey': grey, 'picture.rotate': rotate, 'picture.redact': redact })
  return (
    <div className="line" role="group" aria-label="Tools">
      <Button reason={shrink.reason} reasonHidden onClick={shrink.run}>Shrink{target !== null && ` to ${sizeWords(target)}`} <Key of="picture.shrink" /></Button>
      {edits.target !== null && <Button reason={reason} reasonHidden onClick={() => onChange({ ...edits, target: null })}>Whole size</Button>}
      <Button reason={reason} reasonHidden aria-pressed={edits.isGrey} onClick={grey.run}>Grey <Key of="picture.grey" /></Button>
      <Button reason={reason} reasonHidden onClick={rotate.run}>Rotate <Key of="picture.rotate" /></Button>
      <Button reason={reason} reasonHidden data-redact onClick={redact.run}>Redact <Key of="picture.redact" /></Button>
    </div>
  )
}

const Key = ({ of }: { of: 'picture.shrink' | 'picture.grey' | 'picture.rotate' | 'picture.redact' }) => <kbd>{keyWords(actions[of].keys[0])}</kbd>
