// Views that somebody keeps for themselves. Names and places are one of a kind in the database, so two windows at once make no third.

import type { MerchantId } from '../../../core/ids.ts'
import { oneAtATime } from '../../../engine/in-turn.ts'
import type { Answer } from '../../../engine/job.ts'
import type { SavedViewRow } from '../../../engine/store-desk.ts'
import type { Write } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { mostSavedViews, type WireSavedView } from '../contract/saved-views.ts'
import { instantText } from '../translate.ts'
import { merchantOf, type AnyCall, type Part, type Reply } from './call.ts'
import { filterOf, listingProblem } from './disputes.ts'
import { answeredBefore } from './once.ts'
import { answerOf, failure, json, told } from './reply.ts'

type Mine = 'countDisputes' | 'listSavedViews' | 'createSavedView' | 'updateSavedView' | 'deleteSavedView'
const mostCounted = 1000
type Change = { write: Write; answer: Answer }
type Work = (views: SavedViewRow[], merchant: MerchantId) => Change | Reply

export function savedViewCalls(services: Services): Part<Mine> {
  const { reads, world } = services.engine
  const inTurn = oneAtATime()
  return {
    async countDisputes(call) {
      const problem = listingProblem(call)
      if (problem) return problem
      const count = await reads.countDisputes(merchantOf(call), filterOf(call, world.now()), mostCounted)
      return json(200, { count, more: count >= mostCounted })
    },
    listSavedViews: async call => json(200, { data: (await mine(call)).map(toWire) }),
    createSavedView: call => change(call, (views, merchant) => {
      const { name, view, filter } = call.body
      if (isTaken(views, name, null)) return failure('saved_view_name_taken')
      const place = freePlace(views)
      if (place === null) return failure('too_many_saved_views')
      return kept(201, { merchant, person: personOf(call), id: world.ids.next('viw'), place, name, view, filter, createdAt: world.now(), updatedAt: world.now() })
    }),
    updateSavedView: call => changeOne(call, (row, views) => {
      const { name = row.name, view = row.view, filter = row.filter } = call.body
      return isTaken(views, name, row.id) ? failure('saved_view_name_taken') : kept(200, { ...row, name, view, filter, updatedAt: world.now() })
    }),
    deleteSavedView: call => changeOne(call, ({ merchant, id }) => ({ write: { remove: 'saved_view', rows: [{ merchant, id }] }, answer: { status: 204, headers: {}, body: '' } })),
  }

  function mine(call: AnyCall): Promise<SavedViewRow[]> {
    return reads.savedViews(merchantOf(call), personOf(call))
  }

  function changeOne(call: AnyCall & { params: { id: string } }, work: (row: SavedViewRow, views: SavedViewRow[]) => Change | Reply): Promise<Reply> {
    return change(call, views => {
      const row = views.find(({ id }) => id === call.params.id)
      return row ? work(row, views) : failure('saved_view_not_found')
    })
  }

  /** One after the other in this process; what another was faster with is seen at the next look. */
  function change(call: AnyCall, work: Work): Promise<Reply> {
    return inTurn(() => attempt(call, work, 5))
  }

  async function attempt(call: AnyCall, work: Work, tries: number): Promise<Reply> {
    const merchant = merchantOf(call)
    const before = await answeredBefore(services, merchant, call)
    if (before) return before
    const made = work(await mine(call), merchant)
    if (!('write' in made)) return made
    try {
      return told(services, await services.engine.write({ merchant, key: call.key, credential: call.principal.credential, writes: [made.write], answer: made.answer }))
    } catch (error) {
      if (!(error instanceof Error && error.name === 'Taken')) throw error
      return tries > 1 ? attempt(call, work, tries - 1) : failure('overloaded')
    }
  }
}

const personOf = ({ principal: { user, id } }: AnyCall): string => user?.id ?? id

const isTaken = (views: readonly SavedViewRow[], name: string, own: string | null): boolean => views.some(view => view.name === name && view.id !== own)

function freePlace(views: readonly SavedViewRow[]): number | null {
  return Array.from({ length: mostSavedViews }, (_, at) => at + 1).find(place => views.every(view => view.place !== place)) ?? null
}

const kept = (status: number, row: SavedViewRow): Change => ({ write: { table: 'saved_view', rows: [row] }, answer: answerOf(status, toWire(row)) })

function toWire({ id, name, view, filter, createdAt, updatedAt }: SavedViewRow): WireSavedView {
  return { id, name, view: view as WireSavedView['view'], filter, created_at: instantText(createdAt), updated_at: instantText(updatedAt) }
}
