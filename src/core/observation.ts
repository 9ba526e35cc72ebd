// What upstream told us, read into our words. Readings are absolute, never differences, so that order and repeats do not matter.

import type { Phase, RespondBy, State, Version } from './dispute.ts'
import type { Money } from './money.ts'

export type Observation = {
  source: 'poll' | 'read_back' | 'notification' | 'import'
  version: Version
  theirs: { status: string | null; reasonCode: string | null; reasonText: string | null }
  reading: { state: Exclude<State, 'accepting' | 'submitting'>; phase: Phase | null; respondBy: RespondBy | null; judged: Money | null; final: boolean }
}

/** Whether this news is newer than what we have; equal versions are repeats. */
export function isNews(observed: Version | null, next: Version): boolean {
  return observed === null || compareVersions(next, observed) > 0
}

export function compareVersions(a: Version, b: Version): number {
  return a.at - b.at || a.rank - b.rank || (a.digest < b.digest ? -1 : a.digest > b.digest ? 1 : 0)
}
