// Acceptances per second: the floor, pgbench, the engine and HTTP in turns, at each number of callers, again and again. The parts
// take turns so that whatever else the machine does hits all of them.

import { run } from './callers.ts'
import type { Run } from './callers.ts'
import { busy, many } from './filled.ts'
import type { Filled } from './filled.ts'
import { floorOf, prepare, statementsOf } from './floor.ts'
import { acceptRequest } from './http.ts'
import type { Client } from './http.ts'
import { callerCounts } from './options.ts'
import type { Options } from './options.ts'
import { inProcess } from './parley.ts'
import { pgbenchOf } from './pgbench.ts'
import type { Place } from './place.ts'
import { startServer } from './server.ts'

export type Part = 'floor' | 'pgbench' | 'engine' | 'http' | 'floor, 32 merchants' | 'engine, 32 merchants'
export type Accepted = { runs: Map<string, Run[]>; startMs: number[]; loadedMb: number[]; idleMb: number[] }
export const runsOf = ({ runs }: Accepted, part: Part, callers: number): Run[] => runs.get(`${part} ${callers}`) ?? []

type Measured = { place: Place; filled: Filled; options: Options; client: Client; accepted: Accepted }

export async function accepting(place: Place, filled: Filled, options: Options, client: Client): Promise<Accepted> {
  const accepted: Accepted = { runs: new Map(), startMs: [], loadedMb: [], idleMb: [] }
  const measured = { place, filled, options, client, accepted }
  const pgbench = place.kind === 'postgres' ? await pgbenchOf(place.url, statementsOf(filled.template, place.kind), filled.pgbench) : null
  for (let repetition = 0; repetition < options.repetitions; repetition++) {
    for (const callers of callerCounts) {
      const parts = [
        () => floor(measured, callers, false), () => engine(measured, callers, false),
        async () => void (pgbench && keep(accepted, 'pgbench', callers, await pgbench(callers, options.partMs))),
      ]
      for (const part of repetition % 2 ? parts.reverse() : parts) await part()
    }
    await floor(measured, 32, true)
    await engine(measured, 32, true)
    await overHttp(measured)
  }
  return accepted
}

function keep({ runs }: Accepted, part: Part, callers: number, run: Run): void {
  const key = `${part} ${callers}`
  runs.set(key, [...(runs.get(key) ?? []), run])
}

async function floor({ place, filled, options: { partMs, warmMs }, accepted }: Measured, callers: number, spread: boolean): Promise<void> {
  const statements = statementsOf(filled.template, place.kind)
  const lines = linesOf(filled, spread).map(({ merchant, pool }) => {
    const enough = Math.ceil(((partMs + warmMs) * mostFloorRate) / 1000 / (spread ? many.length : 1))
    return prepare(statements, Array.from({ length: enough }, () => pool.take()), [busy, merchant])
  })
  const raw = floorOf(place, callers)
  const work = (caller: number): Promise<void> => raw.accept(lines[caller % lines.length]!.shift()!)
  await run(callers, warmMs, work)
  keep(accepted, spread ? 'floor, 32 merchants' : 'floor', callers, await run(callers, partMs, work))
  await raw.close()
  lines.forEach((line, index) => linesOf(filled, spread)[index]!.pool.giveBack(line.length))
}

/** No machine has been seen that does more of these. */
const mostFloorRate = 8000

async function engine({ place, filled, options: { partMs, warmMs }, accepted }: Measured, callers: number, spread: boolean): Promise<void> {
  const lines = linesOf(filled, spread)
  const parley = await inProcess(place.url)
  const work = (caller: number): Promise<void> => {
    const { merchant, pool } = lines[caller % lines.length]!
    return parley.accept(merchant, pool.take())
  }
  await run(callers, warmMs, work)
  keep(accepted, spread ? 'engine, 32 merchants' : 'engine', callers, await run(callers, partMs, work))
  await parley.close()
}

const linesOf = ({ accepts, spread }: Filled, isSpread: boolean): { merchant: typeof busy; pool: Filled['accepts'] }[] =>
  isSpread ? many.map((merchant, index) => ({ merchant, pool: spread[index]! })) : [{ merchant: busy, pool: accepts }]

async function overHttp({ place, filled: { accepts }, options: { partMs, warmMs }, client, accepted }: Measured): Promise<void> {
  // What the other parts left in the outbox would be sequenced now, and is not this part's work.
  await place.fill('delete from notice where position is null')
  await place.tidy()
  const server = await startServer(place.url)
  accepted.startMs.push(server.startMs)
  accepted.idleMb.push(server.memory())
  const send = async (connections: number, ms: number): Promise<Run> => {
    const enough = Math.ceil((ms * mostHttpRate) / 1000)
    const { sent, ...run } = await client.send({ port: server.port, connections, ms, again: false, requests: Array.from({ length: enough }, () => acceptRequest(busy, accepts.take())) })
    accepts.giveBack(Math.max(0, enough - sent))
    return run
  }
  try {
    await send(32, warmMs * 3)
    for (const connections of callerCounts) keep(accepted, 'http', connections, await send(connections, partMs))
    accepted.loadedMb.push(server.memory())
  } finally {
    await server.stop()
  }
}

const mostHttpRate = 12_000
