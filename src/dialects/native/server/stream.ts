// Notices as they happen, as server-sent events. Followers read by position, so a break loses nothing; a slow reader slows only itself,
// because the next page is read when the one before was taken. Beside them is told who prepares what, to who asks for it what time it is
// for the server, and when there is nothing to follow any more: a follower is never left waiting for what cannot come.

import { wireJson } from '../../../core/json.ts'
import type { Tables } from '../../../engine/store.ts'
import type { Services, SignedIn } from '../../dialect.ts'
import { instantText } from '../translate.ts'
import { merchantOf, type Call, type Caller } from './call.ts'
import { preparingNews } from './preparing.ts'
import { endOf, placeOf, rowsBehind, type Place } from './stream-place.ts'

export const heartbeatMs = 15_000
const heartbeat = ': here\n\n'
const ended = `event: ended\ndata: ${wireJson({ code: 'unauthenticated' })}\n\n`

/** Ends when the client goes, when the server stops, or when the credential ends. */
export async function* newsText(services: Services, call: Call<'streamEvents'>): AsyncGenerator<string> {
  const merchant = merchantOf(call)
  const over = AbortSignal.any([call.request.signal, services.closing])
  const beat = beats(services)
  const preparing = preparingNews(services, merchant)
  const clock = call.query.clock === 'yes' ? clockNews(services) : () => ''
  const next = (ms: number) => services.stream.news(merchant, ms, over)
  // Begun before what it would tell of is read: what happens meanwhile wakes nobody otherwise.
  let told = next(heartbeatMs)
  let place = await placeOf(services, merchant, call.headers['last-event-id'] ?? call.query.after)
  yield heartbeat + clock()
  while (!over.aborted) {
    if (!await mayStillFollow(services, call)) return yield ended
    const rows = await rowsBehind(services, merchant, place)
    if (rows === null) yield resetText(place = await endOf(services, merchant))
    for (const row of rows ?? []) {
      if (over.aborted) return
      yield toText(row)
      place = { position: row.position!, notice: row.id }
    }
    if (rows === null || rows.length > 0) continue
    const { texts, endsInMs } = await preparing()
    for (const text of [clock(), ...texts].filter(Boolean)) yield text
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

/** The time at the beginning and whenever it was turned since, without a place in the stream; empty otherwise. */
function clockNews({ stream, engine: { world } }: Services): () => string {
  let told: number | null = null
  return () => {
    const turns = stream.turns()
    if (turns === told) return ''
    told = turns
    return `event: clock\ndata: ${wireJson({ now: instantText(world.now()) })}\n\n`
  }
}

async function mayStillFollow({ accounts, door }: Services, { principal, request }: Call<'streamEvents'>): Promise<boolean> {
  if (principal.presented === null) return isStill(principal, await door(request))
  return principal.administrator || await accounts.authenticate('native', principal.presented) !== null
}

const isStill = ({ id }: Caller, signedIn: SignedIn | 'foreign' | null): boolean => signedIn !== null && signedIn !== 'foreign' && signedIn.user.id === id

/** Its id is where the stream ends now: whoever comes back goes on from there. */
const resetText = ({ position }: Place): string => `id: ${position}\nevent: reset\ndata: ${wireJson({ position: Number(position) })}\n\n`

function toText({ id, kind, at, dispute, position }: Tables['notice']): string {
  const data = wireJson({ id, kind, at: instantText(at), dispute: dispute === '' ? null : dispute })
  return `id: ${position}\nevent: ${kind}\ndata: ${data}\n\n`
}
