// The bridge: decisions that are forwarded, lists that are read, and many connections of which one is dead.

import type { Client } from './http.ts'
import { forwarding } from './forwarding.ts'
import type { Forwarded } from './forwarding.ts'
import { listing } from './listing.ts'
import type { Listed } from './listing.ts'
import { many } from './many-connections.ts'
import type { Many } from './many-connections.ts'
import type { Options } from './options.ts'
import type { Place } from './place.ts'
import { startFar, startNear } from './two-sides.ts'

export type Bridged = { forwarded: Forwarded; listed: Listed; many: Many }

export async function bridged(place: Place, options: Options, client: Client): Promise<Bridged> {
  const far = await startFar()
  try {
    const near = await startNear(place)
    try {
      return {
        forwarded: await forwarding(far, near, options, client), listed: await listing(far, near, options), many: await many(far, near, options, client),
      }
    } finally {
      await near.stop()
    }
  } finally {
    far.stop()
  }
}
