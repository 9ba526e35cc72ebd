// A dispute as its provider would open it, from what a caller of the sandbox says of it.

import type { Opening } from '../../../core/command.ts'
import type { Reason, Story } from '../../../core/dispute.ts'
import type { MerchantId } from '../../../core/ids.ts'
import type { Services } from '../../dialect.ts'
import type { Call } from './call.ts'
import { feesOf, moneyOf, respondByOf } from './sandbox.ts'

type Body = Call<'openDispute'>['body']

export function openingOf(services: Services, merchant: MerchantId, body: Body): Opening {
  const { engine: { world }, theirId } = services
  const now = world.now()
  const { dialect, phase, theirs, settlement } = body
  return {
    id: world.ids.next('dsp'), merchant, home: 'house', dialect, phase, openedAt: now,
    theirs: { id: theirs?.id ?? theirId(dialect, now), status: theirs?.status ?? null, reasonCode: theirs?.reason_code ?? null, reasonText: theirs?.reason_text ?? null },
    money: moneyOf(body.amount),
    settlement: settlement ? { money: moneyOf(settlement.amount), rate: settlement.rate ?? null } : null,
    fees: feesOf(body.fees),
    reason: reasonOf(body.reason),
    payment: paymentOf(body.payment),
    story: storyOf(body.story),
    respondBy: respondByOf(body, now),
    metadata: body.metadata ?? {}, tags: body.tags ?? [],
  }
}

function reasonOf(reason: Body['reason'] = 'other'): Reason {
  if (typeof reason === 'string') return { category: reason, code: null, network: null, networkCode: null }
  const { category, code = null, network = null, network_code: networkCode = null } = reason
  return { category, code, network, networkCode }
}

function storyOf(story: Body['story']): Story | null {
  if (story === undefined) return null
  return typeof story === 'string' ? { text: story, language: null, customer: null } : { text: story.text, language: story.language ?? null, customer: story.customer ?? null }
}

function paymentOf({ id, order, paid_at, network, references, captured, refunded }: NonNullable<Body['payment']> = {}): Opening['payment'] {
  return {
    id: id ?? null, order: order ?? null, paidAt: paid_at ?? null, network: network ?? null, references: references ?? {},
    captured: captured ? moneyOf(captured) : null, refunded: refunded ? moneyOf(refunded) : null,
  }
}
