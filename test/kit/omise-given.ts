/** What the examples and exchanges of the Omise dialect take for granted: a shop with a dispute in a named state, and all that belongs to it. */
import { sample } from '../../src/dialects/omise/contract/examples.ts'
import { items, textOf } from './native.ts'
import { basicOf, fileForm, type OmiseKit } from './omise.ts'

export const givens = ['open', 'pending', 'accepted', 'document'] as const
export type GivenName = (typeof givens)[number]
export type Values = Record<keyof typeof sample | 'foreign' | 'basic' | 'reader' | 'file' | 'notes', string>

/** New shops in a Parley that may have others: none sees another's. */
export async function omiseGiven(kit: OmiseKit, name: GivenName): Promise<Values> {
  const shop = await kit.owner('Shop')
  const reason = { category: 'not_received', code: 'goods_or_services_not_provided' }
  const dispute = await kit.opened(shop, { reason, payment: { id: sample.charge } })
  const foreign = await kit.opened(await kit.owner('Somebody Else'))
  const reader = await shop.call('POST', `/v1/merchants/${shop.id}/credentials`, { dialect: 'omise', scope: 'read' })
  if (name === 'pending') await shop.omise('PATCH', `/disputes/${dispute}`, { message: 'Delivered.' })
  if (name === 'accepted') await shop.omise('POST', `/disputes/${dispute}/accept`)
  const document = name === 'document' ? textOf((await shop.omise('POST', `/disputes/${dispute}/documents`, ...fileForm({ kind: 'proof_of_receipt' }))).body.id) : sample.document
  await kit.app.workers.runOnceAll(kit.clock.now())
  const event = textOf(items((await shop.omise('GET', '/events')).body.data)[0]?.id)
  const text = (form: ReturnType<typeof fileForm>) => Buffer.from(form[0]).toString()
  return {
    dispute, foreign, document, event, charge: sample.charge,
    basic: basicOf(shop.secret).slice('Basic '.length), reader: basicOf(textOf(reader.body.shown?.secret_key)).slice('Basic '.length),
    file: text(fileForm({ bytes: '%PDF-1.7\n%%EOF\n', filename: 'receipt.pdf', type: 'application/pdf', kind: 'proof_of_receipt' })),
    notes: text(fileForm({ bytes: '# Notes', filename: 'notes.md', type: 'text/markdown' })),
  }
}
