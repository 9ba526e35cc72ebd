// The sandbox over a real engine: its clock goes from due instant to due instant and lets the workers do at each what is due,
// so that a month that was turned leaves the same traces as a month that passed.

import type { Instant } from '../core/time.ts'
import { rememberOffset, restoreOffset, type Clock } from './clock.ts'
import type { Engine } from './engine.ts'
import { oneAtATime } from './in-turn.ts'
import type { Fault, Sandbox } from './sandbox.ts'

export type SandboxParts = {
  engine: Engine
  clock: Clock
  /** One round of every worker; answers how many things it did. */
  runDue(now: Instant): Promise<number>
  /** Empties the store and loads the cast again while nobody works. */
  beginAgain(): Promise<void>
  /** The clock shows another time than it would have by itself, or everything began again. */
  onTurned(): void
}

export type OwnSandbox = Sandbox & {
  /** Takes over where another process of the same sandbox turned the clock to. */
  follow(): Promise<void>
}

export function createSandbox({ engine, clock, runDue, beginAgain, onTurned }: SandboxParts): OwnSandbox {
  const inTurn = oneAtATime()
  let faults: Fault[] = []
  return {
    now: clock.now,
    follow: () => inTurn(follow),
    moveTo: instant => inTurn(() => moveTo(instant)),
    faults: () => faults.map(fault => ({ ...fault })),
    setFault: fault => void (faults = [...faults.filter(each => !isSame(each, fault)), { ...fault }]),
    clearFaults: () => void (faults = []),
    takeFault: (dialect, operation) => {
      const fault = faults.find(each => each.dialect === dialect && each.operation === operation)
      if (!fault) return null
      fault.times -= 1
      faults = faults.filter(each => each.times > 0)
      return fault.fault
    },
    reset: () => inTurn(async () => {
      faults = []
      await beginAgain()
      onTurned()
    }),
  }

  async function follow(): Promise<void> {
    const before = clock.offset()
    await restoreOffset(clock, engine.reads)
    if (clock.offset() !== before) onTurned()
  }

  /** The offset is kept first: a crash on the way leaves the clock where it was going, never behind what has been stamped. */
  async function moveTo(target: Instant): Promise<{ now: Instant; happened: number } | null> {
    const from = clock.now()
    if (target < from) return null
    await rememberOffset(engine, clock.offset() + target - from)
    clock.hold(from)
    try {
      const happened = (await runUntil(target)) + (await runAt(target))
      return { now: target, happened }
    } finally {
      clock.turnTo(target)
      clock.release()
      onTurned()
      await rememberOffset(engine, clock.offset())
    }
  }

  async function runUntil(target: Instant): Promise<number> {
    let happened = 0
    let before: Instant | null = null
    for (let due = await nextDue(); due !== null && due <= target; due = await nextDue()) {
      const did = await runAt(Math.max(clock.now(), due))
      // What is due and does not happen (another process holds it) must not stop the clock.
      if (did === 0 && due === before) break
      before = due
      happened += did
    }
    return happened
  }

  async function runAt(at: Instant): Promise<number> {
    clock.hold(at)
    let happened = 0
    for (let round = 0; round < mostRounds; round++) {
      const did = await runDue(at)
      if (did === 0) break
      happened += did
    }
    return happened
  }

  async function nextDue(): Promise<Instant | null> {
    const due = (await Promise.all([engine.reads.nextWake(), engine.reads.nextDelivery()])).filter(at => at !== null)
    return due.length ? Math.min(...due) : null
  }
}

/** Bounds what goes round in a circle at one instant; a round takes many things at once. */
const mostRounds = 1000

const isSame = (a: Fault, b: Fault): boolean => a.dialect === b.dialect && a.operation === b.operation && a.fault === b.fault
