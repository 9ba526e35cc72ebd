/** A world for tests: time stands until it is set, and chance is the same on every run. */
import { createHash } from 'node:crypto'
import { realWorld, type RealWorld } from '../../src/app/world.ts'

export type HandClock = { now(): number; set(at: number): void; advance(ms: number): void }

export function handClock(at: number): HandClock {
  let now = at
  return { now: () => now, set: to => void (now = to), advance: ms => void (now += ms) }
}

export function kitWorld(clock: HandClock, seed = 'parley'): RealWorld {
  return { ...realWorld, now: clock.now, random: seededRandom(seed) }
}

/** Never for anything that is to stay secret. */
export function seededRandom(seed: string): (bytes: number) => Uint8Array {
  let counter = 0
  return bytes => new Uint8Array(createHash('shake256', { outputLength: bytes }).update(`${seed} ${counter++}`).digest())
}
