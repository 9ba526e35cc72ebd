// Decisions that somebody confirmed here, from the click until everybody knows what came of them. A decision is sent once: what nobody heard
// of is looked for by reading, and goes out again only under its own key and by somebody's choice.

import { newKey, read, send, type Outcome } from '../../api/client.ts'
import type { Act, AnswerOf, Dispute, InputOf } from '../../api/contract.ts'
import { onNews } from '../../api/live.ts'
import type { Problem } from '../../api/problem.ts'
import { get, queries } from '../../api/queries.ts'
import { sessionNow } from '../../api/session.ts'
import { after, serverNow } from '../../time.ts'
import { heardOf, isAboutTheDoor } from './heard.ts'
import { inTurns } from './in-turns.ts'
import { makeStore } from './store.ts'

export type AcceptBody = NonNullable<InputOf<'POST /v1/disputes/{id}/accept'>['body']>
export type SubmitBody = NonNullable<InputOf<'POST /v1/disputes/{id}/submit'>['body']>
export type Wanted = { kind: 'accept'; body: AcceptBody } | { kind: 'submit'; body: SubmitBody }
export type Stage =
  | { at: 'sending' }
  /** The server has it; what becomes of the act is read from there. */
  | { at: 'known'; act: Act }
  | { at: 'done'; dispute: Dispute }
  | { at: 'refused'; problem: Problem }
  | { at: 'elsewhere'; dispute: Dispute }
  | { at: 'unheard'; problem: Problem; since: number; lookedAt: number | null; looking: boolean }
/** `group` is what those have in common that were confirmed together. */
export type Attempt = { key: string; dispute: Dispute; wanted: Wanted; stage: Stage; group: string | null }

const atOnce = 6
const lookAfterMs = [5_000, 30_000, 120_000, 600_000]
const attempts = makeStore<readonly Attempt[]>([])
export const useAttempts = attempts.use
export const attemptOf = (key: string): Attempt | undefined => attempts.get().find(each => each.key === key)
export const useAttempt = (key: string): Attempt | undefined => attempts.use().find(each => each.key === key)

/** Once per key: a second click, a key beside a click and a second sheet change nothing. */
export async function decide(key: string, dispute: Dispute, wanted: Wanted): Promise<Stage> {
  const before = attemptOf(key)
  if (before) return before.stage
  attempts.set(all => [...all, { key, dispute, wanted, group: null, stage: { at: 'sending' } }])
  return await sent(key)
}

/** Several that were confirmed together, a few at a time: what waits for its turn is shown as being sent. */
export async function queue(several: readonly Omit<Attempt, 'stage' | 'group'>[], group: string): Promise<void> {
  attempts.set(all => [...all, ...several.map(each => ({ ...each, group, stage: { at: 'sending' } as const }))])
  await inTurns(several, atOnce, ({ key }) => sent(key))
}

/** Under its own key and with the same words: the server answers as it did, or hears of it for the first time. */
export async function repeat(key: string): Promise<void> {
  const attempt = attemptOf(key)
  if (attempt?.stage.at !== 'unheard') return
  const { stage } = attempt
  move(key, { at: 'sending' })
  await sent(key, stage)
}

/** Reads only. */
export async function look(key: string): Promise<void> {
  const attempt = attemptOf(key)
  if (attempt?.stage.at !== 'unheard') return
  move(key, { ...attempt.stage, looking: true })
  const dispute = await freshDispute(attempt.dispute.id)
  const now = attemptOf(key)?.stage
  if (now?.at !== 'unheard') return
  const heard = dispute && heardOf(dispute, attempt.wanted.kind, attempt.dispute.revision, sessionNow()?.user?.id ?? '')
  move(key, heard ?? { ...now, looking: false, lookedAt: dispute ? serverNow() : now.lookedAt })
}

export function putAway(key: string): void {
  attempts.set(all => all.filter(each => each.key !== key))
}

export function putGroupAway(group: string): void {
  attempts.set(all => all.filter(each => each.group !== group))
}

export const forgetAll = (): void => attempts.set(() => [])

export async function undo(act: string): Promise<Problem | null> {
  const outcome = await send('POST /v1/acts/{id}/undo', { params: { id: act } }, { key: newKey() })
  void queries.invalidateQueries()
  return outcome.kind === 'done' ? null : outcome.problem
}

async function sent(key: string, before: Stage | null = null): Promise<Stage> {
  const { dispute, wanted } = attemptOf(key)!
  const stage = stageAfter(await put(dispute.id, wanted, key), before)
  move(key, stage)
  void queries.invalidateQueries({ predicate: ({ queryKey: [route, input] }) => String(route).startsWith('GET /v1/disputes/') && (input as { params?: { id?: string } })?.params?.id === dispute.id })
  if (stage.at === 'unheard') lookLater(key, stage.since)
  return stage
}

type Answer = AnswerOf<'POST /v1/disputes/{id}/accept'>

function put(id: string, wanted: Wanted, key: string): Promise<Outcome<Answer>> {
  const params = { id }
  return wanted.kind === 'accept' ? send('POST /v1/disputes/{id}/accept', { params, body: wanted.body }, { key }) : send('POST /v1/disputes/{id}/submit', { params, body: wanted.body }, { key })
}

function stageAfter(outcome: Outcome<Answer>, before: Stage | null): Stage {
  if (outcome.kind === 'done') return 'act' in outcome.value && 'dispute' in outcome.value ? { at: 'known', act: outcome.value.act } : { at: 'done', dispute: outcome.value as Dispute }
  const { problem } = outcome
  // Turned away at the door: that says nothing of what was sent before.
  if (before?.at === 'unheard' && (outcome.kind === 'unknown' || isAboutTheDoor(problem))) return { ...before, problem, looking: false }
  return outcome.kind === 'unknown' ? { at: 'unheard', problem, since: serverNow(), lookedAt: null, looking: false } : { at: 'refused', problem }
}

function lookLater(key: string, since: number): void {
  for (const ms of lookAfterMs) after(ms, () => { if (isStill(key, since)) void look(key) })
}

const isStill = (key: string, since: number): boolean => {
  const stage = attemptOf(key)?.stage
  return stage?.at === 'unheard' && stage.since === since
}

function move(key: string, stage: Stage): void {
  attempts.set(all => all.map(each => (each.key === key ? { ...each, stage } : each)))
}

async function freshDispute(id: string): Promise<Dispute | null> {
  try {
    const dispute = await read('GET /v1/disputes/{id}', { params: { id } })
    queries.setQueryData(get('GET /v1/disputes/{id}', { params: { id } }).queryKey, dispute)
    return dispute
  } catch {
    return null
  }
}

/** Live news of it are the quickest look. */
onNews(({ dispute }) => {
  for (const { key, dispute: { id }, stage } of attempts.get()) if (stage.at === 'unheard' && id === dispute) void look(key)
})
