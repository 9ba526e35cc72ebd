// Reads a whole store and says what does not fit together: rows against the fold of their events, chains, books, payments, the
// outbox. It holds one dispute at a time, changes nothing, and never stops at the first thing it finds.

import type { Instant } from '../core/time.ts'
import { disputeProblems, storiesOf, toldOf } from './check-dispute.ts'
import { foldMoney, moneyProblems, noMoney } from './check-money.ts'
import { deliveryProblems, noNotices, noticeProblems } from './check-outbox.ts'
import { errandProblems, foldAct, noActs } from './check-errand.ts'
import { finder, type Counts, type Find, type Problem } from './check-problem.ts'
import type { Store } from './store.ts'

export type Checked = { ok: boolean; problems: Problem[]; found: number; warnings: number; counts: Counts }
export type CheckOptions = {
  now: Instant
  /** Hears of the counts now and then, so that a person who waits sees that it goes on. */
  progress?: (counts: Counts) => void
}

export async function check(store: Pick<Store, 'scan'>, { now, progress = () => {} }: CheckOptions): Promise<Checked> {
  const counts: Counts = { disputes: 0, events: 0, postings: 0, balances: 0, payments: 0, notices: 0, deliveries: 0, answers: 0, errands: 0 }
  const { find, all } = finder()
  const money = noMoney()
  const notices = noNotices()
  const acts = noActs()
  for await (const story of storiesOf(store)) {
    disputeProblems(story, now, find)
    foldMoney(money, story)
    foldAct(acts, story)
    for (const told of toldOf(story)) notices.expected.add(told.key, told.text)
    counts.disputes += story.row ? 1 : 0
    counts.events += story.events.length
    counts.postings += story.postings.length
    if (counts.disputes % 10_000 === 0) progress({ ...counts })
  }
  await moneyProblems(store, money, counts, find)
  await noticeProblems(store, notices, now, counts, find)
  await deliveryProblems(store, counts, find)
  await errandProblems(store, acts, now, counts, find)
  await answerProblems(store, counts, find)
  progress({ ...counts })
  return { ...all(), counts }
}

/** An answer that cannot be read back cannot be given again. */
async function answerProblems(store: Pick<Store, 'scan'>, counts: Counts, find: Find): Promise<void> {
  for await (const { merchant, principal, key, fingerprint, answer } of store.scan('idempotency')) {
    counts.answers++
    const about = { merchant, dispute: null, subject: `answer under key ${key} of ${principal}` }
    if (fingerprint === '') find('answer_unreadable', about, 'no fingerprint', 'the fingerprint of the request')
    if (!isAnswer(answer)) find('answer_unreadable', about, answer.slice(0, 100), 'a status, headers and a body')
  }
}

function isAnswer(text: string): boolean {
  try {
    const { status, headers, body } = JSON.parse(text) as Record<string, unknown>
    return Number.isInteger(status) && typeof headers === 'object' && headers !== null && typeof body === 'string'
  } catch {
    return false
  }
}
