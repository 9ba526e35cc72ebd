/** Deeds of a merchant over the native API, for tests that let each of them fail: each on a fresh dispute, under a key of its own. */
import { tableNames } from '../../src/store/tables.ts'
import type { Heard, Json, Merchant, NativeKit } from './native.ts'
import { textOf } from './native.ts'

export type Attempt = () => Promise<Heard>
/** `ready` makes what the deed needs; the attempt may be repeated. */
export type DeedKind = { name: string; ready(kit: NativeKit, of: Merchant, theirs: string): Promise<Attempt>; state: string }

export const deedKinds: DeedKind[] = [
  { name: 'opening', state: 'needs_response', ready: async (_, of, theirs) => post(of, '/v1/sandbox/disputes', theirs, openingOf(theirs)) },
  { name: 'accepting', state: 'accepted', ready: (kit, of, theirs) => deciding(kit, of, theirs, 'accept', { reason: 'customer_is_right' }) },
  { name: 'holding', state: 'needs_response', ready: (kit, of, theirs) => deciding(kit, of, theirs, 'accept', { reason: 'customer_is_right', hold_seconds: 300 }) },
  { name: 'submitting', state: 'under_review', ready: (kit, of, theirs) => deciding(kit, of, theirs, 'submit', { statement: 'It was handed over.' }) },
]

async function deciding(kit: NativeKit, of: Merchant, theirs: string, what: string, body: object): Promise<Attempt> {
  const { id } = await kit.open(of, openingOf(theirs))
  return post(of, `/v1/disputes/${textOf(id)}/${what}`, theirs, body)
}

const post = (of: Merchant, path: string, key: string, body: object): Attempt => () => of.call('POST', path, body, { 'idempotency-key': key })

const openingOf = (theirs: string): object =>
  ({ amount: { value: 12000, currency: 'THB' }, respond_in: 'P7D', theirs: { id: theirs }, payment: { id: `pay-${theirs}` } })

/** Everything that the store holds, but for the marks of transactions, which differ with every try. */
export async function digestOf({ app }: NativeKit): Promise<string> {
  const rows: unknown[] = []
  for (const table of tableNames) if (table !== 'batch') for await (const row of app.store.scan(table)) rows.push([table, row])
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))
}

export async function disputeCalled(of: Merchant, theirs: string): Promise<Json | undefined> {
  const { body } = await of.call('GET', `/v1/disputes?their_id=${theirs}`)
  return (body.data as unknown as Json[])[0]
}
