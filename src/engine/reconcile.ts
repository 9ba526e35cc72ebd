// What upstream told, against what we know: what it means for an act on its way, and which command it becomes. Pure.

import { hash } from 'node:crypto'
import type { Opening } from '../core/command.ts'
import { isLongSilent } from '../core/deadline.ts'
import type { Act, Actor, DialectName, Dispute } from '../core/dispute.ts'
import type { ConnectionId, DisputeId, MerchantId } from '../core/ids.ts'
import { actOnItsWay, type Observation, type ReadState, type Reading } from '../core/observation.ts'
import type { Instant } from '../core/time.ts'
import type { Tables } from './store.ts'
import type { Capabilities, Told } from './upstream.ts'

export const bridgeActor: Actor = { kind: 'upstream', id: 'bridge', surface: 'bridge', request: null }

/** Raised where a translation reads the same document otherwise than before. */
export const mappingVersion = 1

/** How far their clock may be from ours before a time of theirs proves anything. */
const skewMs = 5 * 60_000

/**
 * `done`: the act took effect. `open`: it did not, and the dispute waits as it did. `elsewhere`: somebody or something else ended
 * it. `contrary`: the opposite was done there. `amount`: it waits, and is not the dispute that was decided about. `differs`: it was
 * accepted, of another amount. `unclear`: it cannot be said.
 */
export type Seen = 'done' | 'open' | 'elsewhere' | 'contrary' | 'amount' | 'differs' | 'unclear'

/** `askedAt` is when the first attempt may have left; null when none has. */
export function seenOf(dispute: Dispute, act: Act, told: Told, capabilities: Capabilities, askedAt: Instant | null): Seen {
  const { state } = told.reading
  if (told.theirId !== dispute.theirs.id || state === null) return 'unclear'
  if (askedAt !== null && endsAs(act, capabilities, told, askedAt)) return act.kind === 'submit' || isSameMoney(dispute, told) ? 'done' : 'differs'
  if (waitsFor(dispute, state)) return isSameMoney(dispute, told) ? 'open' : 'amount'
  if (act.kind === 'accept' ? state === 'under_review' : state === 'accepted') return 'contrary'
  return 'elsewhere'
}

function endsAs(act: Act, { acceptedReads, submittedReads }: Capabilities, { reading: { state }, changedAt }: Told, askedAt: Instant): boolean {
  const own: ReadState = act.kind === 'accept' ? 'accepted' : 'under_review'
  const reads = act.kind === 'accept' ? acceptedReads : submittedReads
  if (state === null || !reads.includes(state)) return false
  return state === own || (changedAt !== null && changedAt >= askedAt - skewMs)
}

/** What was under review when we decided may have come back to be answered: it can be accepted still. */
function waitsFor(dispute: Dispute, state: ReadState): boolean {
  return state === 'needs_response' || (dispute.state === 'accepting' && state === dispute.from)
}

/** A document that names no money contradicts none. */
export function isSameMoney({ money }: Dispute, { facts }: Told): boolean {
  return facts === null || (facts.money.amount === money.amount && facts.money.currency === money.currency)
}

/** What the document says of this dispute: a provider's word for the end may mean the acceptance that we know of. */
export function readingFor(dispute: Dispute, told: Told, capabilities: Capabilities): Reading {
  const { reading } = told
  if (dispute.state === 'accepted' && reading.state !== null && capabilities.acceptedEnds?.includes(reading.state)) return { ...reading, state: 'accepted' }
  if (reading.state === null || reading.state === 'accepted' || !capabilities.acceptedReads.includes(reading.state)) return reading
  const act = dispute.state === 'accepting' ? actOnItsWay(dispute) : null
  const ours = dispute.state === 'accepted' || (act !== null && seenOf(dispute, act, told, capabilities, act.at) === 'done')
  return ours ? { ...reading, state: 'accepted' } : reading
}

/** An end that may be an acceptance of ours, or not, while one is on its way: whoever carries it knows whether it had left, and looks. */
export function isForCourier(dispute: Dispute, told: Told, { readBack, acceptedReads }: Capabilities): boolean {
  const { state } = told.reading
  if (!readBack || dispute.state !== 'accepting' || state === null) return false
  return state === 'accepted' ? !isSameMoney(dispute, told) : acceptedReads.includes(state)
}

/** Where nothing can be asked, an end of another amount says nothing of the acceptance on its way: a person finds out. */
export function withoutOtherMoney(dispute: Dispute, told: Told, { acceptedReads }: Capabilities): Told {
  const { state } = told.reading
  const isEnd = state === 'accepted' || (state !== null && acceptedReads.includes(state))
  return isEnd && dispute.state === 'accepting' && !isSameMoney(dispute, told) ? { ...told, reading: { ...told.reading, state: null } } : told
}

export const digestOf = ({ fingerprint, document }: Told): string => hash('sha256', `${mappingVersion}\n${fingerprint ?? document}`).slice(0, 32)

/** A document that says what the last one said is no news. */
export const isKnown = (dispute: Dispute, told: Told): boolean => dispute.observed?.version.digest === digestOf(told)

/** Where silence would end the dispute, it is news that it waits still, in whatever words. */
export const waitsOn = (dispute: Dispute, { reading }: Told, at: Instant): boolean => dispute.state === 'needs_response' && reading.state === 'needs_response' && isLongSilent(dispute, at)

/**
 * `at` is when we asked: of two readings the one that was asked for later is the newer, whatever their clock shows. A notification
 * tells of its own moment. Where readings are compared with what we asked, that moment cannot be after it arrived; where there is nothing
 * but notifications it must not depend on the arrival at all, or an early one that comes late would undo what followed within its second.
 */
export function observationOf(dispute: Dispute, told: Told, capabilities: Capabilities, source: Observation['source'], at: Instant): Observation {
  const latest = capabilities.readBack ? at : at + skewMs
  const when = source === 'notification' && told.changedAt !== null ? Math.min(told.changedAt, latest) : at
  return {
    source, version: { at: when, rank: told.rank, digest: digestOf(told) }, theirs: told.theirs, reading: readingFor(dispute, told, capabilities),
  }
}

export type Living = { merchant: MerchantId; connection: ConnectionId; dialect: DialectName; bufferMs: number }

/** Null where the document does not say enough. Past its deadline there is nothing left to warn about. */
export function openingOf(told: Told, { merchant, connection, dialect, bufferMs }: Living, id: DisputeId): Opening | null {
  const { facts, reading } = told
  if (!facts) return null
  const respondBy = reading.respondBy && reading.respondBy.at > facts.openedAt ? reading.respondBy : null
  return {
    ...facts, id, merchant, home: connection, dialect, theirs: { id: told.theirId, ...told.theirs }, phase: reading.phase ?? 'unknown', respondBy, bufferMs,
  }
}

/** One row per document, however often it comes. */
export function rawOf(merchant: string, dispute: string, source: string, told: Told, at: Instant): Tables['raw'] {
  const digest = digestOf(told)
  return { merchant, id: `raw_${hash('sha256', `${dispute}\n${digest}`).slice(0, 26)}`, dispute, source: `${source} v${mappingVersion}`, at, hash: digest, body: told.document.replaceAll('\u0000', '\ufffd').slice(0, longestDocument).toWellFormed() }
}

const longestDocument = 1_000_000
