// What is due, what is at risk, what came of it and what it cost: each one bounded look at many disputes. Data only.

import { z } from 'zod'
import { states } from '../../../core/dispute.ts'
import type { Endpoint } from '../../../wire/contract.ts'
import { answer, readFailures } from './common.ts'
import { complete, tally, zone } from './desk-shapes.ts'
import { category, dialect } from './dispute.ts'
import { sample } from './examples.ts'
import { headers, instant, instantIn, money, sum } from './shapes.ts'

export const viewNames = ['needs_decision', 'evidence_in_progress', 'sending', 'waiting', 'closed', 'all'] as const
export const tileNames = ['due_today', 'next_48_hours', 'unassigned', 'snoozed', 'outcome_unknown'] as const
export const endedStates = ['accepted', 'won', 'lost', 'expired', 'withdrawn', 'prevented', 'refunded'] as const satisfies readonly (typeof states)[number][]

const query = z.record(z.string(), z.string()).meta({ description: 'What to ask `GET /v1/disputes` for to see them.' })
const more = z.boolean().meta({ description: 'There are more than were counted.' })

const summary = z.object({
  now: instant, zone: z.string(),
  views: z.array(z.object({
    view: z.enum(viewNames), query,
    count: z.int().nullable().meta({ description: 'Null for the views that grow for ever and are not counted.' }), more,
  })),
  tiles: z.array(z.object({
    tile: z.enum(tileNames), query, count: z.int(), more, amounts: z.array(sum).meta({ description: 'The three largest.' }),
    further_currencies: z.int().meta({ description: 'How many currencies are not shown.' }),
  })),
  next_deadline: z.object({ dispute: z.string(), at: instant, dialect, amount: money }).nullable().meta({ description: 'The first deadline that is still ahead.' }),
}).meta({ id: 'Summary' })

const outlook = z.object({
  now: instant, zone: z.string(), complete,
  overdue: tally, days: z.array(tally.extend({ day: z.string().meta({ examples: ['2026-11-21'] }) })).meta({ description: 'From today, each day of the weeks that were asked for.' }),
  later: tally, without_deadline: tally,
}).meta({ id: 'Outlook' })

const outcomes = z.object({
  by: z.enum(['reason', 'dialect']), complete, since: instant.meta({ description: 'Disputes that opened at this moment or later.' }),
  data: z.array(tally.extend({ key: z.union([category, dialect]), outcome: z.enum(endedStates) })),
}).meta({ id: 'Outcomes' })

const moneyLine = z.object({
  month: z.string().meta({ examples: ['2026-11'] }), dialect, currency: z.string(),
  debited: z.number().meta({ description: 'Left the merchant: held, or taken at once.' }),
  won_back: z.number().meta({ description: 'Came back to the merchant.' }),
  lost: z.number().meta({ description: 'Went to the network, less what the network gave back. Where a provider debits at opening, that is before anything is decided.' }),
  fees: z.number().meta({ description: 'Fees, less fees given back.' }),
  net: z.number().meta({ description: 'Won back, less debited and fees.' }),
})
const moneyView = z.object({
  zone: z.string(), complete,
  since: instant.meta({ description: 'Everything posted since then is in it; later than asked for where it was too much.' }),
  at_risk: z.array(z.object({ dialect, count: z.int(), amount: sum })).meta({ description: 'Of the disputes that are open now.' }),
  months: z.array(moneyLine).meta({ description: 'The newest month first. Integers of minor units, printed exactly.' }),
}).meta({ id: 'Money' })

export type WireSummary = z.input<typeof summary>
export type WireOutlook = z.input<typeof outlook>
export type WireOutcomes = z.input<typeof outcomes>
export type WireMoneyView = z.input<typeof moneyView>

const overview = { method: 'GET', tags: ['Overview'], scope: 'read', headers, failures: readFailures } as const
const elsewhere = { summary: 'A zone that there is not', query: { zone: 'Mars/Olympus' }, status: 400 } as const
const none = { count: 0, amounts: [] }
const some = { count: 1, amounts: [{ value: 12000, currency: 'THB' }] }

export const overviewEndpoints = {
  getSummary: {
    ...overview, path: '/v1/summary', operation: 'getSummary', summary: 'What is due, counted', query: z.object({ zone }),
    description: 'Of open disputes, the ones with the nearest deadlines; beyond a bound they are not counted, and `more` says so.',
    answers: {
      200: answer('Views and tiles.', summary, {
        now: '2026-11-21T09:00:00Z', zone: 'UTC', views: [{ view: 'needs_decision', query: { state: 'needs_response', snoozed: 'no' }, count: 1, more: false }],
        tiles: [{ tile: 'due_today', query: { state: 'needs_response', snoozed: 'no', due_before: '2026-11-22T00:00:00Z' }, count: 0, more: false, amounts: [], further_currencies: 0 }],
        next_deadline: { dispute: sample.dispute, at: '2026-11-28T09:00:00Z', dialect: 'native', amount: { value: 12000, currency: 'THB' } },
      }),
    },
    examples: { today: { query: { zone: 'Asia/Bangkok' }, status: 200 }, elsewhere },
  },
  getOutlook: {
    ...overview, path: '/v1/outlook', operation: 'getOutlook', summary: 'Deadlines of the coming weeks',
    query: z.object({ zone, weeks: z.coerce.number().int().min(1).max(12).default(4).meta({ description: 'How many, 1 to 12.' }) }),
    answers: {
      200: answer('Open disputes by the day of their deadline.', outlook, {
        now: '2026-11-21T09:00:00Z', zone: 'UTC', complete: true, overdue: none, days: [{ day: '2026-11-21', ...some }], later: none, without_deadline: none,
      }),
    },
    examples: { fortnight: { query: { weeks: '2', zone: 'Europe/Berlin' }, status: 200 }, elsewhere },
  },
  getOutcomes: {
    ...overview, path: '/v1/outcomes', operation: 'getOutcomes', summary: 'What became of disputes',
    query: z.object({ by: z.enum(['reason', 'dialect']).default('reason'), since: instantIn.optional().meta({ description: 'Opened at this moment or later; 90 days ago when not given.' }) }),
    answers: {
      200: answer('Ended disputes by how they ended.', outcomes, { by: 'reason', complete: true, since: '2026-08-23T09:00:00Z', data: [{ key: 'not_received', outcome: 'won', ...some }] }),
    },
    examples: { reasons: { query: { by: 'reason', since: '2026-01-01T00:00:00Z' }, status: 200 }, strange: { query: { by: 'mood' }, status: 400 } },
  },
  getMoney: {
    ...overview, path: '/v1/money', operation: 'getMoney', summary: 'The money by month',
    description: 'From the postings. Each month begins in `zone`.',
    query: z.object({ zone, since: instantIn.optional().meta({ description: 'From the beginning of its month; twelve months when not given, 24 at most.' }) }),
    answers: {
      200: answer('Per month, dialect and currency.', moneyView, {
        zone: 'UTC', complete: true, since: '2025-12-01T00:00:00Z', at_risk: [{ dialect: 'native', count: 1, amount: { value: 12000, currency: 'THB' } }],
        months: [{ month: '2026-11', dialect: 'native', currency: 'THB', debited: 12000, won_back: 0, lost: 0, fees: 0, net: -12000 }],
      }),
    },
    examples: { year: { query: { zone: 'Asia/Bangkok' }, status: 200 }, elsewhere },
  },
} as const satisfies Record<string, Endpoint>
