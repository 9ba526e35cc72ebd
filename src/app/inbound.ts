// Where providers send their notifications: the bytes as they came go to the connection that the path names, and what it wants to
// hear goes back. Who sends is proved by the signature alone.

import { isId } from '../core/ids.ts'
import type { Services } from '../dialects/dialect.ts'
import type { WireHandle, WireRequest, WireResponse } from '../wire/http.ts'

export const inboundPrefix = '/in'
const largest = 1_048_576

/** What is nobody's connection is answered like any path that is not there. */
export function inboundOf({ bridge, engine }: Services, otherwise: WireHandle): WireHandle {
  const handle = async (request: WireRequest): Promise<WireResponse> => {
    const connection = request.path.slice(inboundPrefix.length + 1)
    if (request.method !== 'POST' || !isId('con', connection) || request.bodyTooLarge) return otherwise(request)
    const answer = await bridge.hear(connection, { method: request.method, target: request.target, headers: request.headers, raw: request.body, receivedAt: engine.world.now() })
    return answer ?? otherwise(request)
  }
  return Object.assign(handle, { bodyLimit: () => largest })
}
