// Reads multipart/form-data (RFC 7578) from bytes in memory. File contents are views of the body, never copied, never judged.
import { isUnsafeKey, textOf } from './body.ts'
import type { FilePart } from './payload.ts'

const MAX_PARTS = 20
const MAX_PART_HEADER = 4096

export type Multipart = { fields: Record<string, string>; files: Record<string, FilePart> }
export type MultipartResult = { ok: true; value: Multipart } | { ok: false; why: string }
type Part = { name: string; filename: string | undefined; contentType: string; bytes: Uint8Array }

export function parseMultipart(body: Uint8Array, contentType: string): MultipartResult {
  const boundary = boundaryOf(contentType)
  if (boundary === null) return refuse('The content type names no usable boundary.')
  const parts = splitParts(body, boundary)
  return Array.isArray(parts) ? gathered(parts) : parts
}

/** RFC 2046: 1 to 70 characters, not ending in a blank. */
export function boundaryOf(contentType: string): string | null {
  const found = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)/i.exec(contentType.slice(0, 300))
  const boundary = found?.[1] ?? found?.[2]
  return boundary && /^[0-9A-Za-z'()+_,\-./:=? ]*[^ ]$/.test(boundary) ? boundary : null
}

function gathered(parts: readonly Part[]): MultipartResult {
  const fields = Object.create(null) as Record<string, string>
  const files = Object.create(null) as Record<string, FilePart>
  for (const { name, filename, contentType, bytes } of parts) {
    if (name in fields || name in files) return refuse('Two parts have the same name. Send each name once.')
    if (isUnsafeKey(name)) return refuse('A part has a name that is not allowed. Use another name.')
    if (filename !== undefined) {
      files[name] = { name, filename, contentType, bytes }
      continue
    }
    const text = textOf(bytes)
    if (text === null) return refuse('A text part is not valid UTF-8.')
    fields[name] = text
  }
  return { ok: true, value: { fields, files } }
}

function splitParts(body: Uint8Array, boundary: string): Part[] | { ok: false; why: string } {
  const source = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1')
  const opening = delimiter.subarray(2)
  if (!source.subarray(0, opening.length).equals(opening)) return refuse('The body does not begin with its boundary.')
  const parts: Part[] = []
  let at = opening.length
  for (;;) {
    if (isAt(source, at, '--')) return parts
    if (!isAt(source, at, '\r\n')) return refuse('A boundary is not followed by a line end.')
    if (parts.length === MAX_PARTS) return refuse(`The body has more than ${MAX_PARTS} parts. Send fewer.`)
    // The line end after the boundary may also begin the next delimiter, so an empty part without headers is seen as one.
    const end = source.indexOf(delimiter, at + 2)
    if (end < 0) return refuse('The last boundary is missing: the body was cut short.')
    const part = partOf(source.subarray(at + 2, end))
    if ('why' in part) return part
    parts.push(part)
    at = end + delimiter.length
  }
}

function partOf(source: Buffer): Part | { ok: false; why: string } {
  const end = source.subarray(0, MAX_PART_HEADER + 4).indexOf('\r\n\r\n')
  if (end < 0) return refuse(`A part has no headers, or more than ${MAX_PART_HEADER} bytes of them.`)
  const head = textOf(source.subarray(0, end))
  if (head === null) return refuse('The headers of a part are not valid UTF-8.')
  const headers = new Map<string, string>()
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0)).toLowerCase()
    if (colon < 1 || headers.has(name)) return refuse('The headers of a part are not well formed.')
    headers.set(name, line.slice(colon + 1).trim())
  }
  return described(headers, source.subarray(end + 4))
}

function described(headers: ReadonlyMap<string, string>, bytes: Uint8Array): Part | { ok: false; why: string } {
  const disposition = headers.get('content-disposition') ?? ''
  if (!/^form-data(;|$)/i.test(disposition)) return refuse('A part is not form-data.')
  const encoding = headers.get('content-transfer-encoding') ?? 'binary'
  if (!/^(binary|8bit|7bit)$/i.test(encoding)) return refuse('A part has a transfer encoding. Send its bytes as they are.')
  const parameters = parametersOf(disposition)
  const name = parameters?.get('name')
  if (!parameters || name === undefined || name === '' || name.length > 200) return refuse('A part has no usable name.')
  return { name, filename: parameters.get('filename'), contentType: headers.get('content-type') ?? 'application/octet-stream', bytes }
}

/** Browsers write %22, %0D and %0A for a quote and line ends in names; other clients write \". */
function parametersOf(disposition: string): Map<string, string> | null {
  const found = new Map<string, string>()
  const pattern = /;\s*([A-Za-z*]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))\s*/y
  pattern.lastIndex = 'form-data'.length
  while (pattern.lastIndex < disposition.length) {
    const match = pattern.exec(disposition)
    const name = match?.[1]!.toLowerCase()
    if (!match || name === undefined || found.has(name)) return null
    found.set(name, unescaped(match[2] ?? match[3]!))
  }
  return found
}

function unescaped(text: string): string {
  return text.replaceAll('\\"', '"').replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n')
}

function isAt(source: Buffer, at: number, text: string): boolean {
  return source[at] === text.charCodeAt(0) && source[at + 1] === text.charCodeAt(1)
}

function refuse(why: string): { ok: false; why: string } {
  return { ok: false, why }
}
