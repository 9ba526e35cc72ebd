// A dispute as it is this moment, with what a decision would mean: read when the sheet opens and again while it stays open.

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { get } from '../../api/queries.ts'
import { serverNow } from '../../time.ts'

const againMs = 15_000

export function useFresh(id: string) {
  const since = useState(serverNow)[0]
  const always = { staleTime: 0, refetchOnMount: 'always' as const }
  const dispute = useQuery({ ...get('GET /v1/disputes/{id}', { params: { id } }), ...always, refetchInterval: againMs })
  const context = useQuery({ ...get('GET /v1/disputes/{id}/context', { params: { id } }), ...always })
  const home = dispute.data?.home ?? 'house'
  const connection = useQuery({ ...get('GET /v1/connections/{id}', { params: { id: home } }), ...always, enabled: home !== 'house' })
  const [checkedAt, setCheckedAt] = useState<number | null>(null)
  const isNew = !dispute.isFetching && dispute.isFetchedAfterMount && !dispute.isError
  useEffect(() => { if (isNew) setCheckedAt(serverNow()) }, [isNew, dispute.dataUpdatedAt])
  const again = () => { void dispute.refetch(); void context.refetch() }
  const isReady = checkedAt !== null && context.isFetchedAfterMount && context.data !== undefined
  return { since, dispute: dispute.data, context: context.data, connection: connection.data, checkedAt, isReady, error: dispute.error ?? context.error, again }
}

export type Fresh = ReturnType<typeof useFresh>
