/** Pictures for the desk's tests, and what is in those that it makes. Chance is drawn from a seed. */
import { crc32, deflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'

type Colour = readonly [number, number, number]
export type Chunk = { type: string; data: Buffer }
export type Pixels = { width: number; height: number; at(x: number, y: number): Colour }

const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** `more` stands between its head and its pixels: what cameras and programs tell of themselves. */
export function pngOf(width: number, height: number, colour: (x: number, y: number) => Colour, more: readonly Chunk[] = []): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows.set(colour(x, y), y * (1 + width * 3) + 1 + x * 3)
  return Buffer.concat([mark, ...[{ type: 'IHDR', data: head }, ...more, { type: 'IDAT', data: deflateSync(rows) }, { type: 'IEND', data: Buffer.alloc(0) }].map(chunkOf)])
}

function chunkOf({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** Nothing makes it small. */
export function noise(seed: number): () => Colour {
  let state = seed
  const next = () => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state >>> 24 }
  return () => [next(), next(), next()]
}

export function chunksOf(png: Uint8Array): string[] {
  const bytes = Buffer.from(png)
  const types: string[] = []
  for (let at = mark.length; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) types.push(bytes.toString('latin1', at + 4, at + 8))
  return types
}

/** The segments before the pixels, as "ffe0 JFIF". */
export function segmentsOf(jpeg: Uint8Array): string[] {
  const bytes = Buffer.from(jpeg)
  const found: string[] = []
  for (let at = 2; bytes[at] === 0xff && bytes[at + 1] !== 0xda; at += 2 + bytes.readUInt16BE(at + 2)) found.push(`ff${bytes[at + 1]!.toString(16)} ${/^[\w]*/.exec(bytes.toString('latin1', at + 4, at + 12))![0]}`)
  return found
}

/** Behind the start of a JPEG: a comment, and what a camera tells, which is that it was held sideways. */
export function withCamera(jpeg: Uint8Array, told: string): Buffer {
  const segment = (code: number, data: Buffer) => Buffer.concat([Buffer.from([0xff, code, (data.length + 2) >> 8, (data.length + 2) & 0xff]), data])
  const exif = Buffer.concat([Buffer.from('Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0', 'latin1'), Buffer.from(told)])
  const bytes = Buffer.from(jpeg)
  return Buffer.concat([bytes.subarray(0, 2), segment(0xe1, exif), segment(0xfe, Buffer.from(told)), bytes.subarray(2)])
}

/** As a browser encodes these pixels. */
export async function jpegOf(page: Page, png: Uint8Array): Promise<Buffer> {
  const text = await page.evaluate(async base64 => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))]))
    const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height })
    canvas.getContext('2d')!.drawImage(bitmap, 0, 0)
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.95))
    return btoa(String.fromCharCode(...new Uint8Array(await blob!.arrayBuffer())))
  }, Buffer.from(png).toString('base64'))
  return Buffer.from(text, 'base64')
}

/** As whoever gets the file sees it. */
export async function pixelsOf(page: Page, file: Uint8Array): Promise<Pixels> {
  const { width, height, base64 } = await page.evaluate(async given => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(given), letter => letter.charCodeAt(0))]))
    const { width, height } = bitmap
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    const brush = canvas.getContext('2d')!
    brush.drawImage(bitmap, 0, 0)
    let text = ''
    for (const byte of brush.getImageData(0, 0, width, height).data) text += String.fromCharCode(byte)
    return { width, height, base64: btoa(text) }
  }, Buffer.from(file).toString('base64'))
  const bytes = Buffer.from(base64, 'base64')
  return { width, height, at: (x, y) => [...bytes.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)] as unknown as Colour }
}
