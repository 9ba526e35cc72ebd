// Plays the cast through the engine's own path, each command at its own instant, so that books, events and notices are real.
// Loading again changes nothing: what has happened to a dispute is not done to it again.

import type { DialectName } from '../core/dispute.ts'
import type { MerchantId } from '../core/ids.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Terms } from '../core/terms.ts'
import type { Instant } from '../core/time.ts'
import type { Engine } from '../engine/engine.ts'
import { cast } from './cast.ts'
import { sampleKeys, type SampleKeys } from './keys.ts'
import { planOf, type Planned } from './plan.ts'
import { samplePdf } from './proof.ts'
import { disputeIdOf, memberIdOf, type Scenario } from './scenario.ts'
import { scenarios } from './scenarios.ts'

/** The part of the accounts that the cast needs. */
export type Registry = {
  createMerchant(
    asked: { name: string; credentials: Partial<SampleKeys>; id?: MerchantId },
    asking: { key: null; credential: null },
    render: () => { status: number; headers: Record<string, string>; body: string },
  ): Promise<{ kind: string }>
}

export type Loading = {
  engine: Engine
  accounts: Registry
  /** What the scenarios' moments are counted from; usually the present. */
  base: Instant
  termsOf: (dialect: DialectName) => Terms
  /** Sets the engine's clock, which has to stand still until the next call; at last it is set to the base. */
  moveClock: (at: Instant) => void
}

type Performance = Parameters<Engine['perform']>[0]
type Due = Planned & { scenario: Scenario }
export type Loaded = { performed: number; refused: { scenario: string; command: string; refusal: Refusal }[] }

export async function loadCast(loading: Loading): Promise<Loaded> {
  const { engine, base, moveClock } = loading
  const due = await stillToDo(loading)
  moveClock(Math.min(base, ...due.map(({ at }) => at)))
  await register(loading)
  const refused: Loaded['refused'] = []
  for (const [at, together] of [...Map.groupBy(due, ({ at }) => at)].sort(([a], [b]) => a - b)) {
    moveClock(at)
    refused.push(...(await Promise.all(together.map(each => perform(engine, each)))).flatMap(each => each ?? []))
  }
  moveClock(base)
  return { performed: due.length - refused.length, refused }
}

/** Every command of a scenario makes one event, so a dispute's revision says how many have happened. */
async function stillToDo({ engine, base, termsOf }: Loading): Promise<Due[]> {
  const due: Due[] = []
  // One after the other: all at once they would wait for each other's connections, and a database that stands still for a moment would seem down.
  for (const scenario of scenarios) {
    const plan = await planOf(scenario, base, termsOf(scenario.dialect))
    const held = await engine.reads.dispute(memberIdOf(scenario), disputeIdOf(scenario.name))
    due.push(...plan.slice(held?.dispute.revision ?? 0).map(planned => ({ ...planned, scenario })))
  }
  return due
}

/** How far it has come, whoever loads it: this only grows. */
export async function loadedSoFar({ reads }: Engine): Promise<number> {
  let soFar = (await reads.merchants('', cast.length)).length
  for (const scenario of scenarios) soFar += (await reads.dispute(memberIdOf(scenario), disputeIdOf(scenario.name)))?.dispute.revision ?? 0
  return soFar
}

async function register({ engine, accounts }: Loading): Promise<void> {
  for (const { key, id, name } of cast) {
    if (await engine.reads.merchant(id)) continue
    const made = await accounts.createMerchant({ id, name, credentials: sampleKeys[key] }, { key: null, credential: null }, unheard)
    if (made.kind === 'taken') throw new Error(`Another merchant already uses the sample keys of ${name}`)
  }
}

const unheard = () => ({ status: 201, headers: {}, body: '' })

async function perform(engine: Engine, due: Due): Promise<Loaded['refused'][number] | null> {
  const result = await engine.perform(performanceOf(due))
  const refusal = result.kind === 'turned_away' ? result.refusal : result.kind === 'done' && 'refused' in result.value ? result.value : null
  return refusal && { scenario: due.scenario.name, command: due.command.kind, refusal }
}

function performanceOf({ at, scenario, command, file }: Due): Performance {
  const [merchant, dispute] = [memberIdOf(scenario), disputeIdOf(scenario.name)]
  if (!file) return { merchant, dispute, command }
  const { id, digest, type, size } = file
  return { merchant, dispute, command, also: [{ table: 'file', rows: [{ merchant, id, dispute, digest, type, size, at, bytes: samplePdf }] }] }
}
