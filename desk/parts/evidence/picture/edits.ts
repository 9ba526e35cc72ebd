// What is to become of a picture: turned, grey, smaller, and where it is made black. Boxes are parts of its sides, as it stands turned, so that
// they stay where they are whatever its size becomes. Pure.

export type Box = { id: number; x: number; y: number; width: number; height: number }
export type Edits = { turns: number; isGrey: boolean; boxes: readonly Box[]; /** In bytes; null where only the provider's limit counts. */ target: number | null }
export type Place = Omit<Box, 'id'>

export const untouched: Edits = { turns: 0, isGrey: false, boxes: [], target: null }
export const isUntouched = ({ turns, isGrey, boxes, target }: Edits): boolean => turns === 0 && !isGrey && boxes.length === 0 && target === null

const smallest = 0.01

/** A quarter to the right. */
export function turned(edits: Edits): Edits {
  const boxes = edits.boxes.map(({ id, x, y, width, height }) => ({ id, x: 1 - y - height, y: x, width: height, height: width }))
  return { ...edits, turns: (edits.turns + 1) % 4, boxes }
}

export function withBox(edits: Edits, place: Place): Edits {
  const id = Math.max(0, ...edits.boxes.map(box => box.id)) + 1
  return { ...edits, boxes: [...edits.boxes, { id, ...within(place) }] }
}

export const changedBox = (edits: Edits, id: number, place: Place): Edits => ({ ...edits, boxes: edits.boxes.map(box => (box.id === id ? { id, ...within(place) } : box)) })
export const withoutBox = (edits: Edits, id: number): Edits => ({ ...edits, boxes: edits.boxes.filter(box => box.id !== id) })

type Point = { x: number; y: number }

export function between(a: Point, b: Point): Place {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }
}

export const movedBy = (place: Place, by: Point): Place => within({ ...place, x: Math.max(0, place.x + by.x), y: Math.max(0, place.y + by.y) })
/** The first corner stays. */
export const grownBy = (place: Place, by: Point): Place => within({ ...place, width: Math.min(1 - place.x, place.width + by.x), height: Math.min(1 - place.y, place.height + by.y) })

/** Every pixel that it touches, whole. */
export function pixelsOf({ x, y, width, height }: Place, sides: { width: number; height: number }): Place {
  const [left, top] = [Math.floor(x * sides.width), Math.floor(y * sides.height)]
  return { x: left, y: top, width: Math.ceil((x + width) * sides.width) - left, height: Math.ceil((y + height) * sides.height) - top }
}

/** Not smaller than can be seen, and nowhere outside. */
function within({ x, y, width, height }: Place): Place {
  const [wide, high] = [bounded(width, smallest, 1), bounded(height, smallest, 1)]
  return { x: bounded(x, 0, 1 - wide), y: bounded(y, 0, 1 - high), width: wide, height: high }
}

const bounded = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
