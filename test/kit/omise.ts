/** Callers of the Omise dialect in process: merchants with the keys of its document, and disputes in each of its states. */
import { callerOf, startNative, textOf, type Caller, type Json, type Merchant, type NativeKit } from './native.ts'
import type { KitOptions } from './server.ts'

export type OmiseMerchant = Merchant & { secret: string; webhookSecret: string; omise: Caller }
export type OmiseKit = NativeKit & {
  owner(name: string, given?: Record<string, string>): Promise<OmiseMerchant>
  basic(user: string, password?: string): Caller
  /** Opened by the other side; answers this dialect's id. */
  opened(of: OmiseMerchant, more?: object): Promise<string>
  states(of: OmiseMerchant): Promise<Record<'open' | 'pending' | 'won' | 'lost', string>>
}

export async function startOmise(options: KitOptions = {}): Promise<OmiseKit> {
  const kit = await startNative(options)
  const basic = (user: string, password = '') => withHeaders(callerOf(kit, null), { authorization: basicOf(user, password) })
  const opened: OmiseKit['opened'] = async (of, more = {}) => textOf((await kit.open(of, { dialect: 'omise', amount: { value: 100000, currency: 'THB' }, ...more })).theirs?.id)
  return {
    ...kit, basic, opened,
    async owner(name, given = {}) {
      const { body } = await kit.admin('POST', '/v1/merchants', { name, credentials: { omise: given, alipay: { private_key: (await signing()).key } } })
      const made = body.credentials as unknown as Record<string, Record<string, string>>
      if (!made) throw new Error(`No merchant: ${JSON.stringify(body)}`)
      const key = made.native!.key!
      return { id: textOf(body.id), key, call: kit.as(key), secret: made.omise!.secret_key!, webhookSecret: made.omise!.webhook_secret!, omise: basic(made.omise!.secret_key!) }
    },
    async states(of) {
      const [open, pending, won, lost] = await Promise.all([opened(of), opened(of), opened(of), opened(of)])
      await of.omise('PATCH', `/disputes/${pending}`, { message: 'Delivered.' })
      await of.omise('PATCH', `/disputes/${won}/close`, { status: 'won' })
      await of.omise('PATCH', `/disputes/${lost}/close`, { status: 'lost' })
      return { open: open!, pending: pending!, won: won!, lost: lost! }
    },
  }
}

export const basicOf = (user: string, password = ''): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
export const keyOf = (one: Json | undefined): string => textOf(one)

function withHeaders(call: Caller, own: Record<string, string>): Caller {
  return (method, target, body, headers = {}) => call(method, target, body, { ...own, ...headers })
}

let made: Promise<{ key: string }> | null = null
/** Made once per process: it takes longer than all the rest of a merchant. */
const signing = () => (made ??= import('node:crypto').then(({ generateKeyPairSync }) =>
  ({ key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64') })))
