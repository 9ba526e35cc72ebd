// What a file is by its own bytes, whatever its name and its sender say. Nothing is decoded, and nothing may stand before the mark:
// a file that is two things at once (a page with an image behind it) begins as the other one.

export type SniffedType = 'application/pdf' | 'image/jpeg' | 'image/png' | 'image/gif' | 'image/tiff'

/** Null for whatever is none of these, or only begins like one. */
export function sniff(bytes: Uint8Array): SniffedType | null {
  if (starts(bytes, pdf) && has(bytes, endOfPdf, tail)) return 'application/pdf'
  if (starts(bytes, png) && at(bytes, headOfPng, 12) && at(bytes, endOfPng, bytes.length - endOfPng.length)) return 'image/png'
  if (starts(bytes, jpeg) && has(bytes, endOfJpeg, tail)) return 'image/jpeg'
  if ((starts(bytes, gif87) || starts(bytes, gif89)) && bytes.length > headOfGif && bytes.at(-1) === endOfGif) return 'image/gif'
  return isTiff(bytes) ? 'image/tiff' : null
}

/** What a sender may call these; a browser without knowledge says octet-stream, which contradicts nothing. */
export function contradicts(declared: string, found: SniffedType): boolean {
  const name = declared.split(';')[0]!.trim().toLowerCase()
  return !['', 'application/octet-stream', found, ...(aliases[found] ?? [])].includes(name)
}

const aliases: Partial<Record<SniffedType, string[]>> = {
  'image/jpeg': ['image/jpg', 'image/pjpeg'],
  'application/pdf': ['application/x-pdf'],
}

const ascii = (text: string): number[] => [...text].map(character => character.charCodeAt(0))
const pdf = ascii('%PDF-')
const endOfPdf = ascii('%%EOF')
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const headOfPng = ascii('IHDR')
const endOfPng = [0, 0, 0, 0, ...ascii('IEND'), 0xae, 0x42, 0x60, 0x82]
const jpeg = [0xff, 0xd8, 0xff]
const endOfJpeg = [0xff, 0xd9]
const gif87 = ascii('GIF87a')
const gif89 = ascii('GIF89a')
/** Mark and screen; the trailer is the last byte. */
const headOfGif = 13
const endOfGif = 0x3b
const littleTiff = [0x49, 0x49, 0x2a, 0]
const bigTiff = [0x4d, 0x4d, 0, 0x2a]

/** Readers of PDF look for its end within the last 1024 bytes; cameras and scanners pad JPEG in the same way. */
const tail = 1024

/** The first directory has to lie inside the file, behind the header of eight bytes. */
function isTiff(bytes: Uint8Array): boolean {
  const little = starts(bytes, littleTiff)
  if (bytes.length < 14 || !(little || starts(bytes, bigTiff))) return false
  const directory = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(4, little)
  return directory >= 8 && directory <= bytes.length - 6
}

const starts = (bytes: Uint8Array, mark: readonly number[]): boolean => at(bytes, mark, 0)

function at(bytes: Uint8Array, mark: readonly number[], place: number): boolean {
  return place >= 0 && mark.every((byte, index) => bytes[place + index] === byte)
}

function has(bytes: Uint8Array, mark: readonly number[], within: number): boolean {
  for (let place = bytes.length - mark.length; place >= Math.max(0, bytes.length - within); place -= 1) {
    if (at(bytes, mark, place)) return true
  }
  return false
}
