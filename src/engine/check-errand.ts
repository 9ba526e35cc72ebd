// Every act on its way upstream has its one errand, with a next look; no other errand is there.

import { disputeOf } from './row.ts'
import type { Instant } from '../core/time.ts'
import { patience, type Story } from './check-dispute.ts'
import type { About, Counts, Find } from './check-problem.ts'
import { askedActOf } from './errand.ts'
import type { Store } from './store.ts'

type OnItsWay = Map<string, { about: About; home: string; dispute: string }>
export const noActs = (): OnItsWay => new Map()

export function foldAct(acts: OnItsWay, { about, row }: Story): void {
  if (row?.state !== 'accepting' && row?.state !== 'submitting') return
  const act = askedActOf(disputeOf(row.body))
  acts.set(`${row.merchant} ${act}`, { about: { ...about, subject: `act ${act}` }, home: row.home, dispute: row.id })
}

export async function errandProblems(store: Pick<Store, 'scan'>, acts: OnItsWay, now: Instant, counts: Counts, find: Find): Promise<void> {
  for await (const errand of store.scan('errand')) {
    counts.errands++
    const key = `${errand.merchant} ${errand.act}`
    const about = { merchant: errand.merchant, dispute: errand.dispute, subject: `errand of act ${errand.act}` }
    const act = acts.get(key)
    if (!act || act.dispute !== errand.dispute || act.home !== errand.connection) find('errand_unexpected', about, `an errand to ${errand.connection}`, act ? `one to ${act.home} for ${act.dispute}` : 'nothing')
    if (errand.dueAt < now - patience) find('errand_late', about, `due at ${new Date(errand.dueAt).toISOString()}`, 'a look when it was due')
    acts.delete(key)
  }
  for (const { about, home } of acts.values()) find('errand_missing', about, 'nothing', `an errand to ${home}`)
}
