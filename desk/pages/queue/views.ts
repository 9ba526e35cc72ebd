// The views of the queue: a word and what each asks for. The counts beside them come from /v1/summary under the same names.

import type { AnswerOf } from '../../api/contract.ts'
import { queryOf, type Filter, type ListQuery } from './filter.ts'

export type ViewName = AnswerOf<'GET /v1/summary'>['views'][number]['view']
export type View = { word: string; query: ListQuery; /** Ordered and grouped by time left; otherwise the newest come first. */ byDeadline: boolean }

export const views: Record<ViewName, View> = {
  needs_decision: { word: 'Needs decision', query: { state: 'needs_response', snoozed: 'no' }, byDeadline: true },
  evidence_in_progress: { word: 'Evidence in progress', query: { state: 'needs_response', evidence: 'some' }, byDeadline: true },
  sending: { word: 'Sending', query: { state: 'accepting,submitting' }, byDeadline: true },
  waiting: { word: 'Waiting for the bank', query: { state: 'under_review' }, byDeadline: true },
  closed: { word: 'Closed', query: { open: 'false' }, byDeadline: false },
  all: { word: 'All', query: {}, byDeadline: false },
}

export const viewNames = Object.keys(views) as readonly ViewName[]
export const viewOf = (name: string | undefined): ViewName => viewNames.find(one => one === name) ?? 'needs_decision'

/** What a view asks for under a filter: the filter narrows it, and only what is put aside can be asked for instead. Null where the filter means nothing. */
export function askedOf(view: ViewName, filter: Filter, now: number): ListQuery | null {
  const asked = queryOf(filter, now)
  return asked && { ...asked, ...views[view].query, ...(asked.snoozed && { snoozed: asked.snoozed }) }
}
