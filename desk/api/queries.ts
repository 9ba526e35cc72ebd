// The one Query client and what its keys look like: ['GET /v1/disputes', input]. Live news find what they change by these keys.

import { QueryClient, queryOptions, type UseQueryOptions } from '@tanstack/react-query'
import type { AnswerOf, InputOf, ReadRoute } from './contract.ts'
import { read } from './client.ts'
import { ProblemError } from './problem.ts'
import { onRenewal, onWhoChanges } from './session.ts'

/** The queue's rows are kept under a name of their own: what is told to be changed among answers must not move rows. */
export const queueKey = 'queue'

export const queries = new QueryClient({
  defaultOptions: {
    // Live news say what has changed; what they miss is asked again by the 30 s of the fall-back.
    queries: { staleTime: 30_000, gcTime: 5 * 60_000, retry: (count, error) => count < 2 && isPassing(error), networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})

onWhoChanges(() => queries.clear())
// A sandbox that was emptied is renewed too: what is not shown just now is nothing to keep.
onRenewal(() => { queries.removeQueries({ type: 'inactive' }); void queries.invalidateQueries() })

/** For useQuery, prefetchQuery and getQueryData alike. */
export function get<R extends ReadRoute>(route: R, input: InputOf<R>) {
  return queryOptions({ queryKey: [route, input] as const, queryFn: ({ signal }) => read(route, input, { signal }) }) satisfies UseQueryOptions<AnswerOf<R>, Error, AnswerOf<R>, readonly [R, InputOf<R>]>
}

function isPassing(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.transient
}
