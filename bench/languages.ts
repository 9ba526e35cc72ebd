// Acceptances per second over HTTP in each provider's own language, in turns with native's in the same run; Alipay's beside what the
// machine's cores can sign and verify.

import type { DialectName } from '../src/core/dispute.ts'
import { isRefusal } from '../src/core/refusal.ts'
import { createApp } from '../src/app/app.ts'
import { sandboxAdminKey } from '../src/app/config.ts'
import { silentLog } from '../src/app/log.ts'
import { realWorld } from '../src/app/world.ts'
import type { App } from '../src/app/app.ts'
import { dialects } from '../src/dialects/index.ts'
import type { MerchantId } from '../src/core/ids.ts'
import type { Speaker } from '../test/kit/speaker.ts'
import { speakers } from '../test/kit/speakers/index.ts'
import type { Run } from './callers.ts'
import { sealKey } from './filled.ts'
import type { Client } from './http.ts'
import type { Options } from './options.ts'
import type { Place } from './place.ts'
import { rsaLimit } from './rsa.ts'
import { startServer } from './server.ts'
import { opening } from './workload.ts'

export const connections = 32
export type Languages = { runs: Map<DialectName, Run[]>; rsa: number[] }

/** `proof` is what an answer holds that says it was done. */
type Line = { dialect: DialectName; requests: string[]; proof: string }

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
      const cases = await opened(app, merchant, dialect, each)
      const speaker = speakers.find(one => one.dialect === dialect)
      lines.push(speaker ? lineOf(speaker, shown[dialect]!, cases) : nativeLine(shown.native!.key!, cases))
    }
    return lines
  } finally {
    await app.close()
  }
}

type Case = { id: string; theirs: string }
type Shown = Partial<Record<DialectName, Record<string, string>>>

async function credentials({ accounts }: App, id: MerchantId): Promise<Shown> {
  let shown: Shown = {}
  const given = Object.fromEntries(speakers.flatMap(({ dialect, given }) => (given ? [[dialect, given()]] : [])))
  const made = await accounts.createMerchant({ id, name: 'Bench', credentials: given }, { key: null, credential: null }, merchant => {
    shown = merchant.credentials
    return { status: 201, headers: {}, body: '' }
  })
  if (made.kind !== 'done') throw new Error(`A merchant was not made: ${JSON.stringify(made)}`)
  return shown
}

async function opened({ engine }: App, merchant: MerchantId, dialect: DialectName, count: number): Promise<Case[]> {
  const cases: Case[] = []
  const one = async (): Promise<void> => {
    const { ids, now } = engine.world
    const asked = opening(merchant)
    if (asked.command.kind !== 'open') throw new Error('The workload does not open')
    const [id, theirs] = [ids.next('dsp'), dialects[dialect].theirId(engine.world, now())]
    const payment = { ...asked.command.opening.payment, id: `pay ${id}` }
    const told = await engine.perform({ ...asked, dispute: id, command: { ...asked.command, opening: { ...asked.command.opening, id, dialect, payment, theirs: { ...asked.command.opening.theirs, id: theirs } } } })
    if (told.kind !== 'done' || isRefusal(told.value)) throw new Error(`A dispute was not opened: ${JSON.stringify(told)}`)
    cases.push({ id, theirs })
  }
  await Promise.all(Array.from({ length: 256 }, async () => {
    while (cases.length < count) await one()
  }))
  return cases
}

const nativeLine = (key: string, cases: Case[]): Line => ({
  dialect: 'native', proof: 'HTTP/1.1 200 ',
  requests: cases.map(({ id }) => textOf('POST', `/v1/disputes/${id}/accept`, { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, '{"reason":"customer_is_right"}')),
})

function lineOf(speaker: Speaker, shown: Record<string, string>, cases: Case[]): Line {
  return {
    dialect: speaker.dialect, proof: speaker.dialect === 'alipay' ? '"resultStatus":"S"' : 'HTTP/1.1 200 ',
    requests: cases.map(({ theirs }) => {
      const request = speaker.accept(theirs, shown)
      const signed = speaker.signed(shown, request)
      return textOf(request.method, request.target, { ...signed, ...(signed['Content-Type'] ? {} : request.headers) }, String(request.body ?? ''))
    }),
  }
}

function textOf(method: string, target: string, headers: Record<string, string>, body: string): string {
  const length = method === 'GET' ? [] : [`content-length: ${Buffer.byteLength(body)}`]
  return [`${method} ${target} HTTP/1.1`, 'host: 127.0.0.1', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), ...length, '', body].join('\r\n')
}
