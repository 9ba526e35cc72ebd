// Whose disputes repeat, for the rows that are to be seen: asked for once they are there, a page at a time. A row waits for nothing.

import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AnswerOf } from '../../api/contract.ts'
import { get } from '../../api/queries.ts'
import type { Item } from './groups.ts'

export type Repeats = ReadonlyMap<string, AnswerOf<'GET /v1/repeats'>['data'][number]>

const pageSize = 100
const pageOf = (index: number): number => Math.floor(index / pageSize)

export function useRepeats(items: readonly Item[], first: number, last: number): Repeats {
  const [from, until] = [pageOf(first), pageOf(last)]
  const queries = useMemo(() => Array.from({ length: until - from + 1 }, (_, at) => repeatsIn(items.slice((from + at) * pageSize, (from + at + 1) * pageSize))), [items, from, until])
  return useQueries({ queries, combine })
}

function repeatsIn(items: readonly Item[]) {
  const disputes = items.flatMap(item => (item.kind === 'row' ? [item.row.id] : [])).join()
  return { ...get('GET /v1/repeats', { query: { disputes } }), staleTime: 5 * 60_000, enabled: disputes !== '' }
}

const combine = (answers: readonly { data?: AnswerOf<'GET /v1/repeats'> | undefined }[]): Repeats => new Map(answers.flatMap(({ data }) => data?.data ?? []).map(one => [one.dispute, one]))
