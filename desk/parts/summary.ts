// What is due, counted: asked for once and shown in several places. Rows come first: the server reads both one after the other, and nobody waits
// for a count.

import { useIsFetching, useQuery } from '@tanstack/react-query'
import { get, queueKey } from '../api/queries.ts'
import { ownZone } from '../time.ts'

export function useSummary() {
  const rowsComeFirst = useIsFetching({ queryKey: [queueKey] }) > 0
  return useQuery({ ...get('GET /v1/summary', { query: { zone: ownZone() } }), enabled: !rowsComeFirst, refetchInterval: 60_000 })
}
