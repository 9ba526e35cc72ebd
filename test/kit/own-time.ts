/**
 * Time that a thread itself was at work. What else the machine does is not in it; where that makes the work itself slower (shared
 * caches, shared cores), a fixed piece of work beside it is slower too, and that is what limits grow with.
 * Some systems count in steps of several milliseconds: measure more than that.
 */
export function ownMs(work: () => void): number {
  const from = process.threadCpuUsage()
  work()
  return spentSince(from)
}

export function spentSince(from: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(from)
  return (user + system) / 1000
}

/** What may take `ms` where nothing else is done. */
export const allowedMs = (ms: number): number => ms * Math.max(1, ownMs(fixedWork) / usualMs)

/** On a core of its own it takes about half of this. */
const usualMs = 80
const bytes = new Uint8Array(2 ** 24).fill(7)
let sum = 0

function fixedWork(): void {
  for (const byte of bytes) sum = (sum * 31 + byte) | 0
}

// Compiled before anything is measured by it.
for (let times = 0; times < 4; times++) fixedWork()
