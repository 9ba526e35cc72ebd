/**
 * Omise's own Node client, alone in its process: it patches promises and https for all of it, and its port can only be set through the
 * global agent. Reads calls from standard input as JSON, writes what each came to.
 */
import http from 'node:http'
import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'

export type Call = { key?: string; version?: string; resource: string; method: string; args: unknown[] }
export type Came = { ok: unknown } | { rejected: unknown; isError: boolean } | { threw: string }

type Client = Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>
const makeClient = createRequire(import.meta.url)('omise') as (config: object) => Client

const { port, secret, calls } = JSON.parse(await text(process.stdin)) as { port: number; secret: string; calls: Call[] }
;(http.globalAgent as unknown as { defaultPort: number }).defaultPort = port
const came: Came[] = []
for (const call of calls) came.push(await outcomeOf(call))
process.stdout.write(JSON.stringify(came))

async function outcomeOf({ key = secret, version, resource, method, args }: Call): Promise<Came> {
  const client = makeClient({ secretKey: key, host: '127.0.0.1', scheme: 'http', ...(version ? { omiseVersion: version } : {}) })
  try {
    return { ok: await client[resource]![method]!(...args) }
  } catch (error) {
    return error instanceof TypeError ? { threw: error.message } : { rejected: error, isError: error instanceof Error }
  }
}
