// Saying that a decision is being prepared, and telling it to whoever follows. It reads no dispute but to know that there is one.

import { wireJson } from '../../../core/json.ts'
import { isId, type MerchantId } from '../../../core/ids.ts'
import type { PreparingRow } from '../../../engine/store-desk.ts'
import type { Services } from '../../dialect.ts'
import type { WirePreparing } from '../contract/dispute.ts'
import { instantText } from '../translate.ts'
import { merchantOf, type AnyCall, type Part } from './call.ts'
import { disputeOf } from './disputes.ts'
import { failure, json, nothing } from './reply.ts'

export function preparingCalls(services: Services): Part<'prepareDispute' | 'stopPreparing'> {
  const { preparing } = services
  return {
    async prepareDispute(call) {
      const { id } = call.params
      if (!await disputeOf(services, call, id)) return failure('dispute_not_found')
      await preparing.say(merchantOf(call), id, whoOf(call), call.body.kind)
      return json(200, { data: await preparedNow(services, merchantOf(call), id) })
    },
    async stopPreparing(call) {
      const { id } = call.params
      if (!await disputeOf(services, call, id)) return failure('dispute_not_found')
      await preparing.stop(merchantOf(call), id, whoOf(call).id)
      return nothing(204)
    },
  }
}

function whoOf({ principal: { user, id, administrator } }: AnyCall): { id: string; name: string } {
  return user ?? { id, name: administrator ? 'Administrator' : 'Key' }
}

export async function preparedNow({ preparing }: Services, merchant: MerchantId, dispute: string): Promise<WirePreparing[]> {
  return (await preparing.now(merchant)).filter(row => row.dispute === dispute).map(toWirePreparing)
}

function toWirePreparing({ person, name, kind, since }: PreparingRow): WirePreparing {
  return { who: { kind: isId('usr', person) ? 'user' : 'key', id: person, name }, kind: kind as WirePreparing['kind'], since: instantText(since) }
}

/** What changed since it was last told, as events without an id: a follower who comes back resumes behind the last notice all the same. */
export function preparingNews({ preparing }: Services, merchant: MerchantId): () => Promise<{ texts: string[]; endsInMs: number }> {
  let told = new Map<string, string>()
  return async () => {
    const { rows, endsInMs } = await preparing.followed(merchant)
    const next = new Map([...Map.groupBy(rows, ({ dispute }) => dispute)].map(([dispute, group]) => [dispute, textOf(dispute, group)]))
    const ended = [...told.keys()].filter(dispute => !next.has(dispute)).map(dispute => textOf(dispute, []))
    const changed = [...next].filter(([dispute, text]) => told.get(dispute) !== text).map(([, text]) => text)
    told = next
    return { texts: [...ended, ...changed], endsInMs }
  }
}

const textOf = (dispute: string, rows: PreparingRow[]): string =>
  `event: preparing\ndata: ${wireJson({ dispute, preparing: rows.map(toWirePreparing) })}\n\n`
