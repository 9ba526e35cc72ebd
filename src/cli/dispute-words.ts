// A dispute in the words of people. Words only: the API's own words stay in JSON and CSV.

import type { z } from 'zod'
import type { dispute } from '../dialects/native/contract/dispute.ts'
import { shown } from './amount.ts'
import { bothText, leftText } from './when.ts'

export type Dispute = z.output<typeof dispute>

export const spaced = (word: string): string => word.replaceAll('_', ' ')

/** What the customer says, or at least what it is about. */
export const storyOf = ({ story, reason, theirs }: Dispute): string => story?.text ?? theirs.reason_text ?? spaced(reason.category)

export function dueText({ respond_by, seconds_left }: Dispute, timeZone: string): string | null {
  if (!respond_by) return null
  const when = bothText(respond_by.at, timeZone)
  return seconds_left === null || seconds_left === undefined ? when : `${when}, in ${leftText(seconds_left)}`
}

export function feesText({ fees }: Dispute): string | null {
  const kept = fees.filter(fee => !fee.returned)
  return kept.length === 0 ? null : kept.map(({ amount, refundable }) => `${shown(amount)}${refundable ? ' (back after a win)' : ''}`).join(', ')
}

/** Until when it is put aside; null where it is not, or not any more. What is left says what time it is for the server. */
export function asideUntil({ snoozed, respond_by, seconds_left }: Dispute): string | null {
  const now = respond_by && seconds_left != null ? Date.parse(respond_by.at) - seconds_left * 1000 : -Infinity
  return snoozed && Date.parse(snoozed.until) > now ? snoozed.until : null
}

/** Name and value, one line each, without those that there are not. */
export function linesOf(pairs: readonly (readonly [string, string | null | undefined])[]): string {
  const there = pairs.filter((pair): pair is readonly [string, string] => Boolean(pair[1]))
  const width = Math.max(...there.map(([name]) => name.length))
  return there.map(([name, value]) => `  ${name.padEnd(width)}  ${value}\n`).join('')
}
