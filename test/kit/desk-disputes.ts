/** Disputes for the desk's tests, at the merchant for whom the demo operator acts, and what happens to them. */
import { memberOf } from '../../src/scenarios/cast.ts'
import type { Desk } from './desk.ts'
import { textOf, type Json } from './native.ts'

export const kiln = memberOf('kiln').id

/** Another door to the same disputes: what a colleague or a script does meanwhile. */
export const atKiln = async ({ admin }: Pick<Desk, 'admin'>, method: string, path: string, body?: unknown): Promise<Json> => {
  const answer = await admin(method, path, body, { 'parley-merchant': kiln })
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
  return answer.body
}

export async function openAtKiln({ admin }: Pick<Desk, 'admin'>, more: object = {}): Promise<string> {
  const { status, body, text } = await admin('POST', '/v1/sandbox/disputes', {
    merchant: kiln, dialect: 'native', amount: { value: 8900, currency: 'THB' }, reason: 'not_received', respond_in: 'P7D',
    story: { text: 'The parcel never came.', language: 'en', customer: 'Harriet Osei' }, payment: { id: 'pay_desk_1', order: 'MK-7001' }, ...more,
  })
  if (status !== 201) throw new Error(`No dispute: ${text}`)
  return textOf(body.id)
}

/** Lets what waits in its undo window take effect, and whatever else is due by then. */
export async function letPass({ clock, app }: Pick<Desk, 'clock' | 'app'>, ms: number): Promise<void> {
  clock.advance(ms)
  await app.workers.runOnceAll(clock.now())
}

export const stateOf = async (desk: Pick<Desk, 'admin'>, id: string): Promise<string> => textOf((await atKiln(desk, 'GET', `/v1/disputes/${id}`)).state)

/** How often it was accepted, as the record has it. */
export async function acceptancesOf(desk: Pick<Desk, 'admin'>, id: string): Promise<number> {
  const { data } = await atKiln(desk, 'GET', `/v1/disputes/${id}/events?limit=100`)
  return (data as unknown as Json[]).filter(({ kind }) => ['acceptance_held', 'accepted'].includes(textOf(kind))).length
}
