// Who prepares a decision right now: advice for colleagues, which ends by itself after a while of real time. It is never a lock, and
// nothing is decided upon it.

import type { DisputeId, MerchantId } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'
import type { PreparingRow } from './store-desk.ts'
import type { Store } from './store.ts'
import type { Stream } from './stream.ts'

export const preparingLivesMs = 45_000

export type Preparing = {
  /** True for a while from now on; said again it goes on. */
  say(merchant: MerchantId, dispute: DisputeId, who: { id: string; name: string }, kind: string): Promise<void>
  stop(merchant: MerchantId, dispute: DisputeId, who: string): Promise<void>
  now(merchant: MerchantId): Promise<PreparingRow[]>
  /** For whoever follows: what was said in this process at once, in others within seconds; and when the first of it ends by itself. */
  followed(merchant: MerchantId): Promise<{ rows: PreparingRow[]; endsInMs: number }>
}

/** `now` is real time, also where a sandbox's clock is turned. */
export type PreparingParts = { store: Pick<Store, 'reads' | 'desk'>; stream: Pick<Stream, 'tell'>; now(): Instant }

/** All followers of a merchant share one look at the store for so long. */
const sharedMs = 4_000
/** More than people sit at one queue; beyond it the newest are not shown. */
const most = 500

export function createPreparing({ store: { reads, desk }, stream, now }: PreparingParts): Preparing {
  const looks = new Map<MerchantId, { at: Instant; rows: Promise<PreparingRow[]> }>()
  const look = (merchant: MerchantId) => reads.preparing(merchant, now(), most)
  return {
    async say(merchant, dispute, { id, name }, kind) {
      const since = now()
      await desk.prepare({ merchant, dispute, person: id, name, kind, since, until: since + preparingLivesMs })
      tell(merchant)
    },
    async stop(merchant, dispute, who) {
      await desk.stopPreparing(merchant, dispute, who)
      tell(merchant)
    },
    now: look,
    async followed(merchant) {
      const rows = (await shared(merchant)).filter(({ until }) => until > now())
      return { rows, endsInMs: Math.min(...rows.map(({ until }) => until)) - now() }
    },
  }

  function tell(merchant: MerchantId): void {
    looks.delete(merchant)
    stream.tell(merchant)
  }

  function shared(merchant: MerchantId): Promise<PreparingRow[]> {
    const last = looks.get(merchant)
    if (last && now() - last.at < sharedMs && now() >= last.at) return last.rows
    const rows = look(merchant)
    looks.set(merchant, { at: now(), rows })
    rows.catch(() => looks.delete(merchant))
    return rows
  }
}
