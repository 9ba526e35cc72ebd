/** Callers of the Omise dialect in process: merchants with keys in its form, and disputes in each of its states. */
import { callerOf, startNative, textOf, type Caller, type Merchant, type NativeKit } from './native.ts'
import type { KitOptions } from './server.ts'

export type OmiseMerchant = Merchant & { secret: string; publicKey: string; webhookSecret: string; omise: Caller }
export type OmiseKit = NativeKit & {
  /** `more` is what a credential may be asked to be: scope, see_all, given. */
  owner(name?: string, more?: object): Promise<OmiseMerchant>
  basic(user: string, password?: string): Caller
  /** Opened by the other side; answers this dialect's id. */
  opened(of: Merchant, more?: object): Promise<string>
  states(of: OmiseMerchant): Promise<Record<'open' | 'pending' | 'won' | 'lost', string>>
}

export async function startOmise(options: KitOptions = {}): Promise<OmiseKit> {
  const kit = await startNative(options)
  const basic: OmiseKit['basic'] = (user, password) => withHeaders(callerOf(kit, null), { authorization: basicOf(user, password) })
  const opened: OmiseKit['opened'] = async (of, more = {}) => textOf((await kit.open(of, { dialect: 'omise', amount: { value: 100_000, currency: 'THB' }, ...more })).theirs?.id)
  return {
    ...kit, basic, opened,
    async owner(name, more = {}) {
      const merchant = await kit.merchant(name)
      const { status, body } = await merchant.call('POST', `/v1/merchants/${merchant.id}/credentials`, { dialect: 'omise', ...more })
      if (status !== 201) throw new Error(`No credential: ${JSON.stringify(body)}`)
      const { secret_key: secret, public_key: publicKey, webhook_secret: webhookSecret } = body.shown as unknown as Record<string, string>
      return { ...merchant, secret: secret!, publicKey: publicKey!, webhookSecret: webhookSecret!, omise: basic(secret!) }
    },
    async states(of) {
      const [open, pending, won, lost] = [await opened(of), await opened(of), await opened(of), await opened(of)]
      await of.omise('PATCH', `/disputes/${pending}`, { message: 'Delivered.' })
      await of.omise('PATCH', `/disputes/${won}/close`, { status: 'won' })
      await of.omise('PATCH', `/disputes/${lost}/close`, { status: 'lost' })
      return { open, pending, won, lost }
    },
  }
}

export const basicOf = (user: string, password = ''): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

const withHeaders = (call: Caller, own: Record<string, string>): Caller =>
  (method, target, body, headers = {}) => call(method, target, body, { ...own, ...headers })

export const pngBytes: Uint8Array = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64')

export type File = { bytes?: Uint8Array | string; filename?: string; type?: string; kind?: string }

/** As omise-python sends it: one part, with its own content type; `kind` beside it where it is asked. */
export function fileForm({ bytes = pngBytes, filename = 'e.png', type = 'image/png', kind }: File = {}): [Uint8Array, Record<string, string>] {
  const boundary = '0e5c1cbd4b6a4b7c8a2fd5a0c3b1e9f7'
  const field = kind === undefined ? '' : `--${boundary}\r\nContent-Disposition: form-data; name="kind"\r\n\r\n${kind}\r\n`
  const head = `${field}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: ${type}\r\n\r\n`
  return [Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(`\r\n--${boundary}--\r\n`)]), { 'content-type': `multipart/form-data; boundary=${boundary}` }]
}
