// Writes down what came of an errand. What ends an act is judged in the transaction of the end itself: whoever lost the errand
// meanwhile may still tell what it saw, and nothing more.

import type { Command } from '../core/command.ts'
import type { Actor } from '../core/dispute.ts'
import type { DisputeId, MerchantId } from '../core/ids.ts'
import { isRefusal } from '../core/refusal.ts'
import type { Outcome } from '../core/outcome.ts'
import { nextLookMs } from '../engine/errand.ts'
import type { Engine } from '../engine/engine.ts'
import { bridgeActor, isKnown, isSameMoney, observationOf, rawOf } from '../engine/reconcile.ts'
import type { AttemptRow, ErrandChange, ErrandRow, Stage } from '../engine/store-bridge.ts'
import { FencedOff, type Write } from '../engine/store.ts'
import type { Told } from '../engine/upstream.ts'
import type { Journey } from './carry.ts'
import { excerptOf, requestOf, statusOf } from './excerpt.ts'
import { heldWrites, moveErrand } from './moves.ts'
import type { WorkLog } from './assemble.ts'

export type Ended = 'confirmed' | 'refused' | 'queued' | 'unknown' | 'person' | 'lease_lost'
export type SettleParts = {
  engine: Pick<Engine, 'perform' | 'write' | 'reads' | 'world'>
  log: WorkLog
  now(): number
  chance(): number
  count(name: 'errands' | 'alarms', label: string): void
}
/** `readOpen`: whether it has been read as open since. */
type Refused = { code: string | null; text: string | null; at: number; readOpen: boolean }
type NotDone = Exclude<Outcome<Told | null>, { kind: 'done' }>

export type Settling = {
  /** There is no connection to carry it over. */
  stranded(errand: ErrandRow): Promise<void>
  /** Nothing left, and it has to wait. */
  later(journey: Journey, cause: string, waitMs: number): Promise<void>
  /** Looking did not work: nothing new is known. */
  notSeen(journey: Journey, outcome: NotDone): Promise<void>
  unclear(journey: Journey, why: string): Promise<void>
  /** An attempt whose end nobody told may still be: nothing goes after it meanwhile, and it is looked at again. */
  underWay(journey: Journey, atMostMs: number): Promise<void>
  turnedDown(journey: Journey, code: string | null, text: string | null, told: Told | null): Promise<void>
  /** A repeat was refused for good, and the dispute is read as open. */
  refusedAndOpen(journey: Journey, refusal: Refused, told: Told): Promise<void>
  /** `note`: what the connector has to say of it. */
  tookEffect(journey: Journey, told: Told, note?: string): Promise<void>
  answered(journey: Journey, outcome: Outcome<Told>): Promise<void>
  waits(journey: Journey): Promise<void>
}

const courier: Actor = { kind: 'system', id: 'courier', surface: 'bridge', request: null }
const longestQuietMs = 15 * 60_000
const day = 86_400_000
const longestRefusal = 2_000
/** What is read this long after a refusal, and not for the first time, is believed. */
const lagMs = 15_000

export function createSettling(parts: SettleParts): Settling {
  const { engine, log, now, chance, count } = parts
  return { stranded, later, notSeen, unclear, underWay, turnedDown, refusedAndOpen, tookEffect, answered, waits }

  async function stranded(errand: ErrandRow): Promise<void> {
    const at = now()
    await move(errand, { stage: 'person', dueAt: at + day, last: lastOf('no_connection', refusalIn(errand)) }, [])
  }

  function later(journey: Journey, cause: string, waitMs: number): Promise<void> {
    return again(journey, stageOf(journey), cause, Math.max(waitMs, look(journey)), false, ended(journey, 'unsent', cause))
  }

  function notSeen(journey: Journey, outcome: NotDone): Promise<void> {
    if (outcome.kind === 'unsent') return later(journey, outcome.cause, outcome.retryAfterMs ?? 0)
    const cause = outcome.kind === 'refused' ? `look_refused: ${outcome.code ?? 'no code'}` : `look_failed: ${outcome.cause}`
    return again(journey, stageOf(journey), cause, look(journey), outcome.kind === 'refused', ended(journey, 'unsent', cause))
  }

  function unclear(journey: Journey, why: string): Promise<void> {
    return again(journey, stageOf(journey), why, look(journey), true, ended(journey, 'unsent', why))
  }

  function underWay(journey: Journey, atMostMs: number): Promise<void> {
    return again(journey, 'unknown', 'may_be_under_way', Math.min(atMostMs, look(journey)), true, [])
  }

  function turnedDown(journey: Journey, code: string | null, text: string | null, told: Told | null): Promise<void> {
    return conclude(journey, { kind: 'refuse', by: bridgeActor, act: journey.act.id, code, text }, told, ended(journey, 'refused', code), 'refused')
  }

  /** What they show may lag behind what they do: it was not done by an earlier attempt only where it stays open for a while. */
  function refusedAndOpen(journey: Journey, refusal: Refused, told: Told): Promise<void> {
    const since = now() - refusal.at
    if (refusal.readOpen && since >= lagMs) return turnedDown(journey, refusal.code, refusal.text, told)
    const waitMs = Math.max(1_000, Math.min(since, lagMs - since))
    return again(journey, 'unknown', 'refused_and_open', waitMs, true, [], { ...refusal, readOpen: true })
  }

  function tookEffect(journey: Journey, told: Told, note: string | null = null): Promise<void> {
    return conclude(journey, { kind: 'confirm', by: bridgeActor, act: journey.act.id }, told, ended(journey, 'done', note), 'confirmed')
  }

  function answered(journey: Journey, outcome: Outcome<Told>): Promise<void> {
    switch (outcome.kind) {
      case 'done': return tookEffect(journey, outcome.value, outcome.note)
      case 'unsent': return later(journey, outcome.cause, outcome.retryAfterMs ?? 0)
      case 'unknown': return again(journey, 'unknown', outcome.cause, firstLook(), true, ended(journey, 'unknown', outcome.cause))
      case 'refused': return refused(journey, outcome)
    }
  }

  /**
   * A refusal of a repeat may only mean that the first did it: that is looked at, or waited for, before anybody is told no. One for good
   * is remembered: where it stays open, the act ends refused.
   */
  async function refused(journey: Journey, { code, text, final }: Extract<Outcome<Told>, { kind: 'refused' }>): Promise<void> {
    const { capabilities } = journey.wired.connector
    const rows = ended(journey, 'refused', code)
    const cause = `refused: ${code ?? 'no code'}`
    const isUnproven = capabilities.closedUnproven.includes(code ?? '')
    if (journey.tried && capabilities.readBack) return again(journey, 'unknown', cause, firstLook(), true, rows, final && !isUnproven ? { code, text: text?.slice(0, longestRefusal) ?? null, at: now(), readOpen: false } : null)
    if (journey.tried && (isUnproven || !final)) return again(journey, 'unknown', 'closed_unproven', untilSettled(journey), true, rows)
    if (!final) return again(journey, 'queued', cause, look(journey), true, rows)
    const told = capabilities.readBack ? await seenNow(journey) : null
    await conclude(journey, { kind: 'refuse', by: bridgeActor, act: journey.act.id, code, text }, told, rows, 'refused')
  }

  /** Why it was refused may be news. */
  async function seenNow({ wired, operation, dispute }: Journey): Promise<Told | null> {
    const found = await wired.upstream(operation).find(dispute.theirs.id).catch(() => null)
    return found?.kind === 'done' ? found.value : null
  }

  /** Nothing can be asked: a notification brings it, or a person does. */
  async function waits(journey: Journey): Promise<void> {
    const wait = untilSettled(journey)
    await again(journey, wait > 0 ? 'unknown' : 'person', 'waiting_for_notification', wait > 0 ? wait : day, true, [])
  }

  function untilSettled({ errand, wired }: Journey): number {
    return Math.max(0, (errand.unknownAt ?? now()) + wired.connector.capabilities.settlesWithinMs - now())
  }

  async function again(journey: Journey, stage: Stage, cause: string, waitMs: number, reached: boolean, attempts: AttemptRow[], refusal = refusalIn(journey.errand)): Promise<void> {
    const { errand } = journey
    const at = now()
    const unknownAt = stage === 'queued' ? null : errand.unknownAt ?? at
    const alarms = errand.alarmedAt === null && isTooLong(journey, unknownAt, reached, at)
    const change: ErrandChange = {
      stage, unknownAt, looks: errand.looks + 1, leaseUntil: 0, dueAt: at + waitMs, last: lastOf(cause, refusal), ...(alarms ? { alarmedAt: at } : {}),
    }
    if (alarms) await alarm(journey, cause)
    await move(errand, change, attempts)
  }

  function isTooLong({ errand, wired }: Journey, unknownAt: number | null, reached: boolean, at: number): boolean {
    const { settlesWithinMs, readBack } = wired.connector.capabilities
    if (unknownAt !== null && at - unknownAt >= settlesWithinMs && (reached || !readBack)) return true
    return (readBack || unknownAt === null) && at - errand.madeAt >= longestQuietMs
  }

  /** Somebody has to know: the operator by log and figure, whoever looks at the dispute by its history. */
  async function alarm({ errand: { merchant, dispute, act, stage } }: Journey, cause: string): Promise<void> {
    count('alarms', stage)
    log.error({ merchant, dispute, act, stage, cause }, 'What became of an act is not known in time: somebody should look')
    const note = `What became of ${act} at the provider is not known in time (${cause})`
    await engine.perform({ merchant: merchant as MerchantId, dispute: dispute as DisputeId, command: { kind: 'annotate', by: courier, metadata: {}, tags: null, note } })
  }

  async function move(errand: ErrandRow, change: ErrandChange, attempts: AttemptRow[]): Promise<void> {
    const held = await moveErrand(engine, errand, { leaseUntil: 0, ...change }, attempts)
    count('errands', held ? change.stage ?? 'queued' : 'lease_lost')
  }

  /**
   * Both are asked in one turn, so that one commit has them; the first happens only under the fence. News of another amount waits for
   * it: while the act is on its way it would pass for the end of that act.
   */
  async function conclude(journey: Journey, command: Command, told: Told | null, attempts: AttemptRow[], name: Ended): Promise<void> {
    const ending = perform(journey, command, heldWrites(journey.errand, {}, attempts))
    const news = (): Promise<unknown> | null => (told ? observe(journey, told, name === 'confirmed') : null)
    const isLater = told !== null && !isSameMoney(journey.dispute, told)
    const [settled, observed] = await Promise.allSettled([ending, isLater ? ending.then(end => (hasHappened(end) ? news() : null), () => null) : news()])
    if (settled.status === 'rejected' && !(settled.reason instanceof FencedOff)) throw settled.reason
    if (observed.status === 'rejected') throw observed.reason
    count('errands', settled.status === 'fulfilled' && hasHappened(settled.value) ? name : 'lease_lost')
  }

  function perform({ dispute: { merchant, id } }: Journey, command: Command, also: Write[]) {
    return engine.perform({ merchant, dispute: id, command, also })
  }

  /** What an act that did nothing found there is what it says, and no end of that act. */
  function observe(journey: Journey, told: Told, isOurs: boolean) {
    const { dispute, wired: { connector: { capabilities } }, at } = journey
    if (isKnown(dispute, told)) return null
    const observation = observationOf(dispute, told, isOurs ? capabilities : { ...capabilities, acceptedReads: [] }, 'read_back', at)
    return perform(journey, { kind: 'observe', by: bridgeActor, observation }, [{ table: 'raw', rows: [rawOf(dispute.merchant, dispute.id, 'read_back', told, now())] }])
  }

  function ended({ errand: { merchant, act, fence }, exchanges, open }: Journey, outcome: string, code: string | null): AttemptRow[] {
    if (open === null) return []
    const about = { code: code?.slice(0, 300) ?? null, status: statusOf(exchanges), request: requestOf(exchanges), answer: excerptOf(exchanges) }
    return [{ merchant, act, number: open, part: 'ended', fence, at: now(), outcome, ...about }]
  }

  function look({ errand }: Journey): number {
    return nextLookMs(errand.looks, chance())
  }

  function firstLook(): number {
    return nextLookMs(0, chance())
  }
}

const hasHappened = (end: Awaited<ReturnType<Engine['perform']>>): boolean => end.kind === 'done' && !isRefusal(end.value)
const stageOf = ({ tried }: Journey): Stage => (tried ? 'unknown' : 'queued')
const lastOf = (cause: string, refusal: Refused | null): string => JSON.stringify({ cause: cause.slice(0, 300), ...(refusal ? { refusal } : {}) })

/** How the last attempt was refused for good; kept over every look until one says what it meant. */
export const refusalIn = ({ last }: Pick<ErrandRow, 'last'>): Refused | null => (JSON.parse(last ?? '{}') as { refusal?: Refused }).refusal ?? null
