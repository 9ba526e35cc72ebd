// Puts disputes aside, and wakes them. Shown at once and taken back if it is refused; whoever did it can wake them where it is told.

import { send } from '../../api/client.ts'
import type { Dispute } from '../../api/contract.ts'
import { sessionNow } from '../../api/session.ts'
import { instantOf, serverNow, shortTime } from '../../time.ts'
import { regretMs, toast } from '../../ui/toast.tsx'

export type Aside = Dispute['snoozed']
/** `show` draws it before the server has answered, and again if it refused. */
export type Shown = { now(id: string): Aside; show(id: string, aside: Aside): void }

export const isAside = (snoozed: Aside, now: number): snoozed is NonNullable<Aside> => snoozed !== undefined && instantOf(snoozed.until) > now

/** Null wakes. */
export async function snooze(ids: readonly string[], until: number | null, shown: Shown): Promise<void> {
  const refused: string[] = []
  await Promise.all(ids.map(async id => {
    const before = shown.now(id)
    shown.show(id, until === null ? undefined : asideUntil(until))
    const outcome = await send('PATCH /v1/disputes/{id}', { params: { id }, body: { snooze_until: until === null ? null : new Date(until).toISOString() } })
    if (outcome.kind === 'done') return shown.show(id, outcome.value.snoozed)
    shown.show(id, before)
    refused.push(outcome.problem.detail)
  }))
  if (refused.length > 0) toast({ text: `${refused.length} of ${ids.length} could not be ${until === null ? 'woken' : 'snoozed'}: ${refused[0]}`, tone: 'bad' })
  else if (until === null) toast({ text: 'Awake again.' })
  else {
    const end = toast({ text: `Snoozed until ${shortTime(until)}.`, ms: regretMs, action: { label: 'Wake', run: () => { end(); void snooze(ids, null, shown) } } })
  }
}

function asideUntil(until: number): NonNullable<Aside> {
  const user = sessionNow()?.user
  return { until: new Date(until).toISOString(), at: new Date(serverNow()).toISOString(), by: { kind: 'user', id: user?.id ?? '', ...(user && { name: user.name }), surface: 'desk', request: null } }
}
