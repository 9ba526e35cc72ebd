// A notification from a provider: verified on its raw bytes, its news made durable, and only then acknowledged in the provider's own
// way. What is forged is refused and counted, and nothing in it is read.

import type { Acknowledgement, Incoming, Notified } from '../engine/upstream.ts'
import { looking, type Lines, type Wired } from './lines.ts'
import { hear, type NewsParts } from './news.ts'
import type { WorkLog } from './assemble.ts'

export type InboundParts = Omit<NewsParts, 'count'> & {
  lines: Lines
  log: WorkLog
  count(name: 'news' | 'notifications', label: string): void
}
/** Null where there is no such connection. */
export type Inbound = (connection: string, incoming: Incoming) => Promise<Acknowledgement | null>

/** More at once than anybody's provider sends; the rest is asked to come again. */
const mostAtOnce = 64

export function createInbound(parts: InboundParts): Inbound {
  const { lines, log, count } = parts
  const running = new Map<string, number>()
  return async (id, incoming) => {
    const wired = await lines.of(id)
    if (!wired) return null
    const upstream = wired.upstream(looking)
    const busy = running.get(id) ?? 0
    if (busy >= mostAtOnce) return { status: 429, headers: { 'retry-after': '5' }, body: '' }
    running.set(id, busy + 1)
    try {
      const kind = await taken(wired, await upstream.read(incoming), incoming)
      return await upstream.acknowledge(kind, incoming)
    } finally {
      running.set(id, running.get(id)! - 1)
    }
  }

  async function taken(wired: Wired, notified: Notified, incoming: Incoming): Promise<Notified['kind'] | 'failed'> {
    count('notifications', notified.kind)
    if (notified.kind !== 'news') {
      if (notified.kind !== 'not_about_disputes') log.warn({ connection: wired.connection.id, kind: notified.kind, why: notified.why }, 'A notification was turned away')
      return notified.kind
    }
    return await allHeard(wired, notified, incoming) ? 'news' : 'failed'
  }

  async function allHeard(wired: Wired, { told, thin }: Extract<Notified, { kind: 'news' }>, { receivedAt: at }: Incoming): Promise<boolean> {
    const ask = new Set(thin)
    for (const one of told) {
      // Without a time of its own it could be an old one sent again: what is so now is asked, where it can be.
      if (one.changedAt === null && wired.connector.capabilities.readBack) ask.add(one.theirId)
      else if (await hear({ wired, told: one, source: 'notification', at }, parts) === 'thin') ask.add(one.theirId)
    }
    for (const theirId of ask) if (!await asked(wired, theirId)) return false
    return true
  }

  /** Whose it is, our own credentials say. Nothing is asked while it is paused: then it shall come again. */
  async function asked(wired: Wired, theirId: string): Promise<boolean> {
    if (wired.connection.state === 'paused') return false
    if (!wired.connector.capabilities.readBack) return tooThin(wired, theirId)
    const at = parts.engine.world.now()
    const found = await wired.upstream(looking).find(theirId)
    if (found.kind !== 'done') return false
    if (found.value) await hear({ wired, told: found.value, source: 'read_back', at }, parts)
    return true
  }

  /** It is sent again, when what it is about may have been heard of. */
  function tooThin({ connection: { merchant, id } }: Wired, theirId: string): false {
    log.warn({ merchant, connection: id, theirs: theirId }, 'A notification tells of a dispute that is not known here and does not say enough to open it: it is not acknowledged, so that it comes again')
    return false
  }
}
