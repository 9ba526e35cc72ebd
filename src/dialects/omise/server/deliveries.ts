// How an event was delivered to the merchant's webhooks of this dialect, one record per attempt.

import type { Instant } from '../../../core/time.ts'
import type { Reads, Tables } from '../../../engine/store.ts'
import type { WireEvent, WireWebhookDelivery } from '../contract/dispute.ts'
import { derivedId } from '../ids.ts'
import { timeText } from '../view.ts'

export async function deliveriesOf(reads: Pick<Reads, 'deliveries' | 'endpoints'>, { merchant, id }: Tables['notice'], event: WireEvent): Promise<WireWebhookDelivery[]> {
  const deliveries = await reads.deliveries(merchant as `mch_${string}`, id)
  if (deliveries.length === 0) return []
  const urls = new Map((await reads.endpoints(merchant as `mch_${string}`)).filter(({ dialect }) => dialect === 'omise').map(row => [row.id, row.url]))
  const payload = JSON.stringify(event)
  return deliveries.filter(({ endpoint }) => urls.has(endpoint)).flatMap(({ id: delivery, endpoint, tries }) => tries.map(({ number, at, status, error }) => ({
    object: 'webhook_delivery' as const, id: derivedId('whdl', event.livemode, `${event.id} ${delivery} ${number}`, at), uri: urls.get(endpoint)!,
    status, key: event.key, error, payload, created_at: spaced(at),
  })))
}

/** `2023-03-02 10:27:09 UTC`: the one time of this API that is not ISO 8601. */
const spaced = (at: Instant): string => timeText(at).replace('T', ' ').replace('Z', ' UTC')
