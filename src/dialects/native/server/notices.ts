// What was told and how it went; sending it again.

import type { Tables } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { instantText } from '../translate.ts'
import { merchantOf, type Part } from './call.ts'
import { cursorOf, page, placeOf } from './cursor.ts'
import type { Once } from './once.ts'
import { answerOf, failure, json } from './reply.ts'
import { newsText } from './stream.ts'

type Mine = 'listNotices' | 'getNotice' | 'resendNotice' | 'streamEvents'
type Delivery = Tables['delivery'] & { tries: Tables['attempt'][] }

export function noticeCalls(services: Services, once: Once): Part<Mine> {
  const { engine: { reads, world } } = services
  return {
    async listNotices(call) {
      const { query, request } = call
      const place = placeOf('notices', 's', query.cursor)
      if (place === 'invalid' || (place && !digits.test(String(place[0])))) return failure('invalid_cursor')
      const rows = await reads.notices(merchantOf(call), { dispute: query.dispute, state: query.state }, place && BigInt(place[0]!), query.limit + 1)
      const shown = rows.slice(0, query.limit)
      return page(services, request, shown.map(toWireNotice), rows.length > query.limit ? cursorOf('notices', [String(shown.at(-1)!.position)]) : null)
    },
    async getNotice(call) {
      const merchant = merchantOf(call)
      const notice = await reads.notice(merchant, call.params.id)
      if (!notice) return failure('notice_not_found')
      return json(200, { ...toWireNotice(notice), deliveries: (await reads.deliveries(merchant, notice.id)).map(toWireDelivery) })
    },
    resendNotice: call => once(merchantOf(call), call, async () => {
      const { id } = call.params
      if (!await reads.notice(merchantOf(call), id)) return failure('notice_not_found')
      return answerOf(202, { notice: id, deliveries: await services.resend(merchantOf(call), id, world.now()) })
    }),
    streamEvents: call => ({ status: 200, headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }, raw: newsText(services, call) }),
  }
}

const digits = /^[1-9][0-9]{0,17}$/

function toWireNotice({ id, kind, dispute, seq, dialect, at, position }: Tables['notice']) {
  return { id, kind, dispute: dispute === '' ? null : dispute, seq, dialect, at: instantText(at), position }
}

function toWireDelivery({ id, endpoint, state, dueAt, lastStatus, tries }: Delivery) {
  const attempts = tries.map(({ number, at, tookMs, status, error, answer }) => ({ number, at: instantText(at), took_ms: tookMs, status, error, answer }))
  return { id, webhook: endpoint, state, due_at: instantText(dueAt), last_status: lastStatus, attempts }
}
