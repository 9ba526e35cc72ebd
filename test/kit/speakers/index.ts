/** One merchant that speaks all five languages, on one Parley. */
import { wireRequest } from '../../../src/wire/http.ts'
import { startNative, textOf, type Json, type Merchant, type NativeKit } from '../native.ts'
import type { KitOptions } from '../server.ts'
import type { Answer, Request, Shown, Speaker } from '../speaker.ts'
import { afterpay } from './afterpay.ts'
import { ahrvo } from './ahrvo.ts'
import { alipay } from './alipay.ts'
import { moov } from './moov.ts'
import { omise } from './omise.ts'

export const speakers: readonly Speaker[] = [alipay, afterpay, omise, moov, ahrvo]

export type Case = { id: string; theirs: string }
export type Voice = { speaker: Speaker; shown: Shown; say(request: Request): Promise<Answer> }
export type House = {
  kit: NativeKit
  merchant: Merchant
  /** A caller with a new credential of that dialect. */
  voice(speaker: Speaker, more?: object): Promise<Voice>
  open(dialect: string, more?: object): Promise<Case>
  /** Turns the clock; what is due has happened afterwards. */
  pass(duration: string): Promise<void>
  judge(of: Case, verdict: string): Promise<void>
  dispute(of: Case): Promise<Json>
}

export async function startHouse(options: KitOptions = {}, name = 'Mill Ceramics'): Promise<House> {
  const kit = await startNative(options)
  return houseOf(kit, await kit.merchant(name))
}

export function houseOf(kit: NativeKit, merchant: Merchant): House {
  const must = async (status: number, asked: ReturnType<Merchant['call']>): Promise<Json> => {
    const heard = await asked
    if (heard.status !== status) throw new Error(`${heard.status} ${heard.text}`)
    return heard.body
  }
  return {
    kit, merchant,
    async voice(speaker, more = {}) {
      const given = speaker.given && { given: speaker.given() }
      const { shown } = await must(201, merchant.call('POST', `/v1/merchants/${merchant.id}/credentials`, { dialect: speaker.dialect, scope: 'decide', ...given, ...more }))
      const secrets = shown as unknown as Shown
      return { speaker, shown: secrets, say: request => said(kit, { ...request, headers: { ...speaker.signed(secrets, request), ...request.headers } }) }
    },
    async open(dialect, more = {}) {
      const opened = await kit.open(merchant, { dialect, amount: { value: 12000, currency: 'USD' }, ...more })
      return { id: textOf(opened.id), theirs: textOf(opened.theirs?.id) }
    },
    pass: async duration => void await must(200, kit.admin('POST', '/v1/sandbox/clock', { advance: duration })),
    judge: async ({ id }, verdict) => void await must(200, merchant.call('POST', `/v1/sandbox/disputes/${id}/judge`, { verdict })),
    dispute: ({ id }) => must(200, merchant.call('GET', `/v1/disputes/${id}`)),
  }
}

async function said(kit: NativeKit, { method, target, headers = {}, body }: Request): Promise<Answer> {
  const { status, headers: told, body: raw } = await kit.handle(wireRequest({ method, target, headers, ...(body === undefined ? {} : { body }), id: kit.engine.world.ids.next('req') }))
  const text = typeof raw === 'string' ? raw : Buffer.from(raw as Uint8Array).toString('utf8')
  return { status, headers: told, text, body: (/json/.test(told['content-type'] ?? '') && text !== '' ? JSON.parse(text) : {}) as Json }
}
