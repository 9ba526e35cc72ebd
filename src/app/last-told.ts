// When each connection's provider last told anything: a notification that was taken, or anything that was new here, whichever way it came.
// As this process knows it; nothing rests on it.

import type { Instant } from '../core/time.ts'
import type { Engine } from '../engine/engine.ts'
import type { Incoming } from '../engine/upstream.ts'
import type { Inbound } from '../work/inbound.ts'

export type LastTold = { at(connection: string): Instant | null; noting(inbound: Inbound): Inbound }

export function lastToldOf(engine: Pick<Engine, 'onDecision'>): LastTold {
  const known = new Map<string, Instant>()
  const note = (connection: string, at: Instant): void => void known.set(connection, Math.max(at, known.get(connection) ?? at))
  engine.onDecision(({ dispute: { home }, events }) => {
    for (const { by, at } of events) if (by.kind === 'upstream') note(home, at)
  })
  return {
    at: connection => known.get(connection) ?? null,
    noting: inbound => async (connection, incoming) => {
      const answer = await inbound(connection, incoming)
      if (answer && answer.status < 300 && !isEmpty(incoming)) note(connection, incoming.receivedAt)
      return answer
    },
  }
}

/** A test of the address, as Finix sends it unsigned: anybody could. */
const isEmpty = ({ raw }: Incoming): boolean => ['', '{}'].includes(Buffer.from(raw).toString('utf8').trim())
