// The outbox: every event has its one notice, every notice its event, every delivery its notice and endpoint.

import { testNotice } from '../core/notice.ts'
import type { Instant } from '../core/time.ts'
import { noticeText, patience, storiesOf, toldOf } from './check-dispute.ts'
import type { About, Counts, Find } from './check-problem.ts'
import { compartmentOf, differing, heap, type Heap } from './check-streams.ts'
import type { Store, Tables } from './store.ts'

type Scans = Pick<Store, 'scan'>
type Endpoint = Tables['endpoint']
export const noNotices = (): { expected: Heap } => ({ expected: heap() })

export async function noticeProblems(store: Scans, { expected }: { expected: Heap }, now: Instant, counts: Counts, find: Find): Promise<void> {
  const stored = heap()
  for await (const notice of store.scan('notice')) {
    counts.notices++
    if (notice.position === null && notice.at < now - patience) find('not_sequenced', aboutNotice(notice), `made at ${new Date(notice.at).toISOString()}`, 'a place in the stream within seconds')
    if (notice.kind === testNotice) continue
    const { key, text } = noticeText(notice)
    stored.add(key, text)
  }
  const suspects = differing(expected, stored)
  if (suspects.size > 0) await compareNotices(store, suspects, find)
}

/** A second reading, of the compartments that differ only. */
async function compareNotices(store: Scans, suspects: Set<number>, find: Find): Promise<void> {
  const expected = new Map<string, { text: string; about: About }>()
  for await (const story of storiesOf(store)) {
    for (const { key, text } of toldOf(story)) {
      if (suspects.has(compartmentOf(key))) expected.set(key, { text, about: { ...story.about, subject: `notice of event ${key.split(' ').at(-1)}` } })
    }
  }
  const seen = new Set<string>()
  for await (const notice of store.scan('notice')) {
    const { key, text } = noticeText(notice)
    if (notice.kind === testNotice || !suspects.has(compartmentOf(key))) continue
    const told = expected.get(key)
    if (!told || seen.has(key)) find('notice_unexpected', aboutNotice(notice), `${notice.kind} of event ${notice.seq}`, 'nothing')
    else if (told.text !== text) find('notice_differs', aboutNotice(notice), text, told.text)
    seen.add(key)
  }
  for (const [key, { about, text }] of expected) if (!seen.has(key)) find('notice_missing', about, 'nothing', text)
}

const aboutNotice = ({ merchant, dispute, id, seq }: Tables['notice']): About => ({ merchant, dispute, subject: `notice ${id} of event ${seq}` })

/** Deliveries are compared in parts of this many, so that their ids fit into memory. */
const part = 250_000

export async function deliveryProblems(store: Scans, counts: Counts, find: Find): Promise<void> {
  const endpoints = new Map<string, Endpoint[]>()
  for await (const endpoint of store.scan('endpoint')) endpoints.set(endpoint.merchant, [...(endpoints.get(endpoint.merchant) ?? []), endpoint])
  for await (const _ of store.scan('delivery')) counts.deliveries++
  const parts = Math.ceil(Math.max(counts.deliveries, endpoints.size > 0 ? counts.notices : 0) / part)
  for (let n = 0; n < parts; n++) await compareDeliveries(store, endpoints, key => compartmentOf(key) % parts === n, find)
}

async function compareDeliveries(store: Scans, endpoints: Map<string, Endpoint[]>, isMine: (key: string) => boolean, find: Find): Promise<void> {
  const made = new Map<string, Tables['delivery'][]>()
  for await (const delivery of store.scan('delivery')) {
    const key = `${delivery.merchant} ${delivery.notice}`
    if (isMine(key)) made.set(key, [...(made.get(key) ?? []), delivery])
  }
  for await (const notice of store.scan('notice')) {
    const key = `${notice.merchant} ${notice.id}`
    if (!isMine(key)) continue
    const deliveries = made.get(key) ?? []
    made.delete(key)
    const missing = (endpoints.get(notice.merchant) ?? []).filter(e => isAwaited(e, notice) && !deliveries.some(d => d.endpoint === e.id))
    for (const endpoint of missing) find('delivery_missing', aboutNotice(notice), 'no delivery', `a delivery to ${endpoint.id}`)
  }
  for (const delivery of [...made.values()].flat()) {
    find('delivery_dangling', { merchant: delivery.merchant, dispute: null, subject: `delivery ${delivery.id}` }, `of notice ${delivery.notice}`, 'a notice that is there')
  }
}

/** Made before the notice, enabled and asking for it now. Its kinds may have been changed since: that is why this only warns. */
function isAwaited({ dialect, kinds, createdAt, disabledAt }: Endpoint, notice: Tables['notice']): boolean {
  const asks = kinds.split(',').some(kind => kind.trim() === '*' || kind.trim() === notice.kind)
  const speaks = dialect === 'native' || dialect === notice.dialect
  return notice.position !== null && notice.kind !== testNotice && disabledAt === null && createdAt < notice.at && speaks && asks
}
