/**
 * One decision over a provider that breaks at every point, by one seed: the same disputes, faults, deaths and notices again. At its end the
 * two ledgers are held against each other.
 */
import { check } from '../../src/engine/check.ts'
import { dialects } from '../../src/dialects/index.ts'
import type { DialectName, Dispute } from '../../src/core/dispute.ts'
import type { ConnectionId, DisputeId } from '../../src/core/ids.ts'
import { usualSettings, firstPoll, type Connection } from '../../src/engine/connection.ts'
import type { Store } from '../../src/engine/store.ts'
import { openStore } from '../../src/store/open.ts'
import type { Answered, Post } from '../../src/work/send.ts'
import { accept, mill, noon, submit } from './builders.ts'
import { randomOf, type Random } from './crash-random.ts'
import { backs } from './every-way.ts'
import { lost, simFar, type SimFar } from './sim-far.ts'
import { simLife, type Fate, type Life } from './sim-life.ts'
import { simWire, type SimWire } from './sim-wire.ts'
import { handClock, seededRandom, type HandClock } from './world.ts'

export type SimRun = { seed: string; ask: 'accept' | 'submit'; here: string; there: string; effects: number; met: string[]; fates: string[]; settledMs: number | null }
export type SimBridge = { run(seed: string): Promise<SimRun>; close(): Promise<void> }

const connectionId = 'con_00000000000000000000000001' as ConnectionId
const hookUrl = `http://127.0.0.1:9999/in/${connectionId}`
/** What decides, in each language. */
const decisionsOf: Record<DialectName, readonly string[]> = {
  native: ['acceptDispute', 'submitDispute'], alipay: ['acceptDispute', 'supplyDefenseDocument'], afterpay: ['acceptDispute', 'acceptDisputeByPost', 'respondToDispute'],
  omise: ['acceptDispute', 'acceptDisputeByPatch', 'updateDispute'], moov: ['acceptDispute', 'submitEvidence'], ahrvo: ['acceptDispute', 'submitDispute'],
}
const settings = { ...usualSettings, pollMs: 1_000, overlapMs: 600_000, connectMs: 1_000, answerMs: 3_000 }
const settlesWithinMs = 60_000
/** From the end of one process to the beginning of the next. */
const restartMs = 1_000

export async function simBridge(dialect: DialectName, seed: string): Promise<SimBridge> {
  const side = await simSide(dialect, seed)
  return { run: of => oneRun(side, of), close: side.close }
}

/** Both sides, and nothing that breaks. */
export async function simSide(dialect: DialectName, seed: string): Promise<Side & { close(): Promise<void> }> {
  const clock = handClock(noon)
  const far = await simFar(backs[dialect], hookUrl, clock, seed)
  const store = await openStore('sqlite::memory:', { sandbox: true })
  const connection: Connection = { merchant: mill, id: connectionId, dialect, name: dialect, url: 'http://127.0.0.1:9999', state: 'active', credentials: far.credentials, settings, createdAt: noon, updatedAt: noon }
  const side: Side = { dialect, clock, far, store, connection, random: seededRandom(`near ${seed}`) }
  await begun(side)
  return {
    ...side,
    async close() {
      const { problems } = await check(store, { now: clock.now() })
      const errors = problems.filter(({ severity }) => severity === 'error')
      await far.close()
      await store.close()
      if (errors.length) throw new Error(`${seed}: ${JSON.stringify(errors.slice(0, 3))}`)
    },
  }
}

export type Side = { dialect: DialectName; clock: HandClock; far: SimFar; store: Store; connection: Connection; random(bytes: number): Uint8Array }
const quiet = { chance: 0, decisions: [], readBack: true, answerMs: settings.answerMs, onDecision: async () => {}, tellNow: async () => {} }

export function calmLife(side: Side): Life {
  const wire = simWire({ ...quiet, ...side, random: randomOf('calm') })
  return simLife({ ...side, send: wire.send, fate: null, counted: () => {} })
}

async function begun({ store, clock, random, connection, far, dialect }: Side): Promise<void> {
  const { engine } = calmLife({ store, clock, random, connection, far, dialect })
  await engine.write({ merchant: mill, writes: [{ table: 'merchant', rows: [{ merchant: mill, name: 'Mill', createdAt: noon, body: '{}' }] }, { table: 'poll', rows: [firstPoll(mill, connectionId, noon)] }] })
}

async function learned(side: Side, theirs: string): Promise<DisputeId> {
  const life = calmLife(side)
  await told(side, life)
  await polled(side, life)
  const held = await side.store.reads.disputeByTheirs(mill, side.dialect, theirs)
  if (!held) throw new Error(`${theirs} did not come over`)
  return held.dispute.id
}

/** One interval later. */
export async function polled({ clock, dialect }: Side, life: Life): Promise<void> {
  if (!dialects[dialect].connector!.capabilities.list) return
  clock.advance(settings.pollMs * 2)
  await life.poller.runOnce(clock.now())
  await life.outlived(life.poller.drain())
}

/** Lets the provider tell what it has to, into a life that may end meanwhile. */
async function told({ far, clock }: Side, life: Life, through: (post: Post, hear: () => Promise<Answered>) => Promise<Answered> = (_post, hear) => hear()): Promise<void> {
  await far.tell(post => through(post, () => heard(life, post, clock)))
}

export async function heard(life: Life, { url, headers, body }: Post, clock: HandClock): Promise<Answered> {
  if (life.gone()) return lost
  const named = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const raw = Buffer.from(body)
  const answer = await life.outlived(life.inbound(connectionId, { method: 'POST', target: new URL(url).pathname, headers: { get: name => named.get(name) }, raw, receivedAt: clock.now() }))
  return answer ? { status: answer.status, error: null, answer: Buffer.from(answer.body) } : lost
}

async function oneRun(side: Side, seed: string): Promise<SimRun> {
  const random = randomOf(`${side.dialect} ${seed}`)
  const { clock, far, store } = side
  const there = await far.open()
  const id = await learned(side, there.theirs)
  const ask = random.pick(['accept', 'accept', 'submit'] as const)
  const why = (): string => `${side.dialect} ${seed} (${ask}): ${wire.left.join(', ')}; ${fates.map(({ kind, step, after }) => `${kind} ${after ? 'after' : 'before'} ${step}`).join(', ')}`
  const fates: Fate[] = []
  // Where a process has its database to itself, the next one comes only when it is gone.
  const oneAtATime = random.chance(0.5)
  const lives: Life[] = []
  const dispute = async (): Promise<Dispute> => (await store.reads.dispute(mill, id))!.dispute
  const live = (): Life => {
    const fate: Fate | null = fates.length < 3 && random.chance(0.5) ? { step: random.whole(18), kind: oneAtATime ? 'killed' : random.pick(['killed', 'killed', 'paused'] as const), after: random.chance(0.5) } : null
    if (fate) fates.push(fate)
    const life = simLife({ ...side, send: (request, operation) => wire.send(request, operation), fate, counted: (name, label) => { if (name === 'errors') throw new Error(`${why()}: ${label}`) } })
    lives.push(life)
    return life
  }
  const wire: SimWire = simWire({
    far, clock, random, answerMs: settings.answerMs, chance: random.pick([0, 0.2, 0.5, 0.8]), decisions: decisionsOf[side.dialect], readBack: dialects[side.dialect].connector!.capabilities.readBack,
    async onDecision() {
      const now = await dispute()
      if (!('act' in now)) return void (wire.broken ??= 'It left for an act that had ended')
      const rows = await store.reads.askings(mill, now.act.id)
      if (!rows.some(({ part }) => part === 'began')) wire.broken ??= 'It left before its attempt was on record'
      const errand = await store.reads.errand(mill, now.act.id)
      if (!errand || errand.leaseUntil <= clock.now()) wire.broken ??= 'It left without a lease'
    },
    tellNow: () => told(side, lives.at(-1)!, roughly(random)),
  })
  let life = live()
  const performing = life.engine.perform({ merchant: mill, dispute: id, command: { ...(ask === 'accept' ? accept() : submit()), act: life.engine.world.ids.next('act') } })
  performing.catch(() => {})
  await life.outlived(performing.then(() => life.courier.drain()))
  for (let round = random.whole(6); round > 0; round--) await oneRound()
  await wire.heal()
  const healedAt = clock.now()
  let settledAt: number | null = null
  for (let round = 0; round < 40 && settledAt === null; round++) {
    await oneRound(true)
    if (!isOnItsWay(await dispute())) settledAt = clock.now()
  }
  for (const each of lives) await goneOn(each)
  const last = calmLife(side)
  await told(side, last)
  await polled(side, last)
  return agreed({ seed, ask, met: wire.met, fates: fates.map(({ kind }) => kind), settledMs: settledAt === null ? null : settledAt - healedAt })

  /** What stood still goes on to its end; what was killed does not. */
  async function goneOn(each: Life): Promise<void> {
    each.resume()
    if (each.gone()) return
    if (each === lives[0]) await performing.catch(() => {})
    await each.courier.drain()
  }

  async function oneRound(calm = false): Promise<void> {
    if (life.gone()) {
      clock.advance(restartMs)
      if (oneAtATime) await store.inherit(clock.now())
      // Whoever stood still before may go on while the next one stands still.
      if (random.chance(0.5)) for (const each of lives.slice(0, -1)) await goneOn(each)
      life = live()
      if (calm) lives.splice(-1, 1, (life = simLife({ ...side, send: (request, operation) => wire.send(request, operation), fate: null, counted: () => {} })))
    }
    const due = await store.reads.nextErrand()
    clock.set(Math.max(clock.now() + 100, Math.min(due ?? 0, clock.now() + 61_000)))
    if (calm || random.chance(0.4)) await told(side, life, calm ? undefined : roughly(random))
    if (!life.gone()) {
      await life.outlived(life.courier.runOnce(clock.now()))
      await life.outlived(life.courier.drain())
    }
    if (!calm && !life.gone() && random.chance(0.3)) await life.outlived(polled(side, life).catch(() => {}))
  }

  async function agreed(run: Omit<SimRun, 'here' | 'there' | 'effects'>): Promise<SimRun> {
    const ours = await dispute()
    const theirs = await far.ask(`/v1/disputes/${there.id}`)
    const effects = (await far.kinds(there.id)).filter(kind => kind === (ask === 'accept' ? 'accepted' : 'submitted')).length
    const events = (await store.reads.events(mill, id, 0, 100)).map(({ kind }) => kind)
    const text = `${ours.state} here, ${theirs.state} there; ${events.join(' ')}. ${why()}`
    const blind = !dialects[side.dialect].connector!.capabilities.readBack
    const waits = blind && isOnItsWay(ours) && theirs.state === 'needs_response'
    if (wire.broken) throw new Error(`${wire.broken}. ${text}`)
    if (effects > 1) throw new Error(`It happened ${effects} times there. ${text}`)
    if (!waits && ours.state !== theirs.state) throw new Error(`The ledgers differ. ${text}`)
    if (ours.state === 'accepted' && ours.acceptance.by.kind !== 'key') throw new Error(`Ours is told as somebody else's. ${text}`)
    if (!blind && (run.settledMs === null || run.settledMs > settlesWithinMs)) throw new Error(`Not known in time (${run.settledMs} ms). ${text}`)
    return { ...run, here: ours.state, there: theirs.state, effects }
  }
}

/** Notices dropped, doubled, and put off to be told again. */
function roughly(random: Random): (post: Post, hear: () => Promise<Answered>) => Promise<Answered> {
  return async (_post, hear) => {
    const how = random.pick(['dropped', 'heard', 'twice', 'unacknowledged'] as const)
    if (how === 'dropped') return lost
    const answer = await hear()
    if (how === 'twice') await hear()
    return how === 'unacknowledged' ? lost : answer
  }
}

const isOnItsWay = ({ state }: Dispute): boolean => state === 'accepting' || state === 'submitting'
