// The check of the record, page by page. It adds up what was looked at and says nothing of what was not.

import { read } from '../../api/client.ts'
import type { AnswerOf } from '../../api/contract.ts'
import { problemOf, type Problem } from '../../api/problem.ts'

type Page = AnswerOf<'GET /v1/audit/check'>
export type Found = Page['problems'][number]
export type Checked = { state: 'running' | 'whole' | 'stopped' | 'failed'; disputes: number; events: number; postings: number; errors: number; found: readonly Found[]; problem: Problem | null }

export const nothingChecked: Checked = { state: 'running', disputes: 0, events: 0, postings: 0, errors: 0, found: [], problem: null }

/** More than anybody reads; all are counted. */
const mostFound = 500

export async function checkAll(tell: (checked: Checked) => void, signal: AbortSignal): Promise<void> {
  let sum = nothingChecked
  let cursor: string | undefined
  try {
    do {
      const page: Page = await read('GET /v1/audit/check', { query: { cursor } }, { signal })
      sum = {
        ...sum, disputes: sum.disputes + page.disputes, events: sum.events + page.events, postings: sum.postings + page.postings,
        errors: sum.errors + page.problems.filter(({ severity }) => severity === 'error').length, found: [...sum.found, ...page.problems].slice(0, mostFound),
      }
      cursor = page.next_cursor ?? undefined
      tell(cursor === undefined ? { ...sum, state: 'whole' } : sum)
    } while (cursor !== undefined)
  } catch (error) {
    tell(signal.aborted ? { ...sum, state: 'stopped' } : { ...sum, state: 'failed', problem: problemOf(error) })
  }
}
