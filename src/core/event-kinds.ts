// The kinds of events there are, as a list: a kind that is added and not here does not compile.

import type { EventKind } from './event.ts'

const every: Record<EventKind, true> = {
  opened: true, acceptance_held: true, acceptance_undone: true, acceptance_asked: true, submission_asked: true, ask_refused: true, accepted: true,
  submitted: true, evidence_staged: true, evidence_removed: true, annotated: true, expired: true, resolved: true, win_reversed: true, escalated: true,
  deadline_moved: true, deadline_near: true, observed: true,
}

export const eventKinds = Object.keys(every) as EventKind[]
