// Looks whether a call was answered before, so that a repetition makes no key and meets nothing that it made itself the first
// time. The write path judges the key again; this only saves the work before it.

import type { MerchantId } from '../core/ids.ts'
import { refuse } from '../core/refusal.ts'
import type { Engine } from './engine.ts'
import type { Answer, Key, Performed } from './job.ts'

export async function answered(engine: Engine, merchant: MerchantId, key: Key | null): Promise<Performed<unknown> | null> {
  const known = key && (await engine.reads.idempotency(merchant, key.principal, key.key))
  if (!known) return null
  if (known.fingerprint !== key.fingerprint) return { kind: 'turned_away', refusal: refuse('key_reused_with_other_body') }
  return { kind: 'replayed', answer: JSON.parse(known.answer) as Answer }
}
