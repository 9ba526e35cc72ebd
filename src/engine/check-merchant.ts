// The disputes of one merchant against their events, a part at a time and while work goes on: what looks wrong is read once more
// before it is said, because somebody may have decided between two of our reads.

import type { DisputeId, MerchantId } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'
import { disputeProblems, storiesOf, type Scans, type Story } from './check-dispute.ts'
import { finder, problemCodes, type Problem } from './check-problem.ts'
import type { OverviewReads } from './store-overview.ts'

/** `what` is the code in words. */
export type PartChecked = { disputes: number; events: number; postings: number; problems: (Problem & { what: string })[]; next: DisputeId | null }

export async function checkBehind(reads: Pick<OverviewReads, 'rowsBehind'>, merchant: MerchantId, after: DisputeId | null, now: Instant, atMost: number): Promise<PartChecked> {
  const part: PartChecked = { disputes: 0, events: 0, postings: 0, problems: [], next: null }
  let last = after
  for await (const story of storiesOf(behind(reads, merchant, after))) {
    if (part.disputes === atMost) return { ...part, next: last }
    const before = last
    last = story.about.dispute as DisputeId
    part.disputes++
    if (part.disputes % atATime === 0) await othersTurn()
    part.events += story.events.length
    part.postings += story.postings.length
    if (problemsOf(story, now).length > 0) part.problems.push(...(await stillWrong(reads, merchant, before, last, now)).map(problem => ({ ...problem, what: problemCodes[problem.code] })))
  }
  return part
}

/** Judging takes a fifth of a millisecond each; whoever decides meanwhile does not wait for all of them. */
const atATime = 25
const othersTurn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

const rereads = 3

async function stillWrong(reads: Pick<OverviewReads, 'rowsBehind'>, merchant: MerchantId, before: DisputeId | null, dispute: DisputeId, now: Instant): Promise<Problem[]> {
  let problems: Problem[] = []
  for (let times = 0; times < rereads; times++) {
    for await (const story of storiesOf(behind(reads, merchant, before))) {
      problems = story.about.dispute === dispute ? problemsOf(story, now) : problems
      if (story.about.dispute! >= dispute) break
    }
    if (problems.length === 0) return []
  }
  return problems
}

const behind = (reads: Pick<OverviewReads, 'rowsBehind'>, merchant: MerchantId, after: DisputeId | null): Scans => ({ scan: table => reads.rowsBehind(table, merchant, after) })

function problemsOf(story: Story, now: Instant): Problem[] {
  const { find, all } = finder()
  disputeProblems(story, now, find)
  return all().problems
}
