// Decides the jobs of one merchant's batch, in the order of arrival, against what was loaded. A job that breaks hurts nobody else.

import { refuse, type Refusal } from '../core/refusal.ts'
import { noEffects, record, writesOf } from './effects.ts'
import type { Answer, Job, Performed, View } from './job.ts'
import { keyOf, type Loaded, type Tables, type Write } from './store.ts'
import type { World } from './world.ts'

export type Waiting<T = unknown> = { job: Job<T>; settle(result: Performed<T>): void; fail(error: unknown): void }
/** What happened to each job, told to its caller only after the commit. */
export type Told = { waiting: Waiting; result: Performed<unknown> } | { waiting: Waiting; error: unknown }

export function decideBatch(batch: Waiting[], stored: Loaded, world: World): { writes: Write[]; told: Told[] } {
  const loaded = overlay(stored)
  const effects = noEffects()
  const keys: Tables['idempotency'][] = []
  const told = batch.map<Told>(waiting => {
    try {
      return { waiting, result: decideOne(waiting.job) }
    } catch (error) {
      return { waiting, error }
    }
  })
  const remembered: Write[] = keys.length ? [{ table: 'idempotency', rows: keys.sort((a, b) => (a.key < b.key ? -1 : 1)) }] : []
  return { writes: [...writesOf(effects), ...remembered], told }

  function decideOne(job: Job<unknown>): Performed<unknown> {
    const before = turnedAway(job, loaded)
    if (before) return before
    const now = world.now()
    const verdict = job.decide(viewOf(job, now))
    if (verdict.changed) record(effects, loaded, verdict.changed, world)
    effects.other.push(...verdict.writes)
    if (job.key && verdict.answer && verdict.keep) keys.push(remember(job, verdict.answer, now))
    return { kind: 'done', value: verdict.value, answer: verdict.answer }
  }

  function viewOf(job: Job<unknown>, now: number): View {
    const dispute = job.dispute ? loaded.disputes.get(job.dispute) ?? null : null
    return { now, dispute, payment: id => loaded.payments.get(id) ?? null, exists }
  }

  function exists({ id, dialect, theirs }: Parameters<View['exists']>[0]): boolean {
    return loaded.disputes.values().some(({ dispute }) => dispute.id !== id && dispute.dialect === dialect && dispute.theirs.id === theirs.id)
  }

  function remember({ merchant, key }: Job<unknown>, answer: Answer, at: number): Tables['idempotency'] {
    const row = { merchant, principal: key!.principal, key: key!.key, fingerprint: key!.fingerprint, answer: JSON.stringify(answer), at }
    loaded.keys.set(keyOf(row.principal, row.key), row)
    return row
  }
}

/** What the batch has decided so far, over what is stored; the store compares with the latter when it writes. */
const overlay = ({ disputes, payments, keys, revoked }: Loaded): Loaded =>
  ({ disputes: new Map(disputes), payments: new Map(payments), keys: new Map(keys), revoked })

/** Replay comes first: an answered key is answered again before anything else is judged, save the right to ask at all. */
function turnedAway(job: Job<unknown>, loaded: Loaded): Performed<unknown> | null {
  if (job.credential && loaded.revoked.has(job.credential)) return away(refuse('credential_revoked'))
  const known = job.key && loaded.keys.get(keyOf(job.key.principal, job.key.key))
  if (!known) return null
  if (known.fingerprint !== job.key!.fingerprint) return away(refuse('key_reused_with_other_body'))
  return { kind: 'replayed', answer: JSON.parse(known.answer) as Answer }
}

const away = (refusal: Refusal): Performed<unknown> => ({ kind: 'turned_away', refusal })
