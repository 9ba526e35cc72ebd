/** Callers of Alipay's API in process or over a socket: merchants with keys of their own, whose requests are signed as its clients sign them. */
import { createHash, createSign, createVerify, generateKeyPairSync, type KeyObject, createPublicKey, createPrivateKey } from 'node:crypto'
import { servicesOf } from '../../src/app/services.ts'
import type { Services } from '../../src/dialects/dialect.ts'
import { splitTarget, wireRequest, type WireHandle, type WireResponse } from '../../src/wire/http.ts'
import { startNative, textOf, type Json, type Merchant, type NativeKit } from './native.ts'
import type { KitOptions } from './server.ts'

export const live = '/ams/api/v1/payments'
export const box = '/ams/sandbox/api/v1/payments'
export const at = '2026-11-20T09:00:00+00:00'
export const pdf = 'JVBERi0xLjQ='
export const ids = { unknown: '2025010100000000000000000000' }

export type AlipayMerchant = Merchant & { clientId: string; key: string; privateKey: KeyObject; publicKey: KeyObject }
export type Asked = {
  headers?: Record<string, string> | readonly (readonly [string, string])[]
  time?: string
  clientId?: string
  key?: KeyObject
  /** What is signed, where it differs from what is sent. */
  signedPath?: string
  signedTime?: string
  signedBody?: string
  signature?: (value: string) => string
  target?: string
}
export type Told = { status: number; headers: Record<string, string>; text: string; body: Json; code: string; signed: boolean }
export type AlipayKit = NativeKit & {
  /** `ours` signs what it is answered. */
  alipay(clientId?: string, ours?: KeyObject): Promise<AlipayMerchant>
  dispute(of: Merchant, more?: object): Promise<{ id: string; theirs: string }>
  call(of: AlipayMerchant, path: string, body: string | object, asked?: Asked): Promise<Told>
  /** The same at a handle of one's own. */
  callOn(handle: WireHandle, of: AlipayMerchant, path: string, body: string | object, asked?: Asked): Promise<Told>
  /** What the app hands to the dialect, with some of it replaced. */
  services(changes: Partial<Services>): Services
  /** Our private key, the same for every merchant here. */
  ours: KeyObject
}

/** Pairs are made once per process and dealt out in turn: each takes longer than all the rest of a merchant. */
const pairs = [keyPair(), keyPair()]
const ours = keyPair()
let dealt = 0

export async function startAlipay(options: KitOptions = {}): Promise<AlipayKit> {
  const kit = await startNative(options)
  let named = 0
  return {
    ...kit,
    async alipay(clientId = `SANDBOX_C${++named}`, signs = ours) {
      const privateKey = pairs[dealt++ % pairs.length]!
      const alipay = { client_id: clientId, private_key: pkcs8(privateKey), parley_private_key: pkcs8(signs) }
      const { status, body } = await kit.admin('POST', '/v1/merchants', { name: clientId, credentials: { alipay } })
      if (status !== 201) throw new Error(`No merchant: ${JSON.stringify(body)}`)
      const key = textOf(body.credentials?.native?.key)
      return { id: textOf(body.id), key, call: kit.as(key), clientId, privateKey, publicKey: createPublicKey(signs) }
    },
    async dispute(of, more = {}) {
      const opened = await kit.open(of, { dialect: 'alipay', reason: { category: 'fraud', code: '2006', network: 'Shinhan' }, ...more })
      return { id: textOf(opened.id), theirs: textOf(opened.theirs?.id) }
    },
    call: (of, path, body, asked = {}) => called(kit.handle, of, path, body, asked),
    callOn: (handle, of, path, body, asked = {}) => called(handle, of, path, body, asked),
    services: changes => ({ ...servicesOf(kit.app, new AbortController().signal), ...changes }),
    ours,
  }
}

async function called(handle: WireHandle, of: AlipayMerchant, path: string, body: string | object, asked: Asked): Promise<Told> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const target = asked.target ?? path
  const answer = await handle(wireRequest({ method: 'POST', target, headers: headersFor(of, target, text, asked), body: text }))
  return toldOf(answer, of, target)
}

export function headersFor(of: AlipayMerchant, target: string, body: string, asked: Asked = {}): readonly (readonly [string, string])[] {
  const { time = '1685599933871', clientId = of.clientId, key = of.privateKey } = asked
  const { path, search } = splitTarget(target)
  const content = `POST ${asked.signedPath ?? path + search}\n${clientId}.${asked.signedTime ?? time}.${asked.signedBody ?? body}`
  const signature = `algorithm=RSA256,keyVersion=1,signature=${encodeURIComponent(createSign('RSA-SHA256').update(content).sign(key, 'base64'))}`
  const own = { 'Content-Type': 'application/json; charset=UTF-8', 'Request-Time': time, 'client-id': clientId, Signature: asked.signature?.(signature) ?? signature }
  const more = asked.headers ?? {}
  const given = Array.isArray(more) ? (more as readonly (readonly [string, string])[]) : Object.entries(more as Record<string, string>)
  const names = new Set(given.map(([name]) => name.toLowerCase()))
  return [...Object.entries(own).filter(([name]) => !names.has(name.toLowerCase())), ...given.filter(([, value]) => value !== absent)]
}

/** Leaves a header out. */
export const absent = '\u0000absent'

export function toldOf({ status, headers, body }: WireResponse, of: AlipayMerchant, target: string): Told {
  const text = typeof body === 'string' ? body : Buffer.from(body as Uint8Array).toString()
  const json = (text.startsWith('{') && text.endsWith('}') ? JSON.parse(text) : {}) as Json
  return { status, headers, text, body: json, code: `${textOf(json.result?.resultCode)} ${textOf(json.result?.resultStatus)}`, signed: isSigned(headers, text, of, target) }
}

/** As an official client looks at it: the three names in lower case, and a signature over the asked address and the bytes that came. */
export function isSigned(headers: Record<string, string>, body: string, of: AlipayMerchant, target: string): boolean {
  const { signature, 'client-id': clientId, 'response-time': time } = headers
  if (signature === undefined || clientId === undefined || time === undefined) return false
  const { path, search } = splitTarget(target)
  const value = /^algorithm=RSA256,keyVersion=\d+,signature=([A-Za-z0-9%]+)$/.exec(signature)?.[1]
  if (!value || clientId !== of.clientId || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/.test(time)) throw new Error(`Not a signature header: ${signature} ${clientId} ${time}`)
  const content = `POST ${path}${search}\n${clientId}.${time}.${body}`
  if (!createVerify('RSA-SHA256').update(content).verify(of.publicKey, decodeURIComponent(value), 'base64')) throw new Error(`The signature does not fit: ${content}`)
  return true
}

/** The same client with what a new credential showed. */
export function withKeys(of: AlipayMerchant, shown: Json): AlipayMerchant {
  const publicKey = createPublicKey({ key: Buffer.from(textOf(shown.parley_public_key), 'base64'), format: 'der', type: 'spki' })
  return { ...of, clientId: textOf(shown.client_id), privateKey: fromPkcs8(textOf(shown.private_key)), publicKey }
}

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')
export const pkcs8 = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'der' }).toString('base64')
export const fromPkcs8 = (text: string): KeyObject => createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })

export function keyPair(modulusLength = 2048): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength }).privateKey
}
