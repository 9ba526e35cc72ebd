// The world, handed in: time, ids and chance. Nothing below the app reaches for these by itself.

import type { Ids } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'

export type World = { now(): Instant; ids: Ids; random(bytes: number): Uint8Array }
