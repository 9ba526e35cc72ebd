// One dispute against its events: the chain over the stored bytes, the fold against the row, the postings against both.

import { apply } from '../core/apply.ts'
import { wakeAtOf } from '../core/deadline.ts'
import type { Dispute } from '../core/dispute.ts'
import type { DisputeEvent } from '../core/event.ts'
import { reviveMoney } from '../core/json.ts'
import { noticeOf } from '../core/notice.ts'
import type { Instant } from '../core/time.ts'
import { chainHash, chainStart } from './chain.ts'
import type { About, Find } from './check-problem.ts'
import { merged } from './check-streams.ts'
import { actOf, postingRowsOf } from './effects.ts'
import { paymentIdOf } from './perform.ts'
import { bodyOf, rowOf } from './row.ts'
import type { Tables } from './store.ts'
import type { Audited } from './store-overview.ts'

type EventRow = Tables['event']
type PostingRow = Tables['posting']

/** A dispute's rows, and its events as they were read: `broken` is the first that could not be. */
export type Story = { about: About; row: Tables['dispute'] | null; events: EventRow[]; postings: PostingRow[]; steps: Step[]; broken: { seq: number; why: string } | null }
/** What reads the rows of disputes in the order of their keys: all there are, or some. */
export type Scans = { scan<T extends Audited>(table: T): AsyncIterable<Tables[T]> }
export type Step = { event: DisputeEvent; row: EventRow; after: Dispute; postings: PostingRow[] }

export async function* storiesOf(store: Scans): AsyncGenerator<Story> {
  const rows = merged(
    [store.scan('dispute'), ({ merchant, id }) => [merchant, id]],
    [store.scan('event'), ({ merchant, dispute }) => [merchant, dispute]],
    [store.scan('posting'), ({ merchant, dispute }) => [merchant, dispute]],
  )
  for await (const { key: [merchant, dispute], rows: [disputes, events, postings] } of rows) {
    yield { about: { merchant, dispute, subject: 'the dispute' }, row: disputes[0] ?? null, events, postings, ...told(events) }
  }
}

function told(events: EventRow[]): Pick<Story, 'steps' | 'broken'> {
  const steps: Step[] = []
  for (const row of events) {
    try {
      const event = reviveMoney(row.body) as DisputeEvent
      const before = steps.at(-1)?.after ?? null
      const after = apply(before, event)
      steps.push({ event, row, after, postings: postingRowsOf(before, event, after) })
    } catch (error) {
      return { steps, broken: { seq: row.seq, why: String(error) } }
    }
  }
  return { steps, broken: null }
}

export function disputeProblems(story: Story, now: Instant, find: Find): void {
  const { about, row, events, broken } = story
  if (!row) find('dispute_missing', about, `${events.length} events and ${story.postings.length} postings without a dispute`, 'a dispute')
  if (events.length === 0) return void find('events_missing', about, 'no events', `${row?.revision ?? 1} events`)
  chainProblems(story, find)
  if (broken) return void find('event_unreadable', { ...about, subject: `event ${broken.seq}` }, broken.why, 'an event that follows from those before')
  eventProblems(story, find)
  postingProblems(story, find)
  if (row) rowProblems(story, row, now, find)
}

function chainProblems({ about, row, events }: Story, find: Find): void {
  let prev = chainStart
  events.forEach((event, index) => {
    const subject = `event ${event.seq} (${event.kind})`
    if (event.seq !== index + 1) find('event_gap', { ...about, subject }, `number ${event.seq} at place ${index + 1}`, `number ${index + 1}`)
    const hash = chainHash(event.prev, event.merchant, event.dispute, event.seq, event.body)
    if (event.prev !== prev) find('chain_broken', { ...about, subject }, `follows ${event.prev || 'nothing'}`, `follows ${prev || 'nothing'}`)
    if (event.hash !== hash) find('chain_broken', { ...about, subject }, `hash ${event.hash}`, `hash ${hash} of what is stored`)
    prev = event.hash
  })
  if (row && row.chain !== prev) find('chain_head_differs', about, `ends with ${row.chain}`, `ends with ${prev}, event ${events.at(-1)!.seq}`)
}

function eventProblems({ about, steps }: Story, find: Find): void {
  const acceptances = new Map<number, number>()
  for (const { event, row, after } of steps) {
    const subject = `event ${row.seq}`
    const says = { kind: event.kind, at: event.at, cycle: after.cycle, act: actOf(event) }
    for (const field of ['kind', 'at', 'cycle', 'act'] as const) {
      if (row[field] !== says[field]) find('event_differs', { ...about, subject: `${subject}, ${field}` }, row[field], says[field])
    }
    if (event.kind !== 'accepted') continue
    const first = acceptances.get(after.cycle)
    if (first !== undefined) find('accepted_twice', { ...about, subject }, `accepted by events ${first} and ${row.seq}`, `one acceptance in cycle ${after.cycle}`)
    else acceptances.set(after.cycle, row.seq)
  }
}

function postingProblems({ about, postings, steps }: Story, find: Find): void {
  const place = ({ seq, leg }: PostingRow): string => `${seq}.${leg}`
  const stored = new Map(postings.map(posting => [place(posting), posting]))
  for (const expected of steps.flatMap(step => step.postings)) {
    const subject = `posting ${place(expected)}`
    const found = stored.get(place(expected))
    stored.delete(place(expected))
    if (!found) find('posting_missing', { ...about, subject }, 'nothing', line(expected))
    else if (line(found) !== line(expected)) find('posting_differs', { ...about, subject }, line(found), line(expected))
  }
  for (const extra of stored.values()) find('posting_unexpected', { ...about, subject: `posting ${place(extra)}` }, line(extra), 'nothing')
}

const line = ({ code, fromAccount, toAccount, amount, currency, dialect, at }: PostingRow): string =>
  `${code} ${fromAccount} → ${toAccount} ${amount} ${currency} (${dialect}, at ${at})`

function rowProblems({ about, steps, events }: Story, row: Tables['dispute'], now: Instant, find: Find): void {
  const dispute = steps.at(-1)!.after
  const expected = rowOf(dispute, row.chain, paymentIdOf(dispute), wakeAtOf(dispute))
  if (row.revision !== events.length) find('dispute_differs', { ...about, subject: 'revision' }, row.revision, `${events.length}, as many as events`)
  for (const field of Object.keys(expected) as (keyof typeof expected)[]) {
    if (field !== 'revision' && row[field] !== expected[field]) find('dispute_differs', { ...about, subject: field }, ...difference(row[field], expected[field]))
  }
  if (expected.wakeAt !== null && expected.wakeAt < now - patience) {
    find('overdue', about, `was due at ${new Date(expected.wakeAt).toISOString()}`, 'done within a second of that')
  }
}

/** The timekeeper looks every second; after a minute something is wrong. */
export const patience = 60_000

/** Long texts from where they part. */
function difference(is: unknown, shouldBe: unknown): [unknown, unknown] {
  if (typeof is !== 'string' || typeof shouldBe !== 'string') return [is, shouldBe]
  let same = 0
  while (same < is.length && is[same] === shouldBe[same]) same++
  const from = Math.max(0, same - 40)
  return from === 0 ? [is, shouldBe] : [`…${is.slice(from)}`, `…${shouldBe.slice(from)}`]
}

/** The notices that follow from the events; `key` says which, `text` what. */
export function toldOf({ steps }: Story): { key: string; text: string }[] {
  return steps.map(({ event, row, after }) => noticeText({
    merchant: row.merchant, dispute: row.dispute, seq: row.seq, kind: noticeOf(event), dialect: after.dialect, at: event.at, body: bodyOf(after),
  }))
}

export function noticeText({ merchant, dispute, seq, kind, dialect, at, body }: Omit<Tables['notice'], 'id' | 'position'>): { key: string; text: string } {
  return { key: `${merchant} ${dispute} ${seq}`, text: `${kind} ${dialect} ${at} ${body}` }
}
