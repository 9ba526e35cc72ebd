// Disputes as CSV (RFC 4180). Whatever others wrote is made inert: a spreadsheet runs a cell that begins like a formula.

import { majorOf } from './amount.ts'
import { asideUntil, storyOf, type Dispute } from './dispute-words.ts'

const columns: readonly (readonly [string, (dispute: Dispute) => string])[] = [
  ['id', dispute => dispute.id],
  ['state', dispute => dispute.state],
  ['dialect', dispute => dispute.dialect],
  ['phase', dispute => dispute.phase],
  ['amount', dispute => majorOf(dispute.amount)],
  ['currency', dispute => dispute.amount.currency],
  ['reason', dispute => dispute.reason.category],
  ['respond_by', dispute => dispute.respond_by?.at ?? ''],
  ['opened_at', dispute => dispute.opened_at],
  ['their_id', dispute => dispute.theirs.id],
  ['order', dispute => dispute.payment.order ?? ''],
  ['customer', dispute => dispute.story?.customer ?? ''],
  ['story', storyOf],
  ['snoozed_until', dispute => asideUntil(dispute) ?? ''],
]

export const csvHead = line(columns.map(([name]) => name))

export const csvOf = (disputes: readonly Dispute[]): string => disputes.map(dispute => line(columns.map(([, of]) => cell(of(dispute))))).join('')

/** A quote mark in front, as OWASP has it; none of our own columns begins with one of these. */
export const inert = (text: string): string => (/^\s*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/.test(text) ? `'${text}` : text)

const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

function cell(text: string): string {
  const clean = inert(text.replace(unprintable, ' '))
  return /[",\r\n']/.test(clean) ? `"${clean.replaceAll('"', '""')}"` : clean
}

function line(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`
}
