// A page by offset and limit over lists that go by cursor. Rows are walked in their order; what a state alone does not tell is judged row by
// row, and no more of them than `mostWalked`: what lies beyond is not counted.

import type { Dispute, State } from '../../../core/dispute.ts'
import type { Cursor, DisputeFilter } from '../../../engine/store.ts'
import { orderOf, statusOf, toWireDispute } from '../translate.ts'
import type { WireStatus } from '../words.ts'
import type { Call, Served } from './call.ts'

type Fits = (dispute: Dispute) => boolean
type Window = { offset: number; limit: number }
type Found = { rows: Dispute[]; total: number }

export const mostCounted = 100_000
export const mostWalked = 20_000
const pageSize = 500

export async function listOf(served: Served, call: Call<'listDisputes'>): Promise<object> {
  const { offset, limit, merchant } = call.query
  const { rows, total } = isOther(call, merchant) ? { rows: [], total: 0 } : await found(served, call)
  return { data: rows.map(dispute => toWireDispute(dispute, served.switches)), offset, limit, total }
}

/** A merchant sees its own, whomever it asks for. */
const isOther = ({ principal }: Call<'listDisputes'>, merchant: string | undefined): boolean =>
  merchant !== undefined && merchant !== principal.merchantId && merchant !== principal.merchant

async function found({ services: { engine: { reads } } }: Served, { principal, query }: Call<'listDisputes'>): Promise<Found> {
  const { order, status, openedAfter, openedBefore } = query
  const { states, exact } = status === undefined ? { states: undefined, exact: true } : statesOf[status]
  const filter: DisputeFilter = {
    states, dialects: [...principal.dialects], ...(order !== undefined && principal.dialects.length === 1 ? { payment: paymentOf(order) } : {}),
    ...(openedAfter === undefined ? {} : { openedAfter: Math.ceil(openedAfter / 1000) * 1000 - 1 }),
    ...(openedBefore === undefined ? {} : { openedBefore: (Math.floor(openedBefore / 1000) + 1) * 1000 }),
  }
  const fits: Fits = dispute => (exact || statusOf(dispute) === status) && (order === undefined || orderOf(dispute) === order)
  const page = (after: Cursor | null) => reads.disputes(principal.merchant, filter, 'opened_newest', after, pageSize)
  const counted = exact && (order === undefined || filter.payment !== undefined)
  if (!counted) return walk(page, fits, query, true)
  const [{ rows }, total] = await Promise.all([walk(page, fits, query, false), reads.countDisputes(principal.merchant, filter, mostCounted)])
  return { rows, total }
}

/** Disputes of one payment are kept under its id, and one without stands under its own. */
const paymentOf = (order: string): string => (order.startsWith('dsp_') ? order : `afterpay:${order}`)

async function walk(page: (after: Cursor | null) => Promise<{ items: Dispute[]; next: Cursor | null }>, fits: Fits, { offset, limit }: Window, toTheEnd: boolean): Promise<Found> {
  const rows: Dispute[] = []
  let total = 0
  let seen = 0
  for (let after: Cursor | null = null; seen < mostWalked;) {
    const { items, next } = await page(after)
    for (const dispute of items.filter(fits)) {
      if (total >= offset && rows.length < limit) rows.push(dispute)
      total += 1
    }
    seen += Math.max(items.length, 1)
    if (!next || (!toTheEnd && rows.length === limit)) break
    after = next
  }
  return { rows, total }
}

/** The states that may have a status, and whether each of them always has it. */
const statesOf: Record<WireStatus, { states: State[]; exact: boolean }> = {
  needs_response: { states: ['needs_response', 'accepting', 'submitting'], exact: false },
  under_review: { states: ['under_review', 'accepting'], exact: false },
  won: { states: ['won', 'withdrawn'], exact: true },
  lost: { states: ['accepted', 'lost', 'expired'], exact: true },
  merchant_refunded: { states: ['refunded', 'prevented', 'needs_response'], exact: false },
  merchant_voided: { states: ['refunded', 'needs_response'], exact: false },
}
