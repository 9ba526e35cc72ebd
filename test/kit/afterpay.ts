/** Callers of Afterpay's API in process, and a merchant A with disputes in each status, beside a merchant B. */
import { wireRequest } from '../../src/wire/http.ts'
import { startNative, textOf, type Caller, type Json, type NativeKit } from './native.ts'
import type { KitOptions } from './server.ts'

export type Heard = { status: number; headers: Record<string, string>; text: string; body: Json }
export type AfterpayCaller = (method: string, target: string, body?: unknown, headers?: Record<string, string | null>) => Promise<Heard>
export type Shop = { id: string; key: string; native: Caller; merchantId: string; secretKey: string; call: AfterpayCaller; authorization: string }
export type AfterpayKit = NativeKit & {
  shop(name: string, credentials?: { merchant_id: string; secret_key: string }): Promise<Shop>
  /** By its id at the provider. */
  dispute(of: Shop, more?: object): Promise<{ id: string; own: string }>
}

export const agent = { 'user-agent': 'MyAfterpayModule/1.0.0 (E-Commerce Platform Name/1.0.0; PHP/7.0.0; Merchantname/600032000) https://merchant.example.com', accept: 'application/json' }
export const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`

export async function startAfterpay(options: KitOptions = {}): Promise<AfterpayKit> {
  const kit = await startNative(options)
  return {
    ...kit,
    async shop(name, credentials) {
      const merchant = await kit.merchant(name)
      const made = await merchant.call('POST', `/v1/merchants/${merchant.id}/credentials`, { dialect: 'afterpay', scope: 'decide', ...(credentials ? { given: credentials } : {}) })
      const shown = made.body.shown
      const pair = `${textOf(shown?.merchant_id)}:${textOf(shown?.secret_key)}`
      return {
        id: merchant.id, key: merchant.key, native: merchant.call, merchantId: textOf(shown?.merchant_id), secretKey: textOf(shown?.secret_key),
        authorization: basic(pair), call: afterpayCaller(kit, basic(pair)),
      }
    },
    async dispute(of, more = {}) {
      const { status, body } = await of.native('POST', '/v1/sandbox/disputes', { dialect: 'afterpay', amount: { value: 4846, currency: 'USD' }, reason: 'not_received', ...more })
      if (status !== 201) throw new Error(`No dispute: ${JSON.stringify(body)}`)
      return { id: textOf(body.theirs?.id), own: textOf(body.id) }
    },
  }
}

/** A body is sent as JSON unless it is text or bytes; a header that is null is left out. */
export function afterpayCaller({ handle }: Pick<NativeKit, 'handle'>, authorization: string | null): AfterpayCaller {
  return async (method, target, body, headers = {}) => {
    const bytes = body === undefined || body instanceof Uint8Array || typeof body === 'string' ? body : JSON.stringify(body)
    const own = { ...agent, ...(authorization === null ? {} : { authorization }), ...(bytes === undefined ? {} : { 'content-type': 'application/json' }), ...headers }
    const sent = Object.fromEntries(Object.entries(own).filter((pair): pair is [string, string] => pair[1] !== null))
    const answer = await handle(wireRequest({ method, target, headers: sent, ...(bytes === undefined ? {} : { body: bytes }), id: `req_${count++}` }))
    const text = typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body as Uint8Array).toString('latin1')
    return { status: answer.status, headers: answer.headers, text, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Json }
  }
}

let count = 0

export const judge = (of: Shop, own: string, verdict: string, more: object = {}) => of.native('POST', `/v1/sandbox/disputes/${own}/judge`, { verdict, ...more })

export type Cases = { kit: AfterpayKit; A: Shop; B: Shop; N: Named; U: Named; L: Named; W: Named }
export type Named = { id: string; own: string }

/** The fixtures of the conformance cases. */
export async function startCases(options: KitOptions = {}): Promise<Cases> {
  const kit = await startAfterpay(options)
  const [A, B] = [await kit.shop('A', { merchant_id: '32', secret_key: 'abcdefgh' }), await kit.shop('B')]
  const [N, U, L, W] = [await kit.dispute(A), await kit.dispute(A), await kit.dispute(A), await kit.dispute(A)]
  await A.call('POST', `/v2/disputes/${U.id}`, { evidence: { uncategorizedText: 'x' } })
  await judge(A, L.own, 'lost')
  await judge(A, W.own, 'won')
  return { kit, A, B, N, U, L, W }
}
