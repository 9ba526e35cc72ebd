// Notices as they happen, as server-sent events. Followers read by position, so a break loses nothing; a slow reader slows only itself,
// because the next page is read when the one before was taken. Who prepares what is told beside them.

import { wireJson } from '../../../core/json.ts'
import type { MerchantId } from '../../../core/ids.ts'
import type { Tables } from '../../../engine/store.ts'
import type { Services, SignedIn } from '../../dialect.ts'
import { instantText } from '../translate.ts'
import { merchantOf, type Call, type Caller } from './call.ts'
import { preparingNews } from './preparing.ts'

export const heartbeatMs = 15_000
const pageSize = 100
const heartbeat = ': here\n\n'

/** Ends when the client goes, when the server stops, or when the credential ends. */
export async function* newsText(services: Services, call: Call<'streamEvents'>): AsyncGenerator<string> {
  const merchant = merchantOf(call)
  const over = AbortSignal.any([call.request.signal, services.closing])
  const beat = beats(services)
  const preparing = preparingNews(services, merchant)
  const next = (ms: number) => services.stream.news(merchant, ms, over)
  // Begun before what it would tell of is read: what happens meanwhile wakes nobody otherwise.
  let told = next(heartbeatMs)
  let position = call.headers['last-event-id'] ?? call.query.after ?? await latestOf(services, merchant)
  yield heartbeat
  while (!over.aborted && await mayStillFollow(services, call)) {
    const rows = await services.engine.reads.stream(merchant, position, pageSize)
    for (const row of rows) {
      if (over.aborted) return
      yield toText(row)
      position = row.position!
    }
    if (rows.length > 0) continue
    const { texts, endsInMs } = await preparing()
    for (const text of texts) yield text
    await (endsInMs < heartbeatMs ? Promise.race([told, next(endsInMs)]) : told)
    told = next(heartbeatMs)
    if (!over.aborted && beat.isDue()) yield heartbeat
  }
}

/** Tells every so often, by a clock that nobody turns, that a sign of life is due. */
function beats({ pause }: Services): { isDue(): boolean } {
  let due = false
  const wait = () => pause(heartbeatMs).then(() => void (due = true), () => {})
  void wait()
  return {
    isDue() {
      const was = due
      if (was) void wait()
      due = false
      return was
    },
  }
}

async function latestOf({ engine }: Services, merchant: MerchantId): Promise<bigint> {
  const [latest] = await engine.reads.notices(merchant, {}, null, 1)
  return latest?.position ?? 0n
}

async function mayStillFollow({ accounts, door }: Services, { principal, request }: Call<'streamEvents'>): Promise<boolean> {
  if (principal.presented === null) return isStill(principal, await door(request))
  return principal.administrator || await accounts.authenticate('native', principal.presented) !== null
}

const isStill = ({ id }: Caller, signedIn: SignedIn | 'foreign' | null): boolean => signedIn !== null && signedIn !== 'foreign' && signedIn.user.id === id

function toText({ id, kind, at, dispute, position }: Tables['notice']): string {
  const data = wireJson({ id, kind, at: instantText(at), dispute: dispute === '' ? null : dispute })
  return `id: ${position}\nevent: ${kind}\ndata: ${data}\n\n`
}
