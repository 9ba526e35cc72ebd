// Whose dispute a call of the sandbox is about: the administrator may leave it unsaid.

import type { DisputeId, MerchantId } from '../../../core/ids.ts'
import type { Services } from '../../dialect.ts'
import type { AnyCall, Reply } from './call.ts'
import { failure } from './reply.ts'

/** The merchant of the caller, or the one that the administrator names in the body or the header. */
export async function merchantNamed({ engine }: Services, { principal }: AnyCall, named: MerchantId | undefined): Promise<MerchantId | Extract<Reply, object>> {
  const merchant = named ?? principal.merchant
  if (!merchant) return failure('merchant_required')
  if (principal.merchant ? merchant !== principal.merchant : !await engine.reads.merchant(merchant)) return failure('merchant_not_found')
  return merchant
}

/** For the administrator of a sandbox all merchants are searched: they are few there, and live has no such call. */
export async function merchantWith({ engine }: Services, { principal }: AnyCall, dispute: DisputeId): Promise<MerchantId | null> {
  if (principal.merchant) return principal.merchant
  for (let after = ''; ;) {
    const merchants = await engine.reads.merchants(after, pageSize)
    for (const { merchant } of merchants) {
      if (await engine.reads.dispute(merchant as MerchantId, dispute)) return merchant as MerchantId
    }
    if (merchants.length < pageSize) return null
    after = merchants.at(-1)!.merchant
  }
}

const pageSize = 100
