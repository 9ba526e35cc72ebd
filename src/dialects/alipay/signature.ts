// Alipay's signature (docs.antom.com/ac/ams/digital_signature): RSA with SHA-256 over method, address, client id, time and the very bytes
// of the body. Used for requests, answers and notifications alike, by the server and by whoever calls it. It runs beside the event loop.

import { sign as rsaSign, verify as rsaVerify, type KeyObject } from 'node:crypto'
import { base64Bytes } from '../../wire/scheme.ts'
import { beside } from './beside.ts'

/** `uri` is path and query without scheme and host, the same for a request and its answer; `time` is opaque, exactly as its header has it. */
export type Signed = { uri: string; clientId: string; time: string; body: string | Uint8Array }
export type SignatureHeader = { keyVersion: string | null; signature: Uint8Array }

export function contentOf({ uri, clientId, time, body }: Signed): Buffer {
  const head = Buffer.from(`POST ${uri}\n${clientId}.${time}.`)
  return Buffer.concat([head, typeof body === 'string' ? Buffer.from(body) : body])
}

/** The value of the header. The Base64 is URL-encoded: a bare one breaks the Java, Python and Go clients. */
export function sign(content: Signed, key: KeyObject, keyVersion = '1'): Promise<string> {
  return beside(() => new Promise((signed, failed) => {
    rsaSign('RSA-SHA256', contentOf(content), key, (error, signature) => {
      if (error) failed(error)
      else signed(`algorithm=RSA256,keyVersion=${keyVersion},signature=${encodeURIComponent(signature.toString('base64'))}`)
    })
  }))
}

/** False for whatever is not this signature by this key; it never throws for what a stranger sends. */
export function verify(content: Signed, { signature }: SignatureHeader, key: KeyObject): Promise<boolean> {
  return beside(() => new Promise(verified => rsaVerify('RSA-SHA256', contentOf(content), key, signature, (error, fits) => verified(!error && fits))))
}

/** What a merchant does with a notification, or with an answer, before it reads it: `header` is the signature header as it came. */
export async function verifyHeader(content: Signed, header: string | undefined, key: KeyObject): Promise<boolean> {
  const parsed = parseSignature(header)
  return parsed !== null && verify(content, parsed, key)
}

/** `algorithm=RSA256, keyVersion=1, signature=…`: blanks after the commas are legal, another algorithm is not. */
export function parseSignature(header: string | undefined): SignatureHeader | null {
  const cut = header?.indexOf('signature=') ?? -1
  if (header === undefined || cut < 0 || header.length > longestHeader) return null
  const pairs = header.slice(0, cut).split(',').map(pair => pair.trim()).filter(pair => pair !== '').map(pair => pair.split('='))
  const values = new Map(pairs.map(([name = '', value = '']) => [name, value]))
  if (values.size !== pairs.length || values.get('algorithm') !== 'RSA256') return null
  const signature = decoded(header.slice(cut + 'signature='.length).trim())
  return signature && { keyVersion: values.get('keyVersion') ?? null, signature }
}

/** A bare `+` is a blank to one reader and a plus to another, so it is neither. */
function decoded(value: string): Uint8Array | null {
  if (value.includes('+')) return null
  try {
    const bytes = base64Bytes(decodeURIComponent(value))
    return bytes && bytes.byteLength > 0 ? bytes : null
  } catch {
    return null
  }
}

/** Room for a key of 16384 bits with every character escaped. */
const longestHeader = 8192
