// Acceptances that are forwarded to a provider, beside the same acceptances asked of that provider without Parley, in turns in one run.

import type { DialectName } from '../src/core/dispute.ts'
import type { Run } from './callers.ts'
import { nativeLine } from './cases.ts'
import type { Line } from './cases.ts'
import type { Client } from './http.ts'
import type { Options } from './options.ts'
import { connected, idsOf, read } from './two-sides.ts'
import type { Far, Near } from './two-sides.ts'

export const backs = ['native', 'omise'] as const
export const bridgeCallers = [1, 32]
export const answersAfterMs = 20
export type Way = 'direct' | 'forwarded'
/** Processor time that one accept takes of each side, in milliseconds. */
export type Spent = { parley: number; provider: number; caller: number }
export type ForwardedRun = Run & { spent: Spent }
export type Forwarded = { runs: Map<string, ForwardedRun[]> }
export const forwardedRuns = ({ runs }: Forwarded, back: DialectName, way: Way, callers: number): ForwardedRun[] => runs.get(`${back} ${way} ${callers}`)!

type Side = { line: Line; port: number }

export async function forwarding(far: Far, near: Near, { repetitions, partMs, warmMs }: Options, client: Client): Promise<Forwarded> {
  const each = Math.ceil(((partMs + warmMs) * repetitions * mostRate) / 1000)
  const told: Forwarded = { runs: new Map() }
  const sides = new Map<DialectName, Record<Way, Side>>()
  for (const back of backs) sides.set(back, await prepared(far, near, back, each))
  await far.ask('behave', { afterMs: answersAfterMs, dead: null })
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const back of backs) for (const callers of bridgeCallers) {
      for (const way of repetition % 2 ? (['forwarded', 'direct'] as const) : (['direct', 'forwarded'] as const)) {
        const side = sides.get(back)![way]
        await sent(far, near, client, side, callers, warmMs)
        const key = `${back} ${way} ${callers}`
        told.runs.set(key, [...(told.runs.get(key) ?? []), await sent(far, near, client, side, callers, partMs)])
      }
    }
  }
  await far.ask('behave', { afterMs: 0, dead: null })
  return told
}

/** 32 callers at a provider that takes 20 ms, and one. */
const mostRate = 1_800

async function prepared(far: Far, near: Near, dialect: DialectName, count: number): Promise<Record<Way, Side>> {
  const direct = await far.ask('merchant', null)
  const line = await far.ask('open', { ...direct, dialect, count })
  const { merchant, shown } = await far.ask('merchant', null)
  await far.ask('open', { merchant, shown, dialect, count })
  const { key, call } = await near.merchant()
  const began = Date.now()
  await read(call, await connected(call, { dialect, port: far.port, credentials: shown[dialect]! }), began)
  const cases = (await idsOf(call)).map(id => ({ id, theirs: '' }))
  return { direct: { line, port: far.port }, forwarded: { line: nativeLine(key, cases), port: near.port } }
}

async function sent(far: Far, near: Near, client: Client, { line: { requests, proof }, port }: Side, connections: number, ms: number): Promise<ForwardedRun> {
  const before = { parley: near.spentMs(), provider: await far.ask('spent', null) }
  const asked = requests.slice(0, Math.ceil((ms * mostRate) / 1000) + connections)
  const { sent: count, spentMs, ...run } = await client.send({ port, connections, ms, again: false, requests: asked, proof })
  requests.splice(0, count)
  const provider = await far.ask('spent', null) - before.provider
  return { ...run, spent: { parley: (near.spentMs() - before.parley) / count, provider: provider / count, caller: spentMs / count } }
}
