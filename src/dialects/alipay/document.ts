// A document as it travels: Base64 on the wire, PDF or Word by its own first bytes. Nothing is decoded further and no name is given.

/** Null for what is no Base64, or nothing at all; the check is by writing it again, which no long text can slow down. */
export function bytesOf(base64: string): Uint8Array | null {
  const bytes = Buffer.from(base64, 'base64')
  return bytes.byteLength > 0 && bytes.toString('base64') === base64 ? bytes : null
}

export type DocumentType = 'application/pdf' | 'application/msword' | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' | 'application/octet-stream'

/** The call names no kind, and its page limits none; what is not known is kept as it is. */
export function typeOf(bytes: Uint8Array): DocumentType {
  return marks.find(({ mark }) => mark.every((byte, place) => bytes[place] === byte))?.type ?? 'application/octet-stream'
}

/** Other words (ZIP, JPG) are documented, and no client knows them. */
export const formatOf = (type: string): 'PDF' | 'WORD' => (type === 'application/pdf' ? 'PDF' : 'WORD')

const marks: { type: DocumentType; mark: readonly number[] }[] = [
  { type: 'application/pdf', mark: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'application/msword', mark: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', mark: [0x50, 0x4b, 0x03, 0x04] },
]
