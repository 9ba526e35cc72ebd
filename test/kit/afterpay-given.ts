/** What the exchanges and examples of Afterpay's API take for granted: a merchant with one dispute in a state and one file, and a stranger's. */
import { judge, type AfterpayKit, type Shop } from './afterpay.ts'
import { samplePdf, textOf } from './native.ts'
import type { Scene } from './prove.ts'

export const givens = ['', 'under_review', 'accepted', 'expired', 'won', 'refunded'] as const

/** Two merchants of their own, so that many may share one Parley. */
export async function afterpayGiven(kit: AfterpayKit, state: string): Promise<Scene> {
  const [shop, stranger] = [await kit.shop('Mill Ceramics'), await kit.shop('Tea House')]
  const paid = kit.clock.now() - 80_800_000
  const { id, own } = await kit.dispute(shop, {
    payment: { id: '123456789', order: 'order54321', paid_at: new Date(paid).toISOString() },
    story: 'Customer has no knowledge of the payment',
  })
  const wire = (await shop.call('GET', `/v2/disputes/${id}`)).body
  await bring(kit, shop, { id, own }, state)
  const [file, foreignFile] = [await upload(shop), await upload(stranger)]
  const link = new URL(textOf((await shop.call('GET', `/v2/disputes/files/${file}`)).body.url)).search.slice(1)
  return {
    handle: kit.handle,
    values: {
      dispute: id, basic: shop.authorization.slice('Basic '.length), file, foreignFile, link, foreign: (await kit.dispute(stranger)).id,
      due: textOf(wire.responseDueBy), created: textOf(wire.createdAt), paid: String(Math.floor(paid / 1000)),
    },
  }
}

async function bring(kit: AfterpayKit, shop: Shop, { id, own }: { id: string; own: string }, state: string): Promise<void> {
  if (state === 'under_review') await shop.call('POST', `/v2/disputes/${id}`, { evidence: { uncategorizedText: 'x' } })
  else if (state === 'accepted') await shop.call('POST', `/v2/disputes/${id}/accept`)
  else if (state === 'expired') {
    kit.clock.advance(14 * 86_400_000)
    await kit.app.workers.runOnceAll(kit.clock.now())
  } else if (state !== '') await judge(shop, own, state)
}

const upload = async (of: Shop): Promise<string> =>
  textOf((await of.call('POST', '/v2/disputes/files', { file: Buffer.from(samplePdf).toString('base64'), fileType: 'dispute_evidence' })).body.id)
