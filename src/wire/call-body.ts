// Bodies as they go out: JSON, forms, multipart, or bytes that somebody else made. The reading half is in body.ts, form.ts and multipart.ts.

export type FormValue = string | number | boolean | null | undefined | readonly FormValue[] | { readonly [key: string]: FormValue }
export type FileOut = { filename: string; contentType: string; bytes: Uint8Array }
export type CallBody =
  | { json: unknown }
  /** Nested names in brackets: `metadata[order]=1`, `ids[]=2`. */
  | { form: { readonly [key: string]: FormValue } }
  | { multipart: { fields?: Readonly<Record<string, string>>; files: Readonly<Record<string, FileOut>>; boundary?: string } }
  | { bytes: Uint8Array | string; contentType: string }

export type MadeBody = { bytes: Uint8Array; contentType: string | null }

const utf8 = new TextEncoder()

export function bodyOf(body: CallBody | undefined): MadeBody {
  if (body === undefined) return { bytes: new Uint8Array(), contentType: null }
  if ('json' in body) return { bytes: utf8.encode(JSON.stringify(body.json)), contentType: 'application/json' }
  if ('form' in body) return { bytes: utf8.encode(formText(body.form)), contentType: 'application/x-www-form-urlencoded' }
  if ('multipart' in body) return multipartBody(body.multipart)
  return { bytes: typeof body.bytes === 'string' ? utf8.encode(body.bytes) : body.bytes, contentType: body.contentType }
}

export function formText(form: { readonly [key: string]: FormValue }): string {
  const pairs = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) put(pairs, name, value)
  return pairs.toString()
}

function put(pairs: URLSearchParams, name: string, value: FormValue): void {
  if (value === null || value === undefined) return
  if (Array.isArray(value)) (value as readonly FormValue[]).forEach(one => put(pairs, `${name}[]`, one))
  else if (typeof value === 'object') for (const [key, one] of Object.entries(value)) put(pairs, `${name}[${key}]`, one)
  else pairs.append(name, String(value))
}

/** Long and fixed, so that the same body is the same bytes in every attempt; a file that holds it is sent under another. */
const usualBoundary = 'parley-0d1f6c1d2b9a4e7f8c3e5a7b9d1f3c5e'

function multipartBody({ fields = {}, files, boundary = freeBoundary(Object.values(files)) }: { fields?: Readonly<Record<string, string>>; files: Readonly<Record<string, FileOut>>; boundary?: string }): MadeBody {
  const parts = [
    ...Object.entries(fields).flatMap(([name, value]) => [utf8.encode(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`)]),
    ...Object.entries(files).flatMap(([name, { filename, contentType, bytes }]) => [
      utf8.encode(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"; filename="${quoted(filename)}"\r\nContent-Type: ${contentType}\r\n\r\n`),
      bytes,
      utf8.encode('\r\n'),
    ]),
    utf8.encode(`--${boundary}--\r\n`),
  ]
  return { bytes: joined(parts), contentType: `multipart/form-data; boundary=${boundary}` }
}

/** As browsers write them. */
const quoted = (text: string): string => text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

function freeBoundary(files: readonly FileOut[]): string {
  const texts = files.map(({ bytes }) => new TextDecoder('latin1').decode(bytes))
  for (let round = 0; ; round++) {
    const boundary = round ? `${usualBoundary}-${round}` : usualBoundary
    if (!texts.some(text => text.includes(boundary))) return boundary
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
