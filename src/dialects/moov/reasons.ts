// What the card networks' reason codes are about: Visa's by their number, Mastercard's that have one meaning. Moov hands the network's
// code through. A category is told as itself by whoever has no code. Data only.

import { reasonCategories, type ReasonCategory } from '../../core/dispute.ts'

/** Null for a code that stands here neither way. */
export function categoryOf(code: string | null): ReasonCategory | null {
  if (code === null) return null
  if (Object.hasOwn(byCode, code)) return byCode[code]!
  return reasonCategories.find(category => category === code) ?? null
}

/** Visa's dispute conditions (Visa Core Rules, chapter 11) and Mastercard's chargeback reasons (Chargeback Guide). */
const byCode: Readonly<Record<string, ReasonCategory>> = {
  '10.1': 'fraud', '10.2': 'fraud', '10.3': 'fraud', '10.4': 'fraud', '10.5': 'fraud',
  '11.1': 'authorization', '11.2': 'authorization', '11.3': 'authorization',
  '12.1': 'processing', '12.2': 'processing', '12.3': 'processing', '12.4': 'processing', '12.5': 'incorrect_amount',
  '12.6': 'duplicate', '12.6.1': 'duplicate', '12.6.2': 'duplicate', '12.7': 'processing',
  '13.1': 'not_received', '13.2': 'cancelled', '13.3': 'not_as_described', '13.4': 'not_as_described', '13.5': 'not_as_described',
  '13.6': 'credit_not_processed', '13.7': 'cancelled', '13.8': 'other', '13.9': 'not_received',
  '4808': 'authorization', '4834': 'processing', '4837': 'fraud', '4849': 'fraud', '4853': 'other', '4870': 'fraud', '4871': 'fraud',
}
