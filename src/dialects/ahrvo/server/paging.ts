// Pages of short lists, in the two forms: by cursor for 2022-02-01, by offset for the base version and for whoever asks by offset.

import { version } from '../contract/shapes.ts'

export type Asked = { limit: number; offset?: number | undefined; after_cursor?: string | undefined; before_cursor?: string | undefined }
export type PageForm = { limit: number; next_cursor: string | null } | { offset: number; limit: number; count: number }
export type Paged<T> = { items: T[]; page: PageForm }

export const byOffset = ({ offset }: Asked, headers: { 'finix-version'?: string | undefined }): boolean => offset !== undefined || headers['finix-version'] !== version

/** Null for a cursor that is no item's. A cursor is the id of the last item before it. */
export function paged<T extends { id: string }>(all: readonly T[], asked: Asked, headers: { 'finix-version'?: string | undefined }): Paged<T> | null {
  const { limit, after_cursor, before_cursor } = asked
  const at = (id: string | undefined): number => all.findIndex(item => item.id === id)
  if ((after_cursor !== undefined && at(after_cursor) < 0) || (before_cursor !== undefined && at(before_cursor) < 0)) return null
  const backwards = before_cursor !== undefined && after_cursor === undefined
  const end = before_cursor === undefined ? all.length : at(before_cursor)
  const start = backwards ? Math.max(0, end - limit) : after_cursor === undefined ? asked.offset ?? 0 : at(after_cursor) + 1
  const items = all.slice(start, Math.min(end, start + limit))
  if (byOffset(asked, headers)) return { items, page: { offset: start, limit, count: all.length } }
  const more = backwards ? start > 0 : start + items.length < end
  return { items, page: { limit, next_cursor: (more && (backwards ? items[0] : items.at(-1))?.id) || null } }
}
