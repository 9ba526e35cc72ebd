// Looks whether a call was answered before, so that a repetition makes no key and meets nothing that it made itself the first
// time. The write path judges the key again; this only saves the work before it.

import type { DialectName } from '../core/dispute.ts'
import type { MerchantId } from '../core/ids.ts'
import { refuse } from '../core/refusal.ts'
import type { Taken } from './accounts.ts'
import type { Engine } from './engine.ts'
import type { Answer, Key, Performed } from './job.ts'

export async function answered(engine: Engine, merchant: MerchantId, key: Key | null): Promise<Performed<unknown> | null> {
  const known = key && (await engine.reads.idempotency(merchant, key.principal, key.key))
  if (!known) return null
  if (known.fingerprint !== key.fingerprint) return { kind: 'turned_away', refusal: refuse('key_reused_with_other_body') }
  return { kind: 'replayed', answer: JSON.parse(known.answer) as Answer }
}

/** What somebody holds is not given again. Also one who loses to another process at the last moment hears that, or the answer of its own repetition. */
export async function unlessTaken(
  engine: Engine, merchant: MerchantId, key: Key | null, firstHeld: () => Promise<DialectName | null>, make: () => Promise<Performed<unknown>>,
): Promise<Performed<unknown> | Taken> {
  const held = async (): Promise<Performed<unknown> | Taken | null> => {
    const dialect = await firstHeld()
    return dialect && ((await answered(engine, merchant, key)) ?? { kind: 'taken', what: 'credential', dialect })
  }
  const before = await held()
  if (before) return before
  try {
    return await make()
  } catch (error) {
    const now = error instanceof Error && error.name === 'Taken' ? await held() : null
    if (now) return now
    throw error
  }
}
