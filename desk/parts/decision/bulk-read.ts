// Reads several disputes anew, a few at a time, for the preview of the bulk flow.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import type { Dispute } from '../../api/contract.ts'
import { problemOf, type Problem } from '../../api/problem.ts'
import { inTurns } from './in-turns.ts'

export type Looked = { id: string; dispute: Dispute } | { id: string; problem: Problem }
const atOnce = 6

export function useLookedAt(ids: readonly string[]) {
  const [count, setCount] = useState(0)
  const { data, refetch, isFetching } = useQuery({
    queryKey: ['bulk', ids] as const, staleTime: Infinity, gcTime: 0, retry: false,
    queryFn: ({ signal }) => inTurns(ids, atOnce, id => lookAt(id, signal), setCount),
  })
  return { looked: isFetching ? undefined : data, count, again: () => void refetch() }
}

async function lookAt(id: string, signal: AbortSignal): Promise<Looked> {
  try {
    return { id, dispute: await read('GET /v1/disputes/{id}', { params: { id } }, { signal }) }
  } catch (error) {
    return { id, problem: problemOf(error) }
  }
}
