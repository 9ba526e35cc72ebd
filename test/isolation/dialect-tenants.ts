/** A merchant with all that one provider's API lets it have, and the requests of every call with whatever ids are wanted. */
import { dialects } from '../../src/dialects/index.ts'
import { wireRequest } from '../../src/wire/http.ts'
import { pdf } from '../kit/ahrvo.ts'
import { upload } from '../kit/moov.ts'
import { items, samplePdf, textOf, type Json } from '../kit/native.ts'
import { fileForm } from '../kit/omise.ts'
import { jsonBody, type Answer, type Request } from '../kit/speaker.ts'
import type { House, Voice } from '../kit/speakers/index.ts'
import type { Ids, Row } from './dialect-routes.ts'

export type Tenant = { house: House; voice: Voice; ids: Ids }

/** Well formed, and nobody's. */
export const nobodys: Record<string, Ids> = {
  alipay: { dispute: '2025010100000000000000000000' },
  afterpay: { dispute: 'dp_1111111111111111111111', file: 'fi_1111111111111111111111' },
  omise: { dispute: 'dspt_test_0000000000000000000', evidence: 'docu_test_0000000000000000000', event: 'evnt_test_000000000000000000000000000' },
  moov: Object.fromEntries(['account', 'dispute', 'evidence', 'file', 'webhook', 'token'].map(kind => [kind, kind === 'token' ? 'x'.repeat(43) : '00000000-0000-4000-8000-000000000000'])),
  ahrvo: { dispute: 'DP1111111111111111111111', evidence: 'EV1111111111111111111112', webhook: 'WH1111111111111111111112', charge: 'TR1111111111111111111112' },
}

export async function settle(house: House, voice: Voice): Promise<Tenant> {
  const { theirs: dispute } = await house.open(voice.speaker.dialect)
  const ids = await having[voice.speaker.dialect]!(voice, dispute, house)
  for (const kind of Object.keys(nobodys[voice.speaker.dialect]!)) if (!ids[kind as keyof Ids]) throw new Error(`${voice.speaker.dialect} has no ${kind}`)
  return { house, voice, ids }
}

type Having = (voice: Voice, dispute: string, house: House) => Promise<Ids>

const having: Record<string, Having> = {
  alipay: async (_, dispute) => ({ dispute }),
  async afterpay(voice, dispute) {
    const made = await told(voice, { method: 'POST', target: '/v2/disputes/files', ...jsonBody({ file: Buffer.from(samplePdf).toString('base64'), fileType: 'dispute_evidence' }) })
    return { dispute, file: textOf(made.id) }
  },
  async omise(voice, dispute, { kit }) {
    const [body, headers] = fileForm()
    const made = await told(voice, { method: 'POST', target: `/disputes/${dispute}/documents`, headers, body })
    await kit.app.workers.runOnceAll(kit.clock.now())
    const events = await told(voice, { method: 'GET', target: '/events' })
    return { dispute, evidence: textOf(made.id), event: textOf(items(events.data)[0]?.id) }
  },
  async moov(voice, dispute) {
    const account = voice.shown.account_id!
    const root = `/accounts/${account}/disputes/${dispute}`
    const text = await told(voice, { method: 'POST', target: `${root}/evidence-text`, ...jsonBody({ text: 'Delivered', evidenceType: 'cover-letter' }) })
    const { body, headers } = upload()
    const file = await told(voice, { method: 'POST', target: `${root}/evidence-file`, headers: headers!, body: body! })
    const webhook = await told(voice, { method: 'POST', target: '/webhooks', ...jsonBody({ url: 'https://shop.example/moov', status: 'enabled', eventTypes: ['dispute.created'], description: 'x' }) })
    const token = await told(voice, { method: 'POST', target: '/oauth2/token', ...jsonBody({ grant_type: 'client_credentials', scope: `/accounts/${account}/transfers.read` }) })
    return { account, dispute, evidence: textOf(text.evidenceID), file: textOf(file.evidenceID), webhook: textOf(webhook.webhookID), token: textOf(token.access_token) }
  },
  async ahrvo(voice, dispute) {
    const { body, headers } = pdf()
    const evidence = await told(voice, { method: 'POST', target: `/payments/na/disputes/${dispute}/evidence`, headers, body })
    const webhook = await told(voice, { method: 'POST', target: '/payments/na/webhooks', ...jsonBody({ url: 'https://shop.example/finix' }) })
    const shown = await told(voice, { method: 'GET', target: `/payments/na/disputes/${dispute}` })
    return { dispute, evidence: textOf(evidence.id), webhook: textOf(webhook.id), charge: textOf(shown.transfer) }
  },
}

async function told(voice: Voice, request: Request): Promise<Json> {
  const answer: Answer = await voice.say(request)
  if (!voice.speaker.done(answer)) throw new Error(`${request.target}: ${answer.status} ${answer.text}`)
  return answer.body
}

export function requestOf(dialect: string, operation: string, { path = [], query, send }: Row, ids: Ids): Request {
  const endpoint = dialects[dialect as keyof typeof dialects].contract!.endpoints[operation]!
  const places = [...path]
  const search = new URLSearchParams(query?.(ids)).toString()
  const target = endpoint.path.replace(/\{\w+\}/g, () => ids[places.shift()!] ?? 'chrg_test_x') + (search && `?${search}`)
  return { method: endpoint.method, target, ...send?.(ids) }
}

/** Every request has the same id of its own, so that all that differs is what was asked for. */
export async function ask({ house: { kit }, voice: { speaker, shown } }: Tenant, request: Request): Promise<Answer> {
  const { method, target, body } = request
  const headers = { ...speaker.signed(shown, request), ...request.headers }
  const { status, headers: told, body: raw } = await kit.handle(wireRequest({ method, target, headers, ...(body === undefined ? {} : { body }), id: 'req_06ef1xbpy0h0000000000000g0' }))
  const text = typeof raw === 'string' ? raw : Buffer.from(raw as Uint8Array).toString('latin1')
  return { status, headers: told, text, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Json }
}

/** The whole answer but the id that was asked for, and but new tokens, which are random: their scope is compared. */
export function bytesBut({ status, headers, text }: Answer, id: string): string {
  const whole = `${status}\n${JSON.stringify(headers)}\n${text}`.replaceAll(/(?<=_token":")v1\.[\w.-]+/g, '(token)')
  return whole.replaceAll(encodeURIComponent(id), '…').replaceAll(id, '…')
}
