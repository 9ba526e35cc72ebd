// Tables of everything, page after page as they are read: a million rows need the memory of one page.

import type { Dispute } from '../../../core/dispute.ts'
import type { MerchantId } from '../../../core/ids.ts'
import { formatMajor } from '../../../core/money.ts'
import { snoozedUntil } from '../../../core/snooze.ts'
import { reviveMoney } from '../../../core/json.ts'
import type { DisputeEvent } from '../../../core/event.ts'
import type { AuditPlace } from '../../../engine/store-overview.ts'
import type { Cursor, Tables } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { instantText } from '../translate.ts'
import { auditFilterOf } from './audit.ts'
import { merchantOf, type Call, type Part, type Sent } from './call.ts'
import { csvLine, type Cell } from './csv.ts'
import { filterOf, listingProblem, orderOf } from './disputes.ts'
import { attachment } from './download.ts'

const pageSize = 500

export function exportCalls(services: Services): Part<'exportDisputes' | 'exportEvents'> {
  const { reads } = services.engine
  return {
    exportDisputes(call) {
      const filter = filterOf(call, services.engine.world.now())
      const disputes = (merchant: MerchantId) => pagesOf<Dispute, Cursor>(after => reads.disputes(merchant, filter, orderOf(call.query, filter), after, pageSize))
      return listingProblem(call) ?? tableOf(services, call, 'disputes', disputeColumns, disputes)
    },
    exportEvents: call => tableOf(services, call, 'events', eventColumns, merchant =>
      pagesOf<Tables['event'], AuditPlace>(after => reads.audit(merchant, auditFilterOf(call.query), after, pageSize))),
  }
}

type Columns<T> = Record<string, (item: T) => Cell>

const at = (instant: number | null | undefined): Cell => (instant === null || instant === undefined ? null : instantText(instant))

const disputeColumns: Columns<Dispute> = {
  id: ({ id }) => id, provider: ({ dialect }) => dialect, provider_id: ({ theirs }) => theirs.id, home: ({ home }) => home,
  state: ({ state }) => state, phase: ({ phase }) => phase, reason: ({ reason }) => reason.category, reason_code: ({ theirs, reason }) => reason.code ?? theirs.reasonCode,
  amount: ({ money }) => ({ number: formatMajor(money) }), currency: ({ money }) => money.currency,
  respond_by: ({ respondBy }) => at(respondBy?.at), opened_at: ({ openedAt }) => at(openedAt), updated_at: ({ updatedAt }) => at(updatedAt),
  payment: ({ payment }) => payment.id, order: ({ payment }) => payment.order, customer: ({ story }) => story?.customer ?? null, story: ({ story }) => story?.text ?? null,
  evidence: ({ evidence }) => ({ number: `${evidence.length}` }), owner: ({ owner }) => owner?.name ?? null, tags: ({ tags }) => tags.join(' '), revision: ({ revision }) => ({ number: `${revision}` }),
  snoozed_until: dispute => at(snoozedUntil(dispute)),
}

type Recorded = { row: Tables['event']; event: DisputeEvent }

const eventColumns: Columns<Tables['event']> = withEvent({
  at: ({ row }) => at(row.at), dispute: ({ row }) => row.dispute, seq: ({ row }) => ({ number: `${row.seq}` }), kind: ({ row }) => row.kind,
  actor_kind: ({ event }) => event.by.kind, actor: ({ event }) => event.by.id, surface: ({ event }) => event.by.surface, request: ({ event }) => event.by.request,
  prev: ({ row }) => row.prev, hash: ({ row }) => row.hash, stored: ({ row }) => row.body,
})

/** The event of a row is read once for all its cells. */
function withEvent(columns: Columns<Recorded>): Columns<Tables['event']> {
  let last: Recorded | null = null
  const recorded = (row: Tables['event']): Recorded => (last?.row === row ? last : (last = { row, event: reviveMoney(row.body) as DisputeEvent }))
  return Object.fromEntries(Object.entries(columns).map(([name, cell]) => [name, row => cell(recorded(row))]))
}

function tableOf<T>({ closing, engine }: Services, call: Call<'exportDisputes'> | Call<'exportEvents'>, name: string, columns: Columns<T>, pages: (merchant: MerchantId) => AsyncIterable<readonly T[]>): Sent {
  const over = AbortSignal.any([call.request.signal, closing])
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': attachment(`${name}-${instantText(engine.world.now()).slice(0, 10)}.csv`), 'content-security-policy': "sandbox; default-src 'none'" }
  return { status: 200, headers, raw: textOf(columns, pages(merchantOf(call)), over) }
}

async function* textOf<T>(columns: Columns<T>, pages: AsyncIterable<readonly T[]>, over: AbortSignal): AsyncGenerator<string> {
  yield csvLine(Object.keys(columns))
  for await (const page of pages) {
    if (over.aborted) return
    if (page.length > 0) yield page.map(item => csvLine(Object.values(columns).map(cell => cell(item)))).join('')
  }
}

async function* pagesOf<T, Place>(read: (after: Place | null) => Promise<{ items: T[]; next: Place | null }>): AsyncGenerator<T[]> {
  for (let after: Place | null = null; ;) {
    const { items, next } = await read(after)
    yield items
    if (!next) return
    after = next
  }
}
