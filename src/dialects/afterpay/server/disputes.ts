// Reading one dispute, and accepting it: the same under both verbs.

import type { Services } from '../../dialect.ts'
import { failure, type AnyCall, type Part, type Reply, type Served } from './call.ts'
import { disputeOf } from './find.ts'
import { listOf } from './listing.ts'
import { actorOf, perform, shown } from './perform.ts'

type Mine = 'listDisputes' | 'getDispute' | 'acceptDispute' | 'acceptDisputeByPost'

export function disputeCalls(served: Served): Part<Mine> {
  const { engine: { world } }: Services = served.services
  return {
    listDisputes: async call => ({ status: 200, body: await listOf(served, call) }),
    async getDispute(call) {
      const dispute = await disputeOf(served, call, call.params.dispute_id)
      return dispute ? shown(served, dispute) : failure('not_found')
    },
    acceptDispute: accept,
    acceptDisputeByPost: accept,
  }

  /** Afterpay has no place for a reason and none for an undo window. */
  async function accept(call: AnyCall & { params: { dispute_id: string } }): Promise<Reply> {
    const dispute = await disputeOf(served, call, call.params.dispute_id)
    if (!dispute) return failure('not_found')
    const command = {
      kind: 'accept', by: actorOf(call), act: world.ids.next('act'), reason: 'unspecified', note: null, holdMs: 0, expect: {}, override: null,
    } as const
    return perform(served, call, dispute, command, 'accepted')
  }
}
