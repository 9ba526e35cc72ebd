// Looking at Afterpay: one dispute, and the list by windows. Nothing here changes anything there.

import { done, unknown, type Outcome } from '../../core/outcome.ts'
import type { ListPage, Told, Upstream } from '../../engine/upstream.ts'
import type { Called } from '../../wire/call.ts'
import type { Instant } from '../../core/time.ts'
import { endpoints, isAnswer, type Ask } from './ask.ts'
import { mostPerPage } from './contract/disputes.ts'
import { errorOf, failed } from './outcomes.ts'
import { leavesOutWhy, toldOf, type Account } from './told.ts'
import { objectOf } from './wire-values.ts'
import { cursorOf, firstWindow, nextWindow, queryOf, windowOf } from './windows.ts'

export type Looks = Pick<Upstream, 'find' | 'list'> & { mayRead(): Promise<Outcome<null>> }

export function looksOf(ask: Ask, account: Account, now: () => Instant): Looks {
  return { find, list, mayRead }

  async function find(theirId: string): Promise<Outcome<Told | null>> {
    const answer = await ask(endpoints.getDispute, { params: { dispute_id: theirId } })
    if (isAnswer(answer, 404)) return errorOf(answer) ? done(null) : unknown('not_the_api')
    if (!isAnswer(answer, 200)) return failed(answer, 'reads')
    const told = toldOf(answer.body, account, { document: answer.text })
    return told?.theirId === theirId ? done(told) : unknown(told ? 'answer_of_another' : 'answer_unreadable')
  }

  async function list({ cursor, since }: { cursor: string | null; since: Instant | null }): Promise<Outcome<ListPage>> {
    const window = windowOf(cursor) ?? firstWindow(since)
    const answer = await ask(endpoints.listDisputes, { query: queryOf(window, mostPerPage) })
    const page = pageIn(answer)
    if (!page) return unread(answer)
    const { rows, total, limit } = page
    if (rows.length === 0 && window.offset === 0 && (total ?? 0) > 0) return unknown('answer_unreadable')
    const seen = { rows: rows.length, total: total ?? window.offset + rows.length + (rows.length < (limit ?? mostPerPage) ? 0 : 1) }
    const items = await wholly(rows)
    const next = nextWindow(window, seen, now())
    return items.kind === 'done' ? done({ items: items.value, next: next && cursorOf(next) }) : items
  }

  async function wholly(rows: readonly unknown[]): Promise<Outcome<Told[]>> {
    const items: Told[] = []
    for (const row of rows) {
      const told = toldOf(row, account)
      const whole = told && leavesOutWhy(row) ? await find(told.theirId) : done(told)
      if (whole.kind !== 'done') return whole
      if (whole.value) items.push(whole.value)
    }
    return done(items)
  }

  async function mayRead(): Promise<Outcome<null>> {
    const answer = await ask(endpoints.listDisputes, { query: { offset: 0, limit: 1 } })
    return pageIn(answer) ? done(null) : unread(answer)
  }
}

/** Any of the four may be null. No page says how many rows are the most: `limit` is how many they gave, where they say it. */
function pageIn(answer: Called): { rows: unknown[]; total: number | null; limit: number | null } | null {
  const page = isAnswer(answer, 200) ? objectOf(answer.body) : null
  if (!page || !('data' in page)) return null
  const { data, total, limit } = page
  return data === null || Array.isArray(data) ? { rows: data ?? [], total: countOf(total, 0), limit: countOf(limit, 1) } : null
}

const countOf = (value: unknown, least: number): number | null => (Number.isSafeInteger(value) && (value as number) >= least ? (value as number) : null)

const unread = (answer: Called): Outcome<never> => (isAnswer(answer, 200) ? unknown('answer_unreadable') : failed(answer, 'reads'))
