// What an acceptance would do, before anything is sent: the disputes as they are now, which of them can be accepted, and the words for it.

import type { ProblemCode } from '../dialects/native/problems.ts'
import type { Money } from '../core/money.ts'
import type { Api } from './api.ts'
import { shown, toWire, totalsOf } from './amount.ts'
import { storyOf, dueText, feesText, linesOf, spaced, type Dispute } from './dispute-words.ts'
import { Ended, exitOfProblem, exits } from './exit.ts'
import { cutTo, safe } from './text.ts'

export type Case = { id: string; json: string; dispute: Dispute | null; failed: Ended | null }

/** In order and one by one: the list is frozen here, whatever is opened meanwhile. */
export async function casesOf(api: Api, ids: readonly string[], { judged, amount }: { judged: (dispute: Dispute) => boolean; amount: Money | null }): Promise<Case[]> {
  const cases: Case[] = []
  for (const id of ids) cases.push(await caseOf(api, id, judged, amount))
  return cases
}

async function caseOf(api: Api, id: string, judged: (dispute: Dispute) => boolean, amount: Money | null): Promise<Case> {
  try {
    const { body, json } = await api.call('getDispute', { params: { id } })
    return { id, json, dispute: body, failed: (amount && differs(body, amount)) ?? (judged(body) ? impossible(body) : null) }
  } catch (error) {
    if (!(error instanceof Ended) || error.exit !== exits.notFound) throw error
    return { id, json: '', dispute: null, failed: error }
  }
}

function differs({ id, amount }: Dispute, expected: Money): Ended | null {
  const { value, currency } = toWire(expected)
  if (amount.value === value && amount.currency === currency) return null
  const message = `${id} is about ${shown(amount)}, not ${shown({ value, currency })}. Nothing was sent.`
  return new Ended(exits.changed, message, { json: JSON.stringify({ code: 'amount_changed', detail: message }) })
}

function impossible({ id, can }: Dispute): Ended | null {
  if (!can || can.accept === true) return null
  const { refused, why } = can.accept
  return new Ended(exitOfProblem[refused as ProblemCode] ?? exits.changed, `${id} cannot be accepted: ${why} Nothing was sent.`, { json: JSON.stringify({ code: refused, detail: why }) })
}

export type Terms = { holdSeconds: number; timeZone: string }

export function effectOf(dispute: Dispute, { holdSeconds, timeZone }: Terms): string {
  const fees = feesText(dispute)
  return `Accept ${dispute.id} at ${dispute.dialect} (${spaced(dispute.phase)})\n` + linesOf([
    ['Gives up', `${shown(dispute.amount)}${fees ? `; the fees of ${fees} stay charged` : ''}`],
    ['Story', `"${cutTo(safe(storyOf(dispute)), 60)}"`],
    ['Due', dueText(dispute, timeZone)],
    ['Final', holdSeconds ? `after ${holdSeconds} s, within which it can be undone` : 'yes; no evidence can be sent any more'],
    ['Checked', `Parley says: ${spaced(dispute.state)}, revision ${dispute.revision}`],
    ['Besides', 'do not refund this payment as well'],
  ])
}

export function effectOfAll(cases: readonly Case[], terms: Terms): string {
  const wanted = cases.filter(found => !found.failed).map(({ dispute }) => dispute!)
  const out = cases.flatMap(({ id, failed }) => (failed ? [`  left out  ${safe(id)}: ${safe(failed.message)}\n`] : []))
  const lines = wanted.map(dispute => `  ${dispute.id}  ${shown(dispute.amount)}  ${dispute.dialect}  ${cutTo(safe(storyOf(dispute)), 40)}\n`)
  return [`Accept ${wanted.length} of ${cases.length} disputes\n`, ...lines, ...out, linesOf([
    ['Gives up', totalsOf(wanted.map(({ amount }) => amount)).join(' + ')],
    ['Final', terms.holdSeconds ? `after ${terms.holdSeconds} s, within which each can be undone` : 'yes; no evidence can be sent any more'],
  ])].join('')
}
