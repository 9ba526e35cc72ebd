// News as it happens: wakes whoever follows a merchant's notices. It carries no data; followers read by position, so nothing is missed.

import type { MerchantId } from '../core/ids.ts'

export type Stream = {
  /** Resolves at the next news of the merchant, or after `ms`, or when the signal aborts. */
  news(merchant: MerchantId, ms: number, signal: AbortSignal): Promise<void>
  tell(merchant: MerchantId): void
}
