// The new file with its boxes over it: drawn, moved and sized by pointer, or moved by the arrow keys and sized with Shift. What lies over it only
// shows where boxes are; the file beneath is black there itself.

import { useEffect, useRef, type KeyboardEvent } from 'react'
import { changedBox, grownBy, movedBy, withoutBox, type Edits, type Place } from './edits.ts'
import { useDrag } from './use-drag.ts'

const step = 0.01
const arrows: Partial<Record<string, [number, number]>> = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }

type StageProps = { url: string; name: string; edits: Edits; isOff: boolean; onChange(edits: Edits): void }

export function Stage({ url, name, edits, isOff, onChange }: StageProps) {
  const stage = useRef<HTMLDivElement>(null)
  const { drag, handlers } = useDrag(stage, edits, isOff, onChange)
  useFocusOnNew(stage, edits)
  const press = (id: number, place: Place) => (event: KeyboardEvent) => {
    const arrow = arrows[event.key]
    if (isOff || event.ctrlKey || event.metaKey || event.altKey || !(arrow || /^(?:Delete|Backspace)$/.test(event.key))) return
    event.preventDefault()
    if (!arrow) onChange(withoutBox(edits, id))
    else onChange(changedBox(edits, id, (event.shiftKey ? grownBy : movedBy)(place, { x: arrow[0], y: arrow[1] })))
  }
  return (
    <div ref={stage} className="picture-stage" dir="ltr" {...handlers}>
      <img src={url} alt={`${name}, as it would be stored`} draggable={false} />
      {edits.boxes.map((box, index) => (
        <span key={box.id} data-box={box.id} className="black-box" role="application" aria-roledescription="black box" aria-label={boxWords(box, index)} tabIndex={0} style={styleOf(drag?.id === box.id ? drag.place : box)} onKeyDown={press(box.id, box)}>
          <span className="black-box-corner" data-corner />
        </span>
      ))}
      {drag?.id === null && <span className="black-box" style={styleOf(drag.place)} />}
    </div>
  )
}

const percent = (part: number): string => `${Math.round(part * 100)} %`
export const boxWords = ({ x, y, width, height }: Place, index: number): string =>
  `Box ${index + 1}: ${percent(x)} from the left, ${percent(y)} from the top, ${percent(width)} wide, ${percent(height)} high`
const styleOf = ({ x, y, width, height }: Place) => ({ left: `${x * 100}%`, top: `${y * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` })

/** Whoever adds a box goes on with that one; whoever removes the one that they were at goes on with the picture's tools. */
function useFocusOnNew(stage: { readonly current: HTMLElement | null }, { boxes }: Edits): void {
  const before = useRef(boxes.length)
  useEffect(() => {
    if (boxes.length > before.current) stage.current?.querySelector<HTMLElement>(`[data-box="${boxes.at(-1)!.id}"]`)?.focus()
    if (boxes.length < before.current && document.activeElement === document.body) document.querySelector<HTMLElement>('[data-redact]')?.focus()
    before.current = boxes.length
  }, [boxes, stage])
}
