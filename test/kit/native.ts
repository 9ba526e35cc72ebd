/** Callers of the native API in process: the administrator, and merchants with keys of their own. */
import { generateKeyPairSync } from 'node:crypto'
import { startParley, type Kit, type KitOptions } from './server.ts'
import { wireRequest, type WireResponse } from '../../src/wire/http.ts'

/** What an answer holds, without a promise: a test asserts what it reads. */
export type Json = { [name: string]: Json }
export const items = (json: Json | undefined): Json[] => json as unknown as Json[]
export const textOf = (json: Json | undefined): string => json as unknown as string
export type Heard = { status: number; headers: Record<string, string>; text: string; bytes: Uint8Array; body: Json }
export type Caller = (method: string, target: string, body?: unknown, headers?: Record<string, string>) => Promise<Heard>
export type Merchant = { id: string; key: string; call: Caller }
export type NativeKit = Kit & { admin: Caller; as(key: string | null): Caller; merchant(name?: string): Promise<Merchant>; open(of: Merchant, more?: object): Promise<Json> }

export async function startNative(options: KitOptions = {}): Promise<NativeKit> {
  const kit = await startParley(options)
  const as = (key: string | null) => callerOf(kit, key)
  const admin = as(kit.adminKey)
  return {
    ...kit, as, admin,
    async merchant(name = 'Mill Ceramics') {
      const { status, body } = await admin('POST', '/v1/merchants', { name, credentials: { alipay: { private_key: signingKey() } } })
      if (status !== 201) throw new Error(`No merchant: ${JSON.stringify(body)}`)
      const key = textOf(body.credentials?.native?.key)
      return { id: textOf(body.id), key, call: as(key) }
    },
    async open(of, more = {}) {
      const { status, body } = await of.call('POST', '/v1/sandbox/disputes', { amount: { value: 12000, currency: 'THB' }, respond_in: 'P7D', ...more })
      if (status !== 201) throw new Error(`No dispute: ${JSON.stringify(body)}`)
      return body
    },
  }
}

let known: string | null = null

/** Made once per process: it takes longer than all the rest of a merchant. */
function signingKey(): string {
  known ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
  return known
}

/** A body is sent as JSON unless it is bytes. */
export function callerOf({ handle }: Pick<Kit, 'handle'>, key: string | null): Caller {
  return async (method, target, body, headers = {}) => {
    const bytes = body === undefined ? undefined : body instanceof Uint8Array || typeof body === 'string' ? body : JSON.stringify(body)
    const own = { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...(bytes === undefined ? {} : { 'content-type': 'application/json' }) }
    return heard(await handle(wireRequest({ method, target, headers: { ...own, ...headers }, ...(bytes === undefined ? {} : { body: bytes }) })))
  }
}

async function heard({ status, headers, body }: WireResponse): Promise<Heard> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body instanceof Uint8Array ? body : await gathered(body)
  const text = Buffer.from(bytes).toString('utf8')
  return { status, headers, text, bytes, body: (/json/.test(headers['content-type'] ?? '') ? JSON.parse(text) : {}) as Json }
}

async function gathered(parts: AsyncIterable<string>): Promise<Uint8Array> {
  let text = ''
  for await (const part of parts) text += part
  return Buffer.from(text)
}

export type Upload = { bytes: Uint8Array | string; name?: string; type?: string; category?: string }

/** A file as a browser or curl sends it. */
export function upload({ bytes, name = 'receipt.pdf', type = 'application/pdf', category }: Upload): { body: Uint8Array; headers: Record<string, string> } {
  return multipartOf(category === undefined ? [] : [['category', category]], { bytes, name, type })
}

export function multipartOf(fields: readonly (readonly [string, string])[], { bytes, name, type }: Required<Omit<Upload, 'category'>>): { body: Uint8Array; headers: Record<string, string> } {
  const boundary = 'parley-boundary-7d93'
  const own = fields.map(([field, text]) => `--${boundary}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${text}\r\n`).join('')
  const head = `${own}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { body, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}

export const samplePdf = '%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n'
