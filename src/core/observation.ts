// What upstream told us, read into our words. Readings are absolute, never differences, and each field stands or falls by its own
// version, so that order and repeats do not matter.

import { isOpen, type Act, type Dispute, type Phase, type RespondBy, type State } from './dispute.ts'
import type { Money } from './money.ts'
import type { Instant } from './time.ts'

/** The total order of what upstream has told us, so that older news never undoes newer. */
export type Version = { at: Instant; rank: number; digest: string }

export type ReadState = Exclude<State, 'accepting' | 'submitting'>
/** `state` is null for a status that we do not know: it says nothing, and the state stays. */
export type Reading = { state: ReadState | null; phase: Phase | null; respondBy: RespondBy | null; judged: Money | null; final: boolean }
export type Observation = {
  source: 'poll' | 'read_back' | 'notification' | 'import'
  version: Version
  theirs: { status: string | null; reasonCode: string | null; reasonText: string | null }
  reading: Reading
}

/** The newest reading of the state that is not stale. */
export type Standing = { version: Version; state: ReadState; judged: Money | null; final: boolean }

/**
 * Which news each fact rests on; null where upstream has said nothing of it. What was kept by 0.1.0 has no `reason`: any news replaced it then.
 * `waitsAt` is when it was last told to wait for an answer, while that stands; it counts against silence, which in 0.1.0 began with the deadline.
 */
export type Observed = { version: Version; standing: Standing | null; phase: Version | null; respondBy: Version | null; reason?: Version | null; waitsAt?: Instant }

export const reasonOf = ({ version, reason = version }: Observed): Version | null => reason

/** What news changes; null when it tells nothing that was not known. */
export function newsOf(dispute: Dispute, { source, version, theirs, reading }: Observation): { seen: Observed; stands: Standing | null } | null {
  const { observed } = dispute
  const { state, judged, final } = reading
  if (state !== null && isEcho(dispute, { source, version }, state)) return null
  const counts = state !== null && !isStale(dispute, version, state)
  const isNewest = counts && isNewer(version, observed?.standing?.version)
  const standing = isNewest ? { version, state, judged, final } : observed?.standing ?? null
  const seen: Observed = {
    version: latest(observed?.version, version),
    standing,
    phase: reading.phase === null ? observed?.phase ?? null : latest(observed?.phase, version),
    respondBy: reading.respondBy === null ? observed?.respondBy ?? null : latest(observed?.respondBy, version),
    reason: theirs.reasonCode === null && theirs.reasonText === null ? observed && reasonOf(observed) : latest(observed && reasonOf(observed), version),
    ...(standing?.state === 'needs_response' && { waitsAt: standing.version.at }),
  }
  const stands = actOnItsWay(dispute) ? settledBy(dispute, counts ? [state, version] : null, standing) : isNewest ? standing : null
  return stands || !observed || !isSame(seen, observed) ? { seen, stands } : null
}

/** While an act is on its way, news of a dispute that still waits for it is no answer; news that the act has ended lets the newest reading stand. */
function settledBy(dispute: Dispute, told: [ReadState, Version] | null, standing: Standing | null): Standing | null {
  const since = actOnItsWay(dispute)?.asOf
  const settles = (state: ReadState, version: Version): boolean => isNewer(version, since) && endsAct(dispute, state)
  if (!standing) return null
  return (told && settles(...told)) || settles(standing.state, standing.version) ? standing : null
}

function endsAct(dispute: Dispute, state: ReadState): boolean {
  const answered = dispute.state === 'accepting' || dispute.state === 'under_review'
  return answered ? !isOpen(state) : state !== 'needs_response'
}

export function actOnItsWay(dispute: Dispute): Act | null {
  return 'act' in dispute ? dispute.act : 'pending' in dispute ? dispute.pending : null
}

/** Before a turn of our own, upstream saw the dispute as it was; only an end that overtook our turn still counts. */
function isStale({ decided }: Dispute, version: Version, state: ReadState): boolean {
  return decided !== null && version.at <= decided.at && (isOpen(state) || decided.state === 'needs_response')
}

/**
 * What upstream has confirmed does not go back within minutes: what still shows the dispute as it was before was read from a copy that
 * lags. It leaves no trace, so that the same document counts when it is still told once every copy must have caught up. A notification is
 * told once, and one that stands later in a dispute's life than all that is known is of what happened since.
 */
function isEcho({ decided, observed }: Dispute, { source, version }: Pick<Observation, 'source' | 'version'>, state: ReadState): boolean {
  if (!decided || version.at <= decided.at || version.at > decided.at + copiesLagMs) return false
  if (source === 'notification' && observed !== null && version.rank > observed.version.rank) return false
  return decided.state === 'accepted' ? isOpen(state) : decided.state === 'under_review' && state === 'needs_response'
}

/** What was known before our own turn and is told still, against it: the turn took no effect there, or not for long. */
export function takesBack({ decided, observed, state: ours }: Dispute, { state }: Reading, at: Instant): boolean {
  if (!decided || decided.state !== ours || state === null || !isOpen(state) || state === ours) return false
  return at > decided.at && (observed?.version.at ?? 0) <= decided.at
}

const copiesLagMs = 15 * 60_000

export function compareVersions(a: Version, b: Version): number {
  return a.at - b.at || a.rank - b.rank || (a.digest < b.digest ? -1 : a.digest > b.digest ? 1 : 0)
}

export const isNewer = (next: Version, known: Version | null | undefined): boolean => !known || compareVersions(next, known) > 0
export const sameVersion = (a: Version | null, b: Version | null): boolean => (a && b ? compareVersions(a, b) === 0 : a === b)

const latest = (known: Version | null | undefined, next: Version): Version => (known && !isNewer(next, known) ? known : next)

function isSame(a: Observed, b: Observed): boolean {
  return sameVersion(a.version, b.version) && sameVersion(a.phase, b.phase) && sameVersion(a.respondBy, b.respondBy)
    && sameVersion(reasonOf(a), reasonOf(b)) && sameVersion(a.standing?.version ?? null, b.standing?.version ?? null)
}
