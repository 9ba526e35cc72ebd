// The history of one dispute as a query: page after page, up to a bound.

import { queryOptions } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import type { AnswerOf } from '../../api/contract.ts'

export type HistoryEvent = AnswerOf<'GET /v1/disputes/{id}/events'>['data'][number]

const mostPages = 10

export function historyOf(id: string) {
  return queryOptions({ queryKey: ['GET /v1/disputes/{id}/events', { params: { id } }] as const, queryFn: ({ signal }) => all(id, signal) })
}

async function all(id: string, signal: AbortSignal): Promise<{ data: HistoryEvent[]; isWhole: boolean }> {
  const data: HistoryEvent[] = []
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await read('GET /v1/disputes/{id}/events', { params: { id }, query: { limit: '100', cursor } }, { signal })
    data.push(...answer.data)
    if (answer.next_cursor === null) return { data, isWhole: true }
    cursor = answer.next_cursor
  }
  return { data, isWhole: false }
}
