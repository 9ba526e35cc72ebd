// Work on the threads of the pool that leaves the event loop a core to run on: signatures of 64 callers at once would take them all.

import { availableParallelism } from 'node:os'
import { turns } from '../../engine/in-turn.ts'

export const beside = turns(Math.max(1, availableParallelism() - 1))
