// The exchanges that are shown: those of the wire log that fit the address. The server looks through all that it keeps.

import { useInfiniteQuery } from '@tanstack/react-query'
import { isId } from '../../../src/core/ids.ts'
import { read } from '../../api/client.ts'
import type { AnswerOf, InputOf } from '../../api/contract.ts'
import { oneOf } from './one-of.ts'
import { dialects } from '../../../src/core/dispute.ts'
import type { Search } from './address.ts'

export type Exchange = AnswerOf<'GET /v1/requests'>['data'][number]
type Query = NonNullable<InputOf<'GET /v1/requests'>['query']>

export const statusWords = { '2xx': 'Went well (2xx)', '3xx': 'Led elsewhere (3xx)', '4xx': 'Refused (4xx)', '5xx': 'Broke (5xx)' } as const satisfies Record<NonNullable<Query['status']>, string>
export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const satisfies readonly Query['method'][]

export function useExchanges(search: Search, allowed: boolean) {
  const query = queryOf(search)
  const loaded = useInfiniteQuery({
    queryKey: ['GET /v1/requests', { query }] as const, enabled: allowed, initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => read('GET /v1/requests', { query: { ...query, ...(pageParam && { cursor: pageParam }) } }, { signal }),
    getNextPageParam: page => page.next_cursor,
  })
  return { ...loaded, all: loaded.data?.pages.flatMap(({ data }) => data) }
}

/** What an address says that means nothing filters nothing. */
export function queryOf(search: Search): Query {
  const dialect = oneOf(dialects, search['dialect'])
  const status = oneOf(Object.keys(statusWords) as (keyof typeof statusWords)[], search['status'])
  const method = oneOf(methods, search['method'])
  const part = search['path']?.trim().slice(0, 200) ?? ''
  return { limit: 100, ...(dialect && { dialect }), ...(status && { status }), ...(method && { method }), ...(part !== '' && (isId('dsp', part) ? { dispute: part } : { path: part })) }
}

export const isFiltered = (search: Search): boolean => Object.keys(queryOf(search)).length > 1

export const toneOf = (status: number): 'good' | 'warn' | 'bad' => (status >= 500 ? 'bad' : status >= 400 ? 'warn' : 'good')
