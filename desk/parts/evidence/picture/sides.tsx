// Before and after beside each other, each with its measures, and the boxes as a list for those who do not see them.

import { Button } from '../../../ui/button.tsx'
import { sizeWords } from '../pack.ts'
import { withoutBox, type Edits } from './edits.ts'
import { Stage, boxWords } from './stage.tsx'
import type { Subject } from './subject.ts'
import type { Result } from './use-made.ts'
import type { Decoded } from './use-source.ts'

type SidesProps = { subject: Subject; before: Extract<Decoded, { at: 'there' }>; result: Result | null; edits: Edits; /** Why nothing can be changed now. */ reason: string | null; onEdits(edits: Edits): void }

export function Sides({ subject: { name, type, size }, before, result, edits, reason, onEdits }: SidesProps) {
  return (
    <>
      <p className="soft small">Drag over the new picture to make a part of it black. The arrow keys move a box, with <kbd>Shift</kbd> they size it, <kbd>Delete</kbd> removes it.</p>
      <div className="picture-sides">
        <figure aria-label="Before">
          <figcaption>Before: {about({ ...sidesOf(before.source.bitmap), type, size })}</figcaption>
          {before.url && <img src={before.url} alt={`${name}, as it is`} />}
        </figure>
        <figure aria-label="After">
          <figcaption role="status">After: {result?.of === edits ? afterWords(result) : 'being made…'}</figcaption>
          {result?.url && <Stage url={result.url} name={name} edits={edits} isOff={reason !== null} onChange={onEdits} />}
        </figure>
      </div>
      {edits.boxes.length > 0 && (
        <ul className="box-list small" aria-label="Black boxes" aria-live="polite">
          {edits.boxes.map((box, index) => (
            <li key={box.id} className="spread">
              {boxWords(box, index)}
              <Button size="small" reason={reason} reasonHidden aria-label={`Remove box ${index + 1}`} onClick={() => onEdits(withoutBox(edits, box.id))}>Remove</Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

type Sized = { width: number; height: number }
const sidesOf = ({ width, height }: Sized): Sized => ({ width, height })
const about = ({ width, height, type, size }: Sized & { type: string; size: number }): string => `${width} × ${height}, ${type === 'image/png' ? 'PNG' : 'JPEG'}, ${sizeWords(size)}`
const afterWords = ({ file }: Result): string => (file ? about({ ...sidesOf(file), type: file.type, size: file.blob.size }) : 'it does not fit')
