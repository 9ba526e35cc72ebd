// Looking at Omise: one dispute, and the list page by page. Nothing here changes anything there.

import { done, refused, unknown, type Outcome } from '../../../core/outcome.ts'
import type { ListPage, Told, Upstream, Wanted } from '../../../engine/upstream.ts'
import type { Called } from '../../../wire/call.ts'
import { toldOf } from '../told.ts'
import { errorOf, failed } from './answers.ts'
import { endpoints, isAnswer, type Ask } from './ask.ts'
import { cursorOf, nextOf, pageIn, placeOf, queryOf, type Page } from './pages.ts'

export type Looks = Pick<Upstream, 'find' | 'list' | 'probe'>

export function looksOf(ask: Ask): Looks {
  return { find, list, probe }

  async function find(theirId: string): Promise<Outcome<Told | null>> {
    const answer = await ask(endpoints.getDispute, { params: { id: theirId } })
    if (isAnswer(answer, 404)) return errorOf(answer)?.code === 'not_found' ? done(null) : unknown('not_the_api')
    if (!isAnswer(answer, 200)) return failed(answer, 'reads')
    const told = toldOf(answer.body, answer.text)
    return told?.theirId === theirId ? done(told) : unknown(told ? 'answer_of_another' : 'answer_unreadable')
  }

  /** They filter by creation and not by change, so `since` would leave out what was closed of late. */
  async function list({ cursor }: Wanted): Promise<Outcome<ListPage>> {
    const place = placeOf(cursor)
    if (!place) return refused('cursor', null)
    const page = paged(await ask(endpoints.listDisputes, { query: queryOf(place) }))
    if (page.kind !== 'done') return page
    const items = page.value.rows.flatMap(row => toldOf(row) ?? [])
    if (items.length === 0 && page.value.rows.length > 0) return unknown('answer_unreadable')
    const next = nextOf(place, page.value)
    return done({ items, next: next && cursorOf(next) })
  }

  async function probe(): Promise<Outcome<{ account: string | null }>> {
    const page = paged(await ask(endpoints.listDisputes, { query: { limit: 1 } }))
    return page.kind === 'done' ? done({ account: null }) : page
  }
}

export function paged(answer: Called): Outcome<Page> {
  if (!isAnswer(answer, 200)) return failed(answer, 'reads')
  const page = pageIn(answer.body)
  return page ? done(page) : unknown('answer_unreadable')
}
