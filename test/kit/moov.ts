/** Callers of the Moov dialect in process or over a socket: a merchant with its key pair, and disputes as its sandbox opens them. */
import { wireRequest, type WireResponse } from '../../src/wire/http.ts'
import { startNative, textOf, type Json, type Merchant, type NativeKit } from './native.ts'
import type { KitOptions } from './server.ts'

export type Sent = { method?: string; headers?: Record<string, string>; body?: string | Uint8Array }
export type Heard = { status: number; headers: Record<string, string>; text: string; bytes: Uint8Array; json: Json }
/** `path` stands behind `/accounts/{own}` unless it begins with another root. */
export type Ask = (path: string, sent?: Sent) => Promise<Heard>
export type MoovAccount = { merchant: Merchant; account: string; username: string; password: string; basic: string; ask: Ask; open(more?: object): Promise<string> }
export type MoovKit = NativeKit & { account(given?: Record<string, string>): Promise<MoovAccount> }

export const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
export const unknownId = '00000000-0000-4000-8000-000000000000'
const own = '/disputes'

export async function startMoov(options: KitOptions = {}): Promise<MoovKit> {
  const kit = await startNative(options)
  return { ...kit, account: async () => accountOf(kit, await kit.merchant()) }
}

/** What the merchant was shown when it was made is not kept: a second key pair of the same account serves as well. */
export async function accountOf(kit: NativeKit, merchant: Merchant, more: object = {}): Promise<MoovAccount> {
  const made = await merchant.call('POST', `/v1/merchants/${merchant.id}/credentials`, { dialect: 'moov', scope: 'decide', ...more })
  if (made.status !== 201) throw new Error(`No key pair: ${made.text}`)
  const { account_id, public_key, secret_key } = made.body.shown as unknown as Record<string, string>
  const basic = basicOf(public_key!, secret_key!)
  return {
    merchant, account: account_id!, username: public_key!, password: secret_key!, basic, ask: asking(kit, account_id!, basic),
    open: async (more = {}) => textOf((await kit.open(merchant, { dialect: 'moov', amount: { value: 257753, currency: 'USD' }, reason: { category: 'fraud', code: '10.4' }, ...more })).theirs?.id),
  }
}

export const basicOf = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

export function asking(kit: NativeKit, account: string, authorization: string): Ask {
  return async (path, { method = 'GET', headers = {}, body } = {}) => {
    const target = path === '' || path.startsWith(own) ? `/accounts/${account}${path}` : path
    return heard(await kit.handle(wireRequest({ method, target, headers: { authorization, ...headers }, ...(body === undefined ? {} : { body }), id: kit.engine.world.ids.next('req') })))
  }
}

/** What an answer waits for is done meanwhile. */
export async function whileWorking<T>({ app, clock }: Pick<MoovKit, 'app' | 'clock'>, answer: Promise<T>): Promise<T> {
  let done = false
  const finished = answer.finally(() => { done = true })
  while (!done) await app.workers.runOnceAll(clock.now()).then(() => new Promise(setImmediate))
  return finished
}

export const json = (value: unknown, method = 'POST'): Sent => ({ method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) })

export type Form = { type?: string; name?: string; evidenceType?: string | null; bytes?: string | Uint8Array; fileFirst?: boolean }

/** As fetch of Node writes it; the documentation's curl sends the file first. */
export function upload({ type = 'application/pdf', name = 'receipt.pdf', evidenceType = 'receipt', bytes = '%PDF', fileFirst = false }: Form = {}): Sent {
  const boundary = '----formdata-undici-029670089860'
  const part = (head: string, content: string | Uint8Array): Buffer => Buffer.concat([Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), Buffer.from(content), Buffer.from('\r\n')])
  const field = evidenceType === null ? [] : [part('Content-Disposition: form-data; name="evidenceType"', evidenceType)]
  const file = [part(`Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}`, bytes)]
  const parts = fileFirst ? [...file, ...field] : [...field, ...file]
  return { method: 'POST', headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]) }
}

function heard({ status, headers, body }: WireResponse): Heard {
  const bytes = typeof body === 'string' ? Buffer.from(body) : (body as Uint8Array)
  const text = Buffer.from(bytes).toString()
  return { status, headers, text, bytes, json: (/json/.test(headers['content-type'] ?? '') ? JSON.parse(text) : null) as Json }
}
