// The effects of one batch, gathered in memory: rows, events, postings, balances, payments and notices, all functions of the events.

import { canonicalJson } from '../core/json.ts'
import { wakeAtOf } from '../core/deadline.ts'
import type { Dispute } from '../core/dispute.ts'
import type { DisputeEvent } from '../core/event.ts'
import { noticeOf } from '../core/notice.ts'
import { returnedBy } from '../core/payment.ts'
import { postingsOf } from '../core/postings.ts'
import { apply } from '../core/apply.ts'
import { chainHash, chainStart } from './chain.ts'
import type { Change } from './job.ts'
import { bodyOf, rowOf } from './row.ts'
import { errandEnded, errandOf, firstAsking } from './errand.ts'
import type { Loaded, Payment, Tables, Write } from './store.ts'
import type { World } from './world.ts'

type Balance = Tables['balance']

export type Effects = {
  disputes: Map<string, Tables['dispute']>
  payments: Map<string, Payment>
  balances: Map<string, Balance>
  events: Tables['event'][]
  postings: Tables['posting'][]
  notices: Tables['notice'][]
  errands: Map<string, Tables['errand']>
  askings: Tables['asking'][]
  /** Errands that came to their end, of this batch or from before it. */
  ended: Pick<Tables['errand'], 'merchant' | 'act'>[]
  other: Write[]
}

export const noEffects = (): Effects =>
  ({ disputes: new Map(), payments: new Map(), balances: new Map(), events: [], postings: [], notices: [], errands: new Map(), askings: [], ended: [], other: [] })

/** Adds a change to the effects and to what later jobs of the same batch see. Printed first: what cannot be printed leaves no trace. */
export function record(effects: Effects, loaded: Loaded, change: Change, world: World): void {
  const { after, paymentId } = change
  const printed = printedOf(change, loaded.disputes.get(after.id)?.chain ?? chainStart)
  const { chain, body } = printed.at(-1)!
  const row = rowOf(after, chain, paymentId, wakeAtOf(after), body)
  for (const one of printed) {
    recordEvent(effects, one, world)
    recordErrand(effects, one)
  }
  loaded.disputes.set(after.id, { dispute: after, chain, paymentId })
  effects.disputes.set(after.id, row)
  recordPayment(effects, loaded, change)
}

type Printed = { before: Dispute | null; event: DisputeEvent; after: Dispute; prev: string; chain: string; text: string; body: string }

function printedOf(change: Change, start: string): Printed[] {
  let { before } = change
  let prev = start
  return change.events.map(event => {
    const after = apply(before, event)
    const text = canonicalJson(event)
    const chain = chainHash(prev, after.merchant, after.id, after.revision, text)
    const printed = { before, event, after, prev, chain, text, body: bodyOf(after) }
    before = after
    prev = chain
    return printed
  })
}

function recordEvent(effects: Effects, { before, event, after, prev, chain: hash, text: body, body: snapshot }: Printed, world: World): void {
  const { merchant, id: dispute, revision: seq, dialect, cycle } = after
  effects.events.push({ merchant, dispute, seq, id: world.ids.next('evt'), kind: event.kind, cycle, act: actOf(event), at: event.at, body, prev, hash })
  postingRowsOf(before, event, after).forEach(posting => recordPosting(effects, posting))
  effects.notices.push({
    merchant, id: world.ids.next('ntc'), dispute, seq, kind: noticeOf(event), dialect, at: event.at, position: null, body: snapshot,
  })
}

/** An act that is asked of upstream has its errand, and whatever ends the act ends the errand, in the one transaction. */
function recordErrand(effects: Effects, { before, event, after }: Printed): void {
  const ended = errandEnded(before, after)
  if (ended) {
    effects.errands.delete(ended)
    effects.ended.push({ merchant: after.merchant, act: ended })
  }
  const errand = errandOf(event, after)
  if (!errand) return
  effects.errands.set(errand.act, errand)
  effects.askings.push(firstAsking(errand))
}

export function postingRowsOf(before: Dispute | null, event: DisputeEvent, after: Dispute): Tables['posting'][] {
  const { merchant, id: dispute, dialect, revision: seq } = after
  return postingsOf(before, event, after).map(({ code, from, to, money: { amount, currency } }, leg) =>
    ({ merchant, dispute, seq, leg, code, dialect, fromAccount: from, toAccount: to, currency, amount, at: event.at }))
}

function recordPosting(effects: Effects, posting: Tables['posting']): void {
  const { merchant, dialect, fromAccount, toAccount, currency, amount } = posting
  effects.postings.push(posting)
  addBalance(effects, { merchant, dialect, account: fromAccount, currency, amount: -amount })
  addBalance(effects, { merchant, dialect, account: toAccount, currency, amount })
}

function addBalance(effects: Effects, delta: Balance): void {
  const key = `${delta.merchant} ${delta.dialect} ${delta.account} ${delta.currency}`
  const known = effects.balances.get(key)
  effects.balances.set(key, known ? { ...known, amount: known.amount + delta.amount } : delta)
}

/** One payment is counted in one currency. An outcome that upstream or time forces may go beyond what was captured; only our own acceptance may not, unless overridden. */
function recordPayment(effects: Effects, loaded: Loaded, { before, after, paymentId }: Change): void {
  const known = loaded.payments.get(paymentId) ?? openedPayment(after, paymentId)
  const counts = known.currency === after.money.currency
  const returned = counts ? known.returned + returnedBy(after) - (before ? returnedBy(before) : 0n) : known.returned
  const told = before ? known : toldBy(known, after)
  if (before && returned === known.returned) return
  const over = told.captured !== null && told.refunded + returned > told.captured
  const payment = { ...told, returned, overridden: over ? 1 : told.overridden }
  loaded.payments.set(paymentId, payment)
  effects.payments.set(paymentId, payment)
}

function openedPayment(dispute: Dispute, id: string): Payment {
  return { merchant: dispute.merchant, id, currency: dispute.money.currency, captured: null, refunded: 0n, returned: 0n, overridden: 0 }
}

/** What an opening tells of its payment: the first word on the capture, the highest on refunds. */
function toldBy(known: Payment, { payment: { captured, refunded }, money: { currency } }: Dispute): Payment {
  if (known.currency !== currency) return known
  const told = refunded?.currency === currency ? refunded.amount : 0n
  return { ...known, captured: known.captured ?? (captured?.currency === currency ? captured.amount : null), refunded: told > known.refunded ? told : known.refunded }
}

export function actOf(event: DisputeEvent): string | null {
  if ('act' in event) return typeof event.act === 'string' ? event.act : event.act.id
  if (event.kind === 'accepted') return event.acceptance.act
  return event.kind === 'submitted' ? event.defense.act : null
}

export function writesOf(effects: Effects): Write[] {
  const writes: Write[] = [
    { table: 'payment', rows: [...effects.payments.values()] },
    { table: 'dispute', rows: [...effects.disputes.values()] },
    { table: 'event', rows: effects.events },
    { table: 'posting', rows: effects.postings },
    { table: 'balance', rows: [...effects.balances.values()].sort(byKey) },
    { table: 'notice', rows: effects.notices },
    { table: 'errand', rows: [...effects.errands.values()] },
    { table: 'asking', rows: effects.askings },
  ]
  return [...writes.filter(write => 'rows' in write && write.rows.length > 0), ...effects.other, ...(effects.ended.length ? [{ remove: 'errand' as const, rows: effects.ended }] : [])]
}

/** In one order everywhere, so that two processes lock balances alike. */
function byKey(a: Balance, b: Balance): number {
  return a.dialect.localeCompare(b.dialect) || a.currency.localeCompare(b.currency) || a.account.localeCompare(b.account)
}
