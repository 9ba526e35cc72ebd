// Reading disputes, one and many.

import type { Services } from '../../dialect.ts'
import { toWireDispute } from '../translate.ts'
import { callerOf, failure, type Part } from './call.ts'
import { disputeOf } from './find.ts'
import { disputesOf } from './list.ts'

export function disputeCalls(services: Services): Part<'listDisputes' | 'getDispute'> {
  return {
    async listDisputes(call) {
      const { count, skip } = call.query
      if (count > mostCount || skip > mostSkip) return failure('page_too_far')
      const caller = callerOf(call)
      const disputes = await disputesOf(services.engine.reads, caller, call.query)
      return { status: 200, body: disputes.map(dispute => toWireDispute(dispute, caller.account)) }
    },
    async getDispute(call) {
      const caller = callerOf(call)
      const dispute = await disputeOf(services, caller, call.params.disputeID)
      return dispute ? { status: 200, body: toWireDispute(dispute, caller.account) } : failure('dispute_not_found')
    },
  }
}

const mostCount = 1000
/** What is skipped has to be walked past. */
const mostSkip = 10_000
