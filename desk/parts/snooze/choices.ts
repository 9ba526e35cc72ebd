// Until when something can be put aside: a few instants that people mean, in the operator's own zone. Pure; the server judges them again.

import { latestSnooze } from '../../../src/core/snooze.ts'
import type { Dispute } from '../../api/contract.ts'
import { instantOf, shortTime } from '../../time.ts'

export type Choice = { label: string; at: number; reason: string | null }

const hour = 3_600_000
const morning = 9

/** Of several disputes the one that can wait longest counts: what is too late for another is refused for that one. */
export function choicesOf(disputes: readonly Pick<Dispute, 'respond_by'>[], now: number): Choice[] {
  const latest = Math.max(...disputes.map(latestOf))
  const choices = [
    { label: 'For four hours', at: now + 4 * hour }, { label: 'Until tomorrow morning', at: morningIn(now, 1) }, { label: 'For three days', at: morningIn(now, 3) },
    { label: 'Until Monday morning', at: morningIn(now, daysToMonday(now)) }, ...(latest > now && latest < Infinity ? [{ label: 'As long as possible', at: latest }] : []),
  ]
  return choices.map(choice => ({ ...choice, reason: choice.at <= latest ? null : `That is within a day of the buffer: ${latest > now ? `${shortTime(latest)} is the latest` : 'it cannot be put aside any more'}.` }))
}

/** By the usual buffer; where its connection has another, the server knows. */
function latestOf({ respond_by }: Pick<Dispute, 'respond_by'>): number {
  return latestSnooze({ respondBy: respond_by && { ...respond_by, at: instantOf(respond_by.at) } }) ?? Infinity
}

function morningIn(now: number, days: number): number {
  const day = new Date(now)
  day.setDate(day.getDate() + days)
  return day.setHours(morning, 0, 0, 0)
}

const daysToMonday = (now: number): number => 8 - (new Date(now).getDay() || 7)
