/** Callers of Ahrvo's API in process: merchants with their pair, disputes opened by the other side, and evidence as curl sends it. */
import { generateKeyPairSync } from 'node:crypto'
import { textOf, startNative, upload, samplePdf, type Json, type Merchant, type NativeKit } from './native.ts'
import type { KitOptions } from './server.ts'
import { wireRequest } from '../../src/wire/http.ts'

export type Answered = { status: number; headers: Record<string, string>; text: string; body: Json }
export type AhrvoCall = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answered>
export type Shop = Merchant & { username: string; password: string; secret: string; basic: string; ahrvo: AhrvoCall }
export type AhrvoKit = NativeKit & {
  shop(name?: string): Promise<Shop>
  /** Opens a dispute of Ahrvo's and gives its id there. */
  dispute(of: Merchant, more?: object): Promise<string>
  /** Ahrvo's calls under another pair. */
  calling(username: string, password: string, headers?: Record<string, string>): AhrvoCall
  /** Turns the clock; what is due has happened afterwards. */
  pass(duration: string): Promise<void>
}

export const root = '/payments/na'
export const version = { 'finix-version': '2022-02-01' }

export async function startAhrvo(options: KitOptions = {}): Promise<AhrvoKit> {
  const kit = await startNative(options)
  const calling: AhrvoKit['calling'] = (username, password, always = {}) => async (method, path, body, headers = {}) => {
    const raw = typeof body === 'string' || body instanceof Uint8Array
    const sent = body === undefined ? undefined : raw ? body : JSON.stringify(body)
    const own = { authorization: basicOf(username, password), ...(sent !== undefined && !raw && { 'content-type': 'application/json' }), ...always }
    return answered(kit, method, path.startsWith('/') && !path.startsWith(root) ? root + path : path, { ...own, ...headers }, sent)
  }
  return {
    ...kit, calling,
    async shop(name = 'Corner Shop') {
      const { body } = await kit.admin('POST', '/v1/merchants', { name, credentials: { alipay: { private_key: signingKey(), parley_private_key: signingKey() } } })
      const { username, password, webhook_secret: secret } = body.credentials!.ahrvo as unknown as Record<string, string>
      const key = textOf(body.credentials?.native?.key)
      return { id: textOf(body.id), key, call: kit.as(key), username: username!, password: password!, secret: secret!, basic: basicOf(username!, password!), ahrvo: calling(username!, password!) }
    },
    async dispute(of, more = {}) {
      const opened = await kit.open(of, { dialect: 'ahrvo', amount: { value: 50000, currency: 'USD' }, reason: { category: 'fraud', code: 'FRAUD' }, respond_in: 'P14D', ...more })
      return textOf(opened.theirs?.id)
    },
    async pass(duration) {
      const { status } = await kit.admin('POST', '/v1/sandbox/clock', { advance: duration })
      if (status !== 200) throw new Error(`The clock stands: ${status}`)
    },
  }
}

export const basicOf = (username: string, password: string): string => `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

export async function answered({ handle }: Pick<NativeKit, 'handle'>, method: string, target: string, headers: Record<string, string>, body?: string | Uint8Array): Promise<Answered> {
  const { status, headers: told, body: raw } = await handle(wireRequest({ method, target, headers, ...(body !== undefined && { body }) }))
  const text = typeof raw === 'string' ? raw : Buffer.from(raw as Uint8Array).toString('latin1')
  return { status, headers: told, text, body: (/json/.test(told['content-type'] ?? '') ? JSON.parse(text) : {}) as Json }
}

/** The first error of an answer, in short. */
export function errorOf({ status, body }: Answered): (string | number | undefined)[] {
  const first = (body._embedded?.errors as unknown as Record<string, string>[] | undefined)?.[0]
  return [status, first?.code, first?.field ?? first?.message]
}

export const pdf = (name = 'receipt.pdf', bytes: Uint8Array | string = samplePdf) => upload({ bytes, name })

export async function sendFile(call: AhrvoCall, dispute: string, file = pdf()): Promise<Answered> {
  return call('POST', `/disputes/${dispute}/evidence`, file.body, file.headers)
}

let known: string | null = null

/** Making RSA keys takes longer than all the rest of a merchant. */
function signingKey(): string {
  return (known ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'))
}
