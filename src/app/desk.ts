// What the app hands to the desk.

import { fileURLToPath } from 'node:url'
import { createDesk, type Desk } from '../desk/desk.ts'
import { detailOf, problemContentType, problemOf } from '../dialects/native/problems.ts'
import { createAttempts } from '../engine/attempts.ts'
import { cast } from '../scenarios/index.ts'
import type { App } from './app.ts'
import { version } from './version.ts'

export function deskOf({ engine, users, sessions, store, vault, config: { mode, publicUrl }, world: { monotonic, now } }: Pick<App, 'engine' | 'users' | 'sessions' | 'store' | 'vault' | 'config' | 'world'>): Desk {
  return createDesk({
    engine, users, attempts: createAttempts({ queue: store.desk, vault, now }), sessions, mode, publicUrl, version, monotonic, folder, demoMerchant: cast[0]!.id,
    problem: (code, request, facts) => {
      const problem = problemOf(code, { base: publicUrl ?? '', request: request.id, detail: detailOf(code, facts) })
      return { status: problem.status, headers: { 'content-type': problemContentType }, body: JSON.stringify(problem) }
    },
  })
}

/** Where the launcher builds it. */
const folder = fileURLToPath(new URL('../../.runtime/desk', import.meta.url))
