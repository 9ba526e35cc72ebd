// Makes the new file: the picture is decoded, painted on white, turned, made grey and black in its own size, and only then made smaller and
// encoded. Of the old file nothing but what can be seen comes along, and of what is black not even a shade in a neighbour.

import { pixelsOf, type Edits } from './edits.ts'
import { fitted, type Form } from './fit.ts'

export type Source = { bitmap: ImageBitmap; type: string }
export type Made = { blob: Blob; type: Form['type']; width: number; height: number }
export type Limits = { types: readonly string[]; /** What there is room for. */ most: number }

/** More than that is not decoded twice on a small machine. */
const mostPixels = 50_000_000

/** Null where it is no picture after all, or one that is too large to be painted. */
export async function decoded(bytes: ArrayBuffer, type: string): Promise<Source | null> {
  try {
    const bitmap = await createImageBitmap(new Blob([bytes], { type }))
    if (bitmap.width * bitmap.height <= mostPixels) return { bitmap, type }
    bitmap.close()
    return null
  } catch {
    return null
  }
}

/** Null where it cannot be made to fit. `isOver` ends it early: somebody wants something else by now. */
export async function made(source: Source, edits: Edits, { types, most }: Limits, isOver: () => boolean): Promise<Made | null> {
  const whole = painted(source.bitmap, edits)
  const wanted = { type: source.type, types, most: Math.min(most, edits.target ?? most), longestSide: Math.max(whole.width, whole.height) }
  const found = await fitted(wanted, form => (isOver() ? Promise.resolve(null) : encoded(whole, form)))
  if (found === null) return null
  const { blob, form: { type, scale } } = found
  return { blob, type, ...sidesOf(whole, scale) }
}

function painted(bitmap: ImageBitmap, { turns, isGrey, boxes }: Edits): HTMLCanvasElement {
  const isAcross = turns % 2 === 1
  const { canvas, brush } = canvasOf(isAcross ? bitmap.height : bitmap.width, isAcross ? bitmap.width : bitmap.height)
  brush.translate(canvas.width / 2, canvas.height / 2)
  brush.rotate(turns * Math.PI / 2)
  brush.drawImage(bitmap, -bitmap.width / 2, -bitmap.height / 2)
  brush.resetTransform()
  if (isGrey) {
    brush.globalCompositeOperation = 'saturation'
    brush.fillStyle = '#000'
    brush.fillRect(0, 0, canvas.width, canvas.height)
    brush.globalCompositeOperation = 'source-over'
  }
  brush.fillStyle = '#000'
  for (const { x, y, width, height } of boxes.map(box => pixelsOf(box, canvas))) brush.fillRect(x, y, width, height)
  return canvas
}

function encoded(whole: HTMLCanvasElement, { scale, type, quality }: Form): Promise<Blob | null> {
  const { width, height } = sidesOf(whole, scale)
  if (scale === 1) return blobOf(whole, type, quality)
  const { canvas, brush } = canvasOf(width, height)
  brush.imageSmoothingQuality = 'high'
  brush.drawImage(whole, 0, 0, width, height)
  return blobOf(canvas, type, quality)
}

/** White: what is nearly transparent would be seen by others, and hides nothing here. */
function canvasOf(width: number, height: number): { canvas: HTMLCanvasElement; brush: CanvasRenderingContext2D } {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const brush = canvas.getContext('2d')!
  brush.fillStyle = '#fff'
  brush.fillRect(0, 0, width, height)
  return { canvas, brush }
}

const sidesOf = ({ width, height }: { width: number; height: number }, scale: number) => ({ width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) })
const blobOf = (canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> => new Promise(resolve => canvas.toBlob(resolve, type, quality))
