/** Merchants on one real server with everything a merchant can have, and callers over sockets whose answers are compared whole. */
import { nativeContract } from '../../src/dialects/native/contract.ts'
import type { Endpoint } from '../../src/wire/contract.ts'
import { bearer, exchange, type Answer, type Request } from '../kit/http.ts'
import { items, samplePdf, startNative, textOf, upload, type Json, type Merchant, type NativeKit } from '../kit/native.ts'
import { routes, type Ids, type Operation } from './routes.ts'

export type Tenant = { ids: Ids; key: string; merchant: Merchant; cursors: Record<string, string> }
export type Town = { kit: NativeKit; call(key: string | null, request: Request): Promise<Answer> }

export async function begin(): Promise<Town> {
  const kit = await startNative({ socket: true })
  return { kit, call: (key, request) => exchange(kit.url, { ...request, headers: { ...(key === null ? {} : bearer(key)), ...request.headers } }) }
}

/** A receiver that is not there, on this machine: nothing leaves it. */
export const nobody = 'http://127.0.0.1:65535'

/** A merchant with a webhook, evidence, an act that waits, notices, and cursors of every list. */
export async function settle({ kit, call: dialled }: Town, name: string): Promise<Tenant> {
  const merchant = await kit.merchant(name)
  const { call, id } = merchant
  const webhook = textOf((await call('POST', '/v1/webhooks', { url: `${nobody}/${name}` })).body.webhook?.id)
  const dispute = textOf((await kit.open(merchant, { payment: { id: 'pay_same' }, story: `The story of ${name}.` })).id)
  const evidence = textOf((await call('POST', `/v1/disputes/${dispute}/evidence`, { text: `Evidence of ${name}.` })).body.id)
  const file = upload({ bytes: `${samplePdf}${name}`, name: `${name}.pdf` })
  await call('POST', `/v1/disputes/${dispute}/evidence`, file.body, file.headers)
  const waits = textOf((await kit.open(merchant)).id)
  const act = textOf((await call('POST', `/v1/disputes/${waits}/accept`, { reason: 'no_proof', hold_seconds: 60 })).body.act?.id)
  const gone = textOf((await kit.open(merchant)).id)
  await call('POST', `/v1/disputes/${gone}/accept`, { reason: 'no_proof', note: `A note of ${name}.` })
  const credential = textOf((await call('POST', `/v1/merchants/${id}/credentials`, { scope: 'read' })).body.credential?.id)
  await kit.app.workers.runOnceAll(kit.clock.now())
  const notice = textOf(items((await call('GET', '/v1/notices')).body.data)[0]?.id)
  const connection = textOf((await call('POST', '/v1/connections', { dialect: 'native', name, url: nobody, credentials: { key: `pk_0123456789abcdef${name}` }, paused: true })).body.id)
  const user = textOf((await call('POST', '/v1/users', { name, password: 'seven herons over wet rice' })).body.id)
  const view = textOf((await call('POST', '/v1/views', { name, view: 'all' })).body.id)
  await dialled(merchant.key, { target: '/v1/disputes' })
  const request = textOf(items((await call('GET', '/v1/requests')).body.data)[0]?.id)
  const ids = { merchant: id, request, dispute, act, evidence, webhook, notice, credential, connection, user, view }
  for (const [kind, one] of Object.entries(ids)) if (one === undefined) throw new Error(`${name} has no ${kind}`)
  return { ids, key: merchant.key, merchant, cursors: await cursorsOf(merchant, dispute) }
}

/** Lists with a cursor, each at a place behind its first page. */
export const cursorLists = (dispute: string): Record<string, string> => ({
  queue: '/v1/disputes?open=true', newest: '/v1/disputes?order=opened_newest', oldest: '/v1/disputes?order=opened_oldest',
  events: `/v1/disputes/${dispute}/events`, postings: '/v1/postings', audit: '/v1/audit', 'postings of one': `/v1/disputes/${dispute}/postings`, notices: '/v1/notices',
})

async function cursorsOf({ call }: Merchant, dispute: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const [name, path] of Object.entries(cursorLists(dispute))) {
    const { body } = await call('GET', `${path}${path.includes('?') ? '&' : '?'}limit=1`)
    if (body.next_cursor) found[name] = textOf(body.next_cursor)
  }
  return found
}

/** The request of an operation with these ids, good in every other way. */
export function requestOf(operation: Operation, ids: Ids): Request {
  const { method, path }: Endpoint = nativeContract.endpoints[operation]
  const { takes = [], query, body } = routes[operation]
  const places = [...takes]
  const search = new URLSearchParams(query?.(ids)).toString()
  const target = path.replace(/\{\w+\}/g, () => ids[places.shift()!]) + (search && `?${search}`)
  return { method, target, ...(body ? { body: body(ids) } : {}) }
}

/** Every byte of an answer but its request's id, the date, and the ids that were asked for. */
export function bytesBut({ head, text }: Answer, ids: readonly string[]): string {
  const whole = `${head}\n${text}`.replace(/\r\ndate: [^\r]*/i, '').replaceAll(/req_[0-9a-z]{26}/g, 'req_…')
  return ids.reduce((left, id) => left.replaceAll(id, '…'), whole)
}

export const codeOf = ({ body }: { body: Json }): string => textOf(body.code)
