// What is due, counted: one look at the queue for all views and tiles.

import type { Instant } from '../../../core/time.ts'
import type { Bounded, OpenTotal, Total } from '../../../engine/store-overview.ts'
import type { Services } from '../../dialect.ts'
import type { WireSummary } from '../contract/desk-views.ts'
import { instantText, toWireMoney } from '../translate.ts'
import { merchantOf, type Call, type Sent } from './call.ts'
import { dayOf, daysAfter, startOf } from './days.ts'
import { json } from './reply.ts'
import { countOf, tallyOf } from './tally.ts'

/** Takes some 50 ms with SQLite, on the thread that reads; a queue that is longer is told as more than this. */
const mostCounted = 25_000
const shownSums = 3
const twoDays = 48 * 3_600_000

type Bounds = { now: Instant; today: Instant; soon: Instant }
type Tile = WireSummary['tiles'][number]

export async function summary({ engine: { reads, world } }: Services, call: Call<'getSummary'>): Promise<Sent> {
  const { zone } = call.query
  const [merchant, now] = [merchantOf(call), world.now()]
  const bounds = { now, today: startOf(daysAfter(dayOf(now, zone), 1), zone), soon: now + twoDays }
  const [open, unknown, ahead] = await Promise.all([
    reads.openTotals(merchant, bounds, mostCounted), reads.unknownTotals(merchant, mostCounted),
    reads.disputes(merchant, { open: true, states: ['needs_response'], dueAfter: now }, 'deadline', null, 1),
  ])
  const [next] = ahead.items
  const body: WireSummary = {
    now: instantText(now), zone, views: viewsOf(open), tiles: [...tilesOf(open, bounds), unknownTile(unknown)],
    next_deadline: next?.respondBy ? { dispute: next.id, at: instantText(next.respondBy.at), dialect: next.dialect, amount: toWireMoney(next.money) } : null,
  }
  return json(200, body)
}

function viewsOf({ totals, end }: Bounded<OpenTotal>): WireSummary['views'] {
  const more = end !== null
  const count = (judge: (total: OpenTotal) => boolean): number => countOf(totals.filter(judge))
  return [
    { view: 'needs_decision', query: { ...undecided, snoozed: 'no' }, count: count(needsDecision), more },
    { view: 'evidence_in_progress', query: { ...undecided, evidence: 'some' }, count: count(total => total.state === 'needs_response' && total.evidence), more },
    { view: 'sending', query: { state: 'accepting,submitting' }, count: count(({ state }) => state === 'accepting' || state === 'submitting'), more },
    { view: 'waiting', query: { state: 'under_review' }, count: count(({ state }) => state === 'under_review'), more },
    { view: 'closed', query: { open: 'false' }, count: null, more: false },
    { view: 'all', query: {}, count: null, more: false },
  ]
}

/** Whatever is due before the first that was not looked at was looked at. */
function tilesOf({ totals, end }: Bounded<OpenTotal>, { today, soon }: Bounds): Tile[] {
  const waiting = totals.filter(needsDecision)
  const beyond = (bound: Instant): boolean => end !== null && end < bound
  const due = (before: Instant) => ({ ...undecided, snoozed: 'no', due_before: instantText(before) })
  return [
    tile('due_today', due(today), waiting.filter(total => total.due === 'today'), beyond(today)),
    tile('next_48_hours', due(soon), waiting.filter(total => total.due !== 'later'), beyond(soon)),
    tile('unassigned', { ...undecided, snoozed: 'no', owner: 'none' }, waiting.filter(({ owned }) => !owned), end !== null),
    tile('snoozed', { ...undecided, snoozed: 'yes' }, totals.filter(({ state, snoozed }) => state === 'needs_response' && snoozed), end !== null),
  ]
}

const unknownTile = (totals: Total[]): Tile => tile('outcome_unknown', { open: 'true', outcome: 'unknown' }, totals, countOf(totals) >= mostCounted)

function tile(name: Tile['tile'], query: Tile['query'], totals: Total[], more: boolean): Tile {
  const { count, amounts } = tallyOf(totals)
  return { tile: name, query, count, more, amounts: amounts.slice(0, shownSums), further_currencies: Math.max(0, amounts.length - shownSums) }
}

const undecided = { state: 'needs_response' }
const needsDecision = ({ state, snoozed }: OpenTotal): boolean => state === 'needs_response' && !snoozed
