// A test event for one webhook, and what its receiver said to it. It goes the way of every notice, so its address is judged and its
// receiver spared as ever; the call waits for the one attempt.

import type { MerchantId } from '../../../core/ids.ts'
import { testNotice } from '../../../core/notice.ts'
import type { Tables } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { inventedDispute, testWrites } from '../../test-notice.ts'
import { moovNotices } from '../notices.ts'

export type Pinged = { requestBodySent: Record<string, unknown>; responseStatusCode: number }

/** Null where the receiver said nothing in its time. */
export async function pinged(services: Services, row: Tables['endpoint']): Promise<Pinged | null> {
  const { engine: { write, world } } = services
  const [merchant, now] = [row.merchant as MerchantId, world.now()]
  const ids = { notice: world.ids.next('ntc'), delivery: world.ids.next('dlv') }
  const sent = moovNotices.render({ id: ids.notice, kind: testNotice, at: now, position: 0n, dispute: inventedDispute(merchant, now) })!
  await write({ merchant, writes: testWrites(row, ids, now) })
  const status = await firstStatus(services, merchant, ids.notice)
  return status === null ? null : { requestBodySent: JSON.parse(sent.body) as Record<string, unknown>, responseStatusCode: status }
}

async function firstStatus({ engine: { reads }, pause, closing }: Services, merchant: MerchantId, notice: string): Promise<number | null> {
  for (let look = 0; look < mostLooks && !closing.aborted; look += 1) {
    const [delivery] = await reads.deliveries(merchant, notice)
    const first = delivery?.tries[0]
    if (first) return first.status
    await pause(lookEveryMs)
  }
  return null
}

/** A receiver has 15 seconds, once its turn has come. */
const lookEveryMs = 100
const mostLooks = 200
