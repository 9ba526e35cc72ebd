// What a connection's owner wants to happen by itself when a deadline is near, as the order that the dispute gets.

import type { AtBuffer } from '../core/command.ts'
import type { Home } from '../core/dispute.ts'
import type { Ids, MerchantId } from '../core/ids.ts'
import { moneyWords } from '../core/money.ts'
import type { Lines } from './lines.ts'

export async function policyOf(lines: Pick<Lines, 'of'>, ids: Ids, merchant: MerchantId, home: Home): Promise<AtBuffer | null> {
  const wired = await lines.of(home)
  if (!wired || wired.connection.merchant !== merchant) return null
  const { settings: { policy }, id } = wired.connection
  if (policy.kind !== 'accept_below') return null
  return {
    act: ids.next('act'), by: { kind: 'system', id: 'policy', surface: 'bridge', request: null }, below: policy.below,
    note: `The policy of ${id}: what is worth less than ${moneyWords(policy.below)} is conceded when the deadline is near`,
  }
}
