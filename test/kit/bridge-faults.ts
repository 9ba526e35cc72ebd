/**
 * Rounds of decisions over a provider that breaks at every point of every operation, with the two ledgers compared at the end. One seed
 * gives one round: which disputes, which decisions, which faults, who asks twice.
 */
import { check } from '../../src/engine/check.ts'
import { faultKinds, type FaultKind } from '../../src/engine/sandbox.ts'
import type { DialectName } from '../../src/core/dispute.ts'
import { until, type Bridge } from './bridge.ts'
import { randomOf, type Random } from './crash-random.ts'

export type Told = { here: string; there: string; ask: 'accept' | 'submit'; status: number; body: any }
export type Round = { seed: string; disputes: number; faults: number; decided: Record<string, number>; slowestMs: number }
export type RoundOptions = { operations: readonly string[]; faultsPer: number; disputes: number; kinds?: readonly FaultKind[]; brokenForMs: number; decisions?: readonly ('accept' | 'submit')[]; opening?: Opening }
/** What the disputes of a round are; native ones in baht otherwise. */
export type Opening = { dialect: DialectName; amount: { value: number; currency: string } } & Record<string, unknown>

/** From the provider's return on. */
const settlesWithinMs = 180_000

export const nativeOperations = ['acceptDispute', 'getDispute', 'listDisputes', 'submitDispute', 'addEvidence', 'listEvidence'] as const

export async function faultRound(bridge: Bridge, seed: string, options: RoundOptions): Promise<Round> {
  const random = randomOf(seed)
  const disputes = await opened(bridge, options.disputes, options.opening)
  const faults = await broken(bridge, random, options)
  const told = await Promise.all(disputes.map(ids => decide(bridge, ids, random.pick(options.decisions ?? ['accept', 'accept', 'submit']), random.chance(0.3))))
  await new Promise(resume => setTimeout(resume, random.whole(options.brokenForMs)))
  await bridge.far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' })
  const started = performance.now()
  await until(async () => (await onTheirWay(bridge)) === 0, settlesWithinMs, `${seed}: settling`)
  const slowestMs = Math.round(performance.now() - started)
  await bridge.poll()
  const decided = await ledgersAgree(bridge, told.flat(), seed)
  const checked = await check(bridge.near.app.store, { now: bridge.near.app.engine.world.now() })
  if (!checked.ok) throw new Error(`${seed}: ${JSON.stringify(checked.problems.slice(0, 3))}`)
  return { seed, disputes: disputes.length, faults, decided, slowestMs }
}

export async function opened(bridge: Bridge, count: number, opening: Opening = { dialect: 'native', amount: { value: 12_000, currency: 'THB' } }): Promise<{ here: string; there: string }[]> {
  const { far, near } = bridge
  const { dialect } = opening
  const made = await Promise.all(Array.from({ length: count }, () => far.admin('/v1/sandbox/disputes', { merchant: far.merchant, respond_in: 'P7D', ...opening })))
  await bridge.poll()
  return Promise.all(made.map(async ({ body }) => {
    const held = await near.app.engine.reads.disputeByTheirs(near.merchant, dialect, dialect === 'native' ? body.id : body.theirs.id)
    if (!held) throw new Error(`${body.id} did not come over`)
    return { here: held.dispute.id, there: body.id as string }
  }))
}

/** `slow` takes two seconds a time, so there are few of it. */
async function broken(bridge: Bridge, random: Random, { operations, kinds = faultKinds, faultsPer, disputes }: RoundOptions): Promise<number> {
  let faults = 0
  for (const operation of operations) {
    for (let n = 0; n < faultsPer; n++) {
      const fault = random.pick(kinds)
      const times = fault === 'slow' ? 1 : 1 + random.whole(Math.ceil(disputes / 6))
      faults += times
      await bridge.fault(operation, fault, times)
    }
  }
  return faults
}

/** Asked once, or twice at the same moment by two who do not know of each other. */
async function decide({ near }: Bridge, { here, there }: { here: string; there: string }, ask: Told['ask'], twice: boolean): Promise<Told[]> {
  const body = ask === 'accept' ? { reason: 'customer_is_right' } : { statement: 'It was delivered.' }
  const once = async (n: number): Promise<Told> => {
    const { status, body: answer } = await near.ask(`/v1/disputes/${here}/${ask}`, body, { headers: { 'idempotency-key': `${here}.${n}` } })
    return { here, there, ask, status, body: answer }
  }
  return Promise.all(twice ? [once(1), once(2)] : [once(1)])
}

async function onTheirWay({ near }: Bridge): Promise<number> {
  return Object.values((await near.app.engine.reads.bridgeFigures()).stages).reduce((sum, count) => sum + count, 0)
}

/** What there happened once is told once here; what did not happen is told of nobody; what was answered was true. */
export async function ledgersAgree({ near, far }: Pick<Bridge, 'near' | 'far'>, told: readonly Told[], seed: string): Promise<Record<string, number>> {
  const decided: Record<string, number> = {}
  for (const [here, answers] of Map.groupBy(told, ({ here }) => here)) {
    const { there, ask } = answers[0]!
    const [ours, theirs] = [(await near.ask(`/v1/disputes/${here}`)).body, (await far.ask(`/v1/disputes/${there}`)).body]
    const [kinds, effects] = [await kindsOf(near, here), await kindsOf(far, there)]
    const why = `${seed}: ${here} ${ours.state} here, ${theirs.state} there; ${kinds.join(' ')} | ${effects.join(' ')} | ${answers.map(({ status, body }) => `${status} ${body?.code ?? body?.state ?? ''}`).join(', ')}`
    const effect = ask === 'accept' ? 'accepted' : 'submitted'
    const happened = effects.filter(kind => kind === effect).length
    if (ours.state !== theirs.state) throw new Error(`The ledgers differ. ${why}`)
    if (happened > 1) throw new Error(`It happened more than once there. ${why}`)
    if (answers.some(({ status }) => status === 200) && happened !== 1) throw new Error(`A success that did not happen. ${why}`)
    if (answers.some(({ status, body }) => status === 422 && body.code === 'provider_refused') && happened !== 0) throw new Error(`A refusal of what happened. ${why}`)
    if (answers.filter(({ status }) => status === 200).length > 1 || new Set(answers.flatMap(actTold)).size > 1) throw new Error(`Two were told yes. ${why}`)
    if (answers.some(({ status }) => status >= 500)) throw new Error(`An error of ours. ${why}`)
    decided[ours.state] = (decided[ours.state] ?? 0) + 1
  }
  return decided
}

/** Of one that is on its way all who ask for the same hear. */
const actTold = ({ status, body }: Told): string[] => (status === 202 ? [body.act.id] : status === 200 ? [(body.acceptance ?? body.defense).act] : [])

async function kindsOf(side: Bridge['near'], dispute: string): Promise<string[]> {
  return (await side.ask(`/v1/disputes/${dispute}/events?limit=100`)).body.data.map((event: { kind: string }) => event.kind)
}
