// The exchanges that are shown: the newest of the wire log, and which of them fit a filter.

import { useInfiniteQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import type { AnswerOf, InputOf } from '../../api/contract.ts'
import { oneOf } from './one-of.ts'
import { dialects } from '../../../src/core/dispute.ts'
import type { Search } from './address.ts'

export type Exchange = AnswerOf<'GET /v1/requests'>['data'][number]
export const outcomes = { good: 'Went well (2xx, 3xx)', refused: 'Refused (4xx)', broken: 'Broke (5xx)' } as const
type Outcome = keyof typeof outcomes

export function useExchanges(search: Search, allowed: boolean) {
  const dialect = oneOf(dialects, search['dialect'])
  const query: NonNullable<InputOf<'GET /v1/requests'>['query']> = { limit: 100, ...(dialect && { dialect }) }
  const loaded = useInfiniteQuery({
    queryKey: ['GET /v1/requests', { query }] as const, enabled: allowed, initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => read('GET /v1/requests', { query: { ...query, ...(pageParam && { cursor: pageParam }) } }, { signal }),
    getNextPageParam: page => page.next_cursor,
  })
  return { ...loaded, all: loaded.data?.pages.flatMap(({ data }) => data) }
}

export function fitting(all: readonly Exchange[], { status, route }: Search): Exchange[] {
  const outcome = oneOf(Object.keys(outcomes) as Outcome[], status)
  return all.filter(one => (!outcome || outcomeOf(one.status) === outcome) && (!route || one.route === route))
}

export const routesOf = (all: readonly Exchange[]): string[] => [...new Set(all.map(({ route }) => route))].sort()

export const outcomeOf = (status: number): Outcome => (status >= 500 ? 'broken' : status >= 400 ? 'refused' : 'good')
