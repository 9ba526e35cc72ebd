// Acceptances per second over HTTP in each provider's own language, in turns with native's in the same run; Alipay's beside what the
// machine's cores can sign and verify.

import type { DialectName } from '../src/core/dispute.ts'
import { createApp } from '../src/app/app.ts'
import { sandboxAdminKey } from '../src/app/config.ts'
import { silentLog } from '../src/app/log.ts'
import { realWorld } from '../src/app/world.ts'
import { speakers } from '../test/kit/speakers/index.ts'
import type { Run } from './callers.ts'
import { credentials, lineFor, opened } from './cases.ts'
import type { Line } from './cases.ts'
import { sealKey } from './filled.ts'
import type { Client } from './http.ts'
import type { Options } from './options.ts'
import type { Place } from './place.ts'
import { rsaLimit } from './rsa.ts'
import { startServer } from './server.ts'

export const connections = 32
export type Languages = { runs: Map<DialectName, Run[]>; rsa: number[] }

export async function languages(place: Place, options: Options, client: Client): Promise<Languages> {
  const { repetitions, partMs, warmMs } = options
  const each = Math.ceil(((partMs + warmMs) * (repetitions + 1) * mostRate) / 1000)
  const lines = await prepared(place, each)
  const told: Languages = { runs: new Map(lines.map(({ dialect }) => [dialect, []])), rsa: [] }
  const server = await startServer(place.url)
  try {
    // What runs first would otherwise pay for what all of them share.
    for (const line of lines) await spoken(client, server.port, line, partMs)
    for (let repetition = 0; repetition < repetitions; repetition++) {
      for (const line of repetition % 2 ? [...lines].reverse() : lines) {
        await spoken(client, server.port, line, warmMs)
        told.runs.get(line.dialect)!.push(await spoken(client, server.port, line, partMs))
      }
      told.rsa.push(await rsaLimit(partMs))
    }
  } finally {
    await server.stop()
  }
  return told
}

/** No dialect has been seen that does more of these. */
const mostRate = 5000

async function spoken(client: Client, port: number, { requests, proof }: Line, ms: number): Promise<Run> {
  const { sent, ...run } = await client.send({ port, connections, ms, again: false, requests: requests.slice(0, Math.ceil((ms * mostRate) / 1000)), proof })
  requests.splice(0, sent)
  return run
}

async function prepared({ url }: Place, each: number): Promise<Line[]> {
  const config = { port: 0, host: '127.0.0.1', databaseUrl: url, mode: 'sandbox', adminKey: sandboxAdminKey, publicUrl: null, logLevel: 'silent' } as const
  const app = await createApp({ ...config, sealKeys: [new Uint8Array(sealKey)] }, { world: realWorld, log: silentLog, loadCast: null })
  try {
    const merchant = app.engine.world.ids.next('mch')
    const shown = await credentials(app, merchant)
    const lines: Line[] = []
    for (const dialect of ['native', ...speakers.map(one => one.dialect)] as const) {
      lines.push(lineFor(dialect, shown, await opened(app, merchant, dialect, each)))
    }
    return lines
  } finally {
    await app.close()
  }
}
