/** What the examples and exchanges of Ahrvo's API take for granted: a shop with a dispute in a named state, and all that belongs to it. */
import { ids } from '../../src/dialects/ahrvo/contract/samples.ts'
import { pdf, sendFile, type AhrvoKit } from './ahrvo.ts'
import { textOf } from './native.ts'

export const givens = ['open', 'inquiry', 'accepted', 'responded', 'evidence', 'webhook'] as const
export type GivenName = (typeof givens)[number]
export type Values = Record<keyof typeof ids | 'foreign' | 'basic' | 'reader' | 'strict' | 'file' | 'html', string>

/** New shops in a Parley that may have others: none sees another's. */
export async function ahrvoGiven(kit: AhrvoKit, name: GivenName): Promise<Values> {
  const shop = await kit.shop()
  const dispute = await kit.dispute(shop, { phase: name === 'inquiry' ? 'inquiry' : 'chargeback', payment: { id: ids.transfer }, metadata: { order_id: 'ORDER-12345' } })
  const foreign = await kit.dispute(await kit.shop('Somebody Else'))
  const pair = async (asked: object) => {
    const { shown } = (await shop.call('POST', `/v1/merchants/${shop.id}/credentials`, { dialect: 'ahrvo', ...asked })).body
    return Buffer.from(`${textOf(shown?.username)}:${textOf(shown?.password)}`).toString('base64')
  }
  if (name === 'accepted') await shop.ahrvo('POST', `/disputes/${dispute}/accept`)
  if (name === 'responded') await shop.ahrvo('POST', `/disputes/${dispute}/submit`, { note: 'It was delivered.' })
  const evidence = name === 'evidence' ? textOf((await sendFile(shop.ahrvo, dispute)).body.id) : ids.evidence
  const made = name === 'webhook' ? await shop.ahrvo('POST', '/webhooks', { url: 'https://shop.example/webhooks/finix', enabled_events: [{ entity: 'dispute', types: ['created', 'updated'] }] }) : null
  const text = (file: { body: Uint8Array }) => Buffer.from(file.body).toString().replaceAll('parley-boundary-7d93', 'parley7d93')
  return {
    dispute, foreign, evidence, transfer: ids.transfer, webhook: made ? textOf(made.body.id) : ids.webhook, basic: shop.basic.slice('Basic '.length),
    reader: await pair({ scope: 'read' }), strict: await pair({ scope: 'decide', given: { finix_version: 'required' } }),
    file: text(pdf()), html: text(pdf('receipt.pdf', '<html><script>alert(1)</script></html>')),
  }
}
