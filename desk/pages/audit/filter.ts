// The filter in the address, and what it asks the server for. A day begins where the operator is.

import { eventKinds } from '../../../src/core/event-kinds.ts'
import type { InputOf } from '../../api/contract.ts'

export type AuditSearch = { actor?: string; kind?: string; since?: string; until?: string }
export type AuditQuery = Pick<NonNullable<InputOf<'GET /v1/audit'>['query']>, 'actor' | 'kind' | 'since' | 'until'>

/** What the address says that has no meaning is left out, as the fields then show. */
export function queryOf({ actor, kind, since, until }: AuditSearch): AuditQuery {
  const kinds = kind?.split(',').filter(one => eventKinds.some(known => known === one)).join(',')
  return { ...(actor && { actor: actor.slice(0, 200) }), ...(kinds && { kind: kinds }), ...(isDay(since) && { since: startOf(since, 0) }), ...(isDay(until) && { until: startOf(until, 1) }) }
}

export const kindWords = (kind: string): string => (kind[0] ?? '').toUpperCase() + kind.slice(1).replaceAll('_', ' ')

export const isDay = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))

function startOf(day: string, daysAfter: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + daysAfter).toISOString()
}
