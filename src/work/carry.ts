// One errand, once: look where looking is possible, send where sending is allowed, and say what came of it. Nothing is sent twice
// before upstream, or its rule, has said that the first did nothing; and nothing at all after the provider's time without an override.

import { isOverdue } from '../core/deadline.ts'
import type { Act, Defense, Dispute } from '../core/dispute.ts'
import type { DisputeId, MerchantId } from '../core/ids.ts'
import { unknown, type Outcome } from '../core/outcome.ts'
import { leaseMsOf, leastLeaseMsOf, mostMsOf } from '../engine/connection.ts'
import { askingBegan } from '../engine/errand.ts'
import type { Engine } from '../engine/engine.ts'
import { seenOf } from '../engine/reconcile.ts'
import type { ErrandChange, ErrandRow } from '../engine/store-bridge.ts'
import type { Told } from '../engine/upstream.ts'
import type { Exchange, Operation } from './line.ts'
import type { Lines, Wired } from './lines.ts'
import { moveErrand } from './moves.ts'
import { createSettling, refusalIn, type SettleParts, type Settling } from './settle.ts'

export type CarryParts = SettleParts & {
  engine: Pick<Engine, 'perform' | 'write' | 'reads' | 'world'>
  lines: Lines
  now(): number
}

export type Journey = {
  errand: ErrandRow
  dispute: Dispute
  act: Act
  wired: Wired
  /** Whether an attempt before this one may have left. */
  tried: boolean
  /** The attempt of ours that has begun and not ended; null while there is none. */
  open: number | null
  exchanges: Exchange[]
  operation: Operation
  /** Until when it is ours; nothing leaves that could be on its way after it. */
  lease: { until: number }
  /** When what it is about to hear was asked for: news is dated by it. */
  at: number
}

/** `known` is the dispute as it was decided, where this process has just done so. */
export async function carry(errand: ErrandRow, known: Dispute | null, parts: CarryParts): Promise<void> {
  const dispute = known ?? (await parts.engine.reads.dispute(errand.merchant as MerchantId, errand.dispute as DisputeId))?.dispute
  if (!dispute || !('act' in dispute) || dispute.act.id !== errand.act) return
  const wired = await parts.lines.of(errand.connection)
  const settling = createSettling(parts)
  if (!wired || wired.connection.merchant !== errand.merchant) return settling.stranded(errand)
  const exchanges: Exchange[] = []
  const tried = known === null && errand.stage !== 'queued'
  const lease = { until: errand.leaseUntil }
  const operation: Operation = { mayGo: () => parts.now() + mostMsOf(wired.connection.settings) < lease.until, record: exchange => void exchanges.push(exchange) }
  const journey: Journey = { errand, dispute, act: dispute.act, wired, tried, open: known ? errand.attempts : null, exchanges, operation, lease, at: parts.now() }
  if (wired.connection.state === 'paused') return settling.later(journey, 'paused', pausedLookMs)
  await lengthen(journey, {}, parts)
  if (wired.connector.capabilities.readBack) return withReadBack(journey, settling, parts)
  return withoutReadBack(journey, settling, parts)
}

const pausedLookMs = 60_000

/** Whoever lost it hears so, and nothing of theirs leaves any more. */
async function lengthen({ errand, wired: { connection: { settings } }, lease }: Journey, change: ErrandChange, { engine, now }: CarryParts): Promise<boolean> {
  const at = now()
  const isLong = lease.until - at >= leastLeaseMsOf(settings)
  const until = isLong ? lease.until : at + leaseMsOf(settings)
  if (isLong && Object.keys(change).length === 0) return true
  const held = await moveErrand(engine, errand, isLong ? change : { ...change, leaseUntil: until, dueAt: until }, [])
  lease.until = held ? until : 0
  return held
}

async function withReadBack(journey: Journey, settling: Settling, parts: CarryParts): Promise<void> {
  const { dispute, act, wired, errand, tried } = journey
  if (!tried && act.kind === 'accept' && wired.connector.capabilities.acceptChecks) return unseen(journey, settling, parts)
  const found = await guarded(() => wired.upstream(journey.operation).find(dispute.theirs.id))
  if (found.kind !== 'done') return settling.notSeen(journey, found)
  if (!found.value) return tried ? settling.unclear(journey, 'not_found') : settling.turnedDown(journey, 'not_found_upstream', 'The provider knows no such dispute', null)
  const told = found.value
  const seen = seenOf(dispute, act, told, wired.connector.capabilities, tried ? errand.askedAt : null)
  switch (seen) {
    case 'done': return settling.tookEffect(journey, told)
    case 'open': return stillOpen(journey, told, settling, parts)
    case 'unclear': return settling.unclear(journey, 'unclear')
    case 'amount': return nothingMore(journey, ...whyNot(seen), told, settling, parts)
    default: return settling.turnedDown(journey, ...whyNot(seen), told)
  }
}

/** Where their accept checks what a look would: only what it refuses is looked at, for the reason. */
async function unseen(journey: Journey, settling: Settling, parts: CarryParts): Promise<void> {
  if (tooLate(journey, parts)) return settling.turnedDown(journey, 'deadline_passed', lateText, null)
  const sent = await sendOnce(journey, parts)
  if (!sent) return
  const [begun, outcome] = sent
  if (outcome.kind !== 'refused' || !outcome.final) return settling.answered(begun, outcome)
  const { dispute, act, wired: { upstream, connector }, operation } = begun
  const found = await guarded(() => upstream(operation).find(dispute.theirs.id))
  const seen = found.kind === 'done' && found.value ? seenOf(dispute, act, found.value, connector.capabilities, null) : null
  if (seen === null || seen === 'open' || seen === 'unclear' || seen === 'done') return settling.answered(begun, outcome)
  return settling.turnedDown(begun, ...whyNot(seen), found.kind === 'done' ? found.value : null)
}

function stillOpen(journey: Journey, told: Told, settling: Settling, parts: CarryParts): Promise<void> {
  const isOver = refusalIn(journey.errand) !== null || tooLate(journey, parts)
  return isOver ? nothingMore(journey, 'deadline_passed', lateText, told, settling, parts) : send(journey, settling, parts)
}

/** Nothing is sent any more. What may have left before did nothing only where it cannot arrive, and stays open for a while. */
async function nothingMore(journey: Journey, code: string, text: string, told: Told, settling: Settling, parts: CarryParts): Promise<void> {
  const refusal = refusalIn(journey.errand)
  if (refusal) return settling.refusedAndOpen(journey, refusal, told)
  if (!journey.tried) return settling.turnedDown(journey, code, text, told)
  const waitMs = await underWayMs(journey, parts)
  return waitMs > 0 ? settling.underWay(journey, waitMs) : settling.refusedAndOpen(journey, { code, text, at: parts.now(), readOpen: false }, told)
}

const lateText = "The provider's time had passed: nothing was sent after it"
function whyNot(seen: 'elsewhere' | 'contrary' | 'amount' | 'differs'): [code: string, text: string] {
  if (seen === 'elsewhere') return ['done_elsewhere', 'It was ended at the provider by something else']
  if (seen === 'contrary') return ['conflict', 'The opposite was done at the provider']
  if (seen === 'differs') return ['conflict', 'Another amount was accepted at the provider than the one decided about']
  return ['amount_changed_upstream', 'The provider names another amount than the one decided about']
}

/** Where nothing can be asked: the first attempt, one repeat where the provider's rule allows it, and then only waiting. */
async function withoutReadBack(journey: Journey, settling: Settling, parts: CarryParts): Promise<void> {
  const { wired, tried } = journey
  if (!tried) return tooLate(journey, parts) ? settling.turnedDown(journey, 'deadline_passed', lateText, null) : send(journey, settling, parts)
  const mayRepeat = wired.connector.capabilities.afterUnknown === 'repeat_once' && !tooLate(journey, parts) && await leftOnce(journey, parts)
  return mayRepeat ? send(journey, settling, parts) : settling.waits(journey)
}

/** An attempt that is known not to have left counts for nothing. */
async function leftOnce({ errand }: Journey, { engine }: CarryParts): Promise<boolean> {
  const askings = await engine.reads.askings(errand.merchant as MerchantId, errand.act)
  const harmless = new Set(askings.filter(({ part, outcome }) => part === 'ended' && outcome === 'unsent').map(({ number }) => number))
  return askings.filter(({ part, number }) => part === 'began' && !harmless.has(number)).length <= 1
}

/** The deadline is one for answering: whoever has answered may still concede. */
function tooLate({ dispute, act }: Journey, { now }: CarryParts): boolean {
  const answered = dispute.state === 'accepting' && dispute.from === 'under_review'
  return !answered && act.override === null && isOverdue(dispute, now())
}

/** The attempt is on record before its first byte can leave. */
async function send(journey: Journey, settling: Settling, parts: CarryParts): Promise<void> {
  const waitMs = await underWayMs(journey, parts)
  if (waitMs > 0) return settling.underWay(journey, waitMs)
  const sent = await sendOnce(journey, parts)
  if (sent) await settling.answered(...sent)
}

/** How long the last attempt may still be on its way, where whoever made it is gone and has not said how it ended. */
async function underWayMs({ errand, tried, wired }: Journey, { engine, now }: CarryParts): Promise<number> {
  if (!tried) return 0
  const last = (await engine.reads.askings(errand.merchant as MerchantId, errand.act)).filter(({ number }) => number === errand.attempts)
  const began = last.find(({ part }) => part === 'began')
  return !began || last.some(({ part }) => part === 'ended') ? 0 : began.at + leaseMsOf(wired.connection.settings) - now()
}

async function sendOnce(journey: Journey, parts: CarryParts): Promise<[begun: Journey, outcome: Outcome<Told>] | null> {
  if (journey.open !== null) await lengthen(journey, {}, parts)
  const begun = journey.open === null ? await begin(journey, parts) : { ...journey, at: parts.now() }
  return begun && [begun, checked(begun, await guarded(() => asked(begun, parts)))]
}

async function begin(journey: Journey, { engine, now }: CarryParts): Promise<Journey | null> {
  const { errand, wired: { connection: { settings } }, lease } = journey
  const number = errand.attempts + 1
  const at = now()
  const leaseUntil = Math.max(lease.until, at + leaseMsOf(settings))
  const change = { stage: 'asked' as const, attempts: number, askedAt: errand.askedAt ?? at, leaseUntil, dueAt: leaseUntil }
  const held = await moveErrand(engine, errand, change, [askingBegan(errand, number, at)])
  if (!held) return null
  lease.until = leaseUntil
  return { ...journey, errand: { ...errand, ...change }, open: number, at }
}

function asked(journey: Journey, parts: CarryParts): Promise<Outcome<Told>> {
  const { dispute, act, wired, operation, errand } = journey
  const upstream = wired.upstream(operation)
  const attempt = errand.attempts
  if (act.kind === 'accept') return upstream.accept({ dispute, act, attempt })
  const progress = JSON.parse(errand.progress) as Record<string, string>
  return upstream.submit({
    dispute, act, attempt, defense: defenseOf(dispute),
    bytesOf: async ({ id }) => {
      const file = await parts.engine.reads.file(dispute.merchant, id)
      if (!file) throw new Error(`The bytes of evidence ${id} are not there`)
      return file.bytes
    },
    progress: {
      done: progress,
      async keep(step, value) {
        progress[step] = value
        if (!await lengthen(journey, { progress: JSON.stringify(progress) }, parts)) throw new Error('The errand is another\'s')
      },
    },
  })
}

function defenseOf(dispute: Dispute): Defense {
  if (!('defense' in dispute) || !dispute.defense) throw new Error('A submission without a defense')
  return dispute.defense
}

/** A provider has confirmed only what it says of this very dispute; a 200 with the old state is no confirmation. */
function checked({ dispute, act, wired, errand }: Journey, outcome: Outcome<Told>): Outcome<Told> {
  if (outcome.kind !== 'done') return outcome
  const seen = seenOf(dispute, act, outcome.value, wired.connector.capabilities, errand.askedAt)
  return seen === 'done' ? outcome : unknown(`answer_${seen}`)
}

/** A connector that breaks proves nothing. */
async function guarded<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work()
  } catch (error) {
    return unknown(`bug: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown'}`)
  }
}
