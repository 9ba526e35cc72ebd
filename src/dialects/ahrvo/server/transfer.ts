// The disputes of one transfer, whatever else a list asks: of the payment that is disputed, or of what moved because of a dispute.

import type { Dispute } from '../../../core/dispute.ts'
import type { DisputeId } from '../../../core/ids.ts'
import type { Services } from '../../dialect.ts'
import { adjustmentOf, disputeOfTransfer, isTheirId } from '../ids.ts'
import { transferOf } from '../translate.ts'
import { transfersOf } from '../transfers.ts'
import type { Caller } from './call.ts'
import { visible } from './look.ts'

type Asked = { transfer_id?: string | undefined; adjustment_transfer_id?: string | undefined }

export async function disputesOfTransfer({ engine: { reads } }: Services, { merchant, seeAll }: Caller, asked: Asked): Promise<Dispute[]> {
  const { transfer_id: transfer, adjustment_transfer_id: adjustment } = asked
  const disputed = transfer === undefined ? null : await ofTransfer(transfer)
  const moved = adjustment === undefined ? null : await ofAdjustment(adjustment)
  const both = disputed && moved ? disputed.filter(({ id }) => moved.some(each => each.id === id)) : disputed ?? moved ?? []
  return both.sort((a, b) => b.openedAt - a.openedAt)

  async function ofTransfer(transfer: string): Promise<Dispute[]> {
    if (!isTheirId(transfer)) return []
    const pages = await Promise.all(visible(seeAll).map(name => reads.disputes(merchant, { payment: `${name}:${transfer}`, dialects: [name] }, 'opened_newest', null, mostOfOne)))
    const unnamed = await seen(disputeOfTransfer(transfer))
    return [...pages.flatMap(({ items }) => items), ...(unnamed && transferOf(unnamed) === transfer ? [unnamed] : [])]
  }

  async function ofAdjustment(adjustment: string): Promise<Dispute[]> {
    const dispute = await seen(adjustmentOf(adjustment))
    const moved = dispute && transfersOf(dispute, await reads.postings(merchant, dispute.id, null, mostOfOne), '')
    return moved?.some(({ id }) => id === adjustment) ? [dispute!] : []
  }

  async function seen(id: DisputeId | null): Promise<Dispute | null> {
    const dispute = id && (await reads.dispute(merchant, id))?.dispute
    return dispute && visible(seeAll).includes(dispute.dialect) ? dispute : null
  }
}

const mostOfOne = 1_000
