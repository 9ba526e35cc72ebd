// A box under the pointer: a new one, one that is moved, or one whose corner is pulled. Nothing is changed before the pointer is let go.

import { useState, type PointerEvent, type RefObject } from 'react'
import { between, changedBox, grownBy, movedBy, withBox, type Edits, type Place } from './edits.ts'

type Point = { x: number; y: number }
export type Drag = { /** Null for a new one. */ id: number | null; isCorner: boolean; from: Point; was: Place; place: Place }

/** Less is a click and no box. */
const least = 0.01

export function useDrag(stage: RefObject<HTMLElement | null>, edits: Edits, isOff: boolean, onChange: (edits: Edits) => void) {
  const [drag, setDrag] = useState<Drag | null>(null)
  const pointOf = ({ clientX, clientY }: PointerEvent): Point => {
    const { left, top, width, height } = stage.current!.getBoundingClientRect()
    return { x: part(clientX - left, width), y: part(clientY - top, height) }
  }
  const onPointerDown = (event: PointerEvent) => {
    if (isOff || event.button !== 0) return
    event.preventDefault()
    const element = (event.target as Element).closest<HTMLElement>('[data-box]')
    const box = edits.boxes.find(({ id }) => element?.dataset['box'] === String(id))
    const from = pointOf(event)
    element?.focus()
    stage.current!.setPointerCapture(event.pointerId)
    const place = box ?? { ...from, width: 0, height: 0 }
    setDrag({ id: box?.id ?? null, isCorner: (event.target as Element).matches('[data-corner]'), from, was: place, place })
  }
  const onPointerMove = (event: PointerEvent) => { if (drag) setDrag({ ...drag, place: placeOf(drag, pointOf(event)) }) }
  const onPointerUp = (event: PointerEvent) => {
    if (!drag) return
    setDrag(null)
    const place = placeOf(drag, pointOf(event))
    if (drag.id !== null) onChange(changedBox(edits, drag.id, place))
    else if (place.width >= least && place.height >= least) onChange(withBox(edits, place))
  }
  return { drag, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: () => setDrag(null) } }
}

function placeOf({ id, isCorner, from, was }: Drag, to: Point): Place {
  const by = { x: to.x - from.x, y: to.y - from.y }
  if (id === null) return between(from, to)
  return isCorner ? grownBy(was, by) : movedBy(was, by)
}

const part = (of: number, whole: number): number => Math.min(1, Math.max(0, of / Math.max(1, whole)))
