// A call under a key whose effect is no command: done once, and its answer kept. The effect comes first, so a crash between the two
// may do it again; only what may safely happen twice goes this way.

import type { MerchantId } from '../../../core/ids.ts'
import type { Answer, Performed } from '../../../engine/job.ts'
import { refuse } from '../../../core/refusal.ts'
import type { Services } from '../../dialect.ts'
import type { AnyCall, Reply } from './call.ts'
import { told } from './reply.ts'

export type Once = (merchant: MerchantId, call: AnyCall, work: () => Promise<Answer | Reply>) => Promise<Reply>

export function onceOf(services: Services): Once {
  const { engine } = services
  const running = new Set<string>()
  return async (merchant, { key, principal }, work) => {
    const claim = key ? `${merchant} ${key.principal} ${key.key}` : null
    if (claim && running.has(claim)) return (await answeredBefore(services, merchant, { key })) ?? told(services, { kind: 'turned_away', refusal: refuse('key_in_flight') })
    if (claim) running.add(claim)
    try {
      const before = await answeredBefore(services, merchant, { key })
      if (before) return before
      const answer = await work()
      if (!('body' in answer)) return answer
      return told(services, await engine.write({ merchant, key, credential: principal.credential, writes: [], answer }))
    } finally {
      if (claim) running.delete(claim)
    }
  }
}

/** What this key was answered, for calls that look at something before they write: a repetition must not meet its own effect. */
export async function answeredBefore(services: Services, merchant: MerchantId, { key }: Pick<AnyCall, 'key'>): Promise<Reply | null> {
  const before = key && (await services.engine.reads.idempotency(merchant, key.principal, key.key))
  return before && told(services, repeated(before, key.fingerprint))
}

function repeated({ fingerprint, answer }: { fingerprint: string; answer: string }, now: string): Performed<unknown> {
  if (fingerprint !== now) return { kind: 'turned_away', refusal: refuse('key_reused_with_other_body') }
  return { kind: 'replayed', answer: JSON.parse(answer) as Answer }
}
