// News as it happens: wakes whoever follows a merchant's notices, and all when the clock is turned. It carries no data; followers read by
// position, so nothing is missed.

import type { MerchantId } from '../core/ids.ts'

export type Stream = {
  /** Resolves at the next news of the merchant, or after `ms`, or when the signal aborts. */
  news(merchant: MerchantId, ms: number, signal: AbortSignal): Promise<void>
  tell(merchant: MerchantId): void
  /** The clock was turned, for all merchants: wakes whoever follows. */
  turned(): void
  /** How often it was turned; another number means that the time is another one than was told. */
  turns(): number
}
