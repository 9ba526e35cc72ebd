// Lets asynchronous pieces of work run only so many at once, usually one after the other: what is more waits its turn, in the order in which
// it was asked for. A failure is its own caller's.

export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

export const oneAtATime = (): InTurn => turns(1)

export function turns(atOnce: number): InTurn {
  let free = atOnce
  const waiting: (() => void)[] = []
  const mine = (): Promise<void> | void => (free > 0 ? void free-- : new Promise(go => void waiting.push(go)))
  const next = (): void => {
    const go = waiting.shift()
    if (go) go()
    else free++
  }
  return async work => {
    await mine()
    try {
      return await work()
    } finally {
      next()
    }
  }
}
