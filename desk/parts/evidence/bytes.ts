// The bytes of a file of evidence, read once for its look and its pages, and how many pages a PDF has.

import { queryOptions, useQuery } from '@tanstack/react-query'
import { readBytes } from '../../api/client.ts'
import type { Evidence } from '../../api/contract.ts'

const painted: readonly string[] = ['image/png', 'image/jpeg', 'image/gif']
const pdf = 'application/pdf'
const largest = 12_000_000

export const isPainted = ({ type }: Pick<Evidence, 'type'>): boolean => painted.includes(type)

export const bytesOf = (item: Evidence, dispute: string) => queryOptions({
  queryKey: ['evidence', dispute, item.id] as const, staleTime: Infinity, gcTime: 60_000, retry: false,
  queryFn: ({ signal }) => readBytes('GET /v1/disputes/{id}/evidence/{evidence}/content', { params: { id: dispute, evidence: item.id } }, { signal }),
})

export function useBytes(item: Evidence, dispute: string): ArrayBuffer | undefined {
  return useQuery({ ...bytesOf(item, dispute), enabled: item.kind === 'file' && item.size <= largest && (isPainted(item) || item.type === pdf) }).data
}

/** "3 pages", or null where it is no PDF or its pages are not to be seen. */
export function pagesWord(bytes: ArrayBuffer | undefined, { type }: Pick<Evidence, 'type'>): string | null {
  const pages = bytes && type === pdf ? pagesOf(bytes) : 0
  return pages > 0 ? `${pages} ${pages === 1 ? 'page' : 'pages'}` : null
}

/** As far as it can be read without running it: page objects that are not packed away. */
function pagesOf(bytes: ArrayBuffer): number {
  return new TextDecoder('latin1').decode(bytes).match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0
}
