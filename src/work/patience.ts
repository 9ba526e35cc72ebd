// How long a receiver may take. Whoever turns the clock of a sandbox waits for all that falls due on the way: then a receiver has
// a second, and one that let that pass hardly any time until it answers again. Every attempt is made and recorded all the same.

import type { Timer } from './loop.ts'

export type Patience = {
  /** Calls `cut` when the time is over; what it gives ends the watch and is told whether there was an answer in time. */
  watch(url: string, wholeMs: number, cut: () => void): (answered: boolean) => void
  /** While `work` runs somebody waits for it, also for what was sent before. */
  hurried<T>(work: () => Promise<T>): Promise<T>
}

const quickMs = 1_000
const barelyMs = 100
/** Forgetting one costs a second. */
const mostRemembered = 1_000

export function patienceOf(timer: Timer): Patience {
  const silent = new Set<string>()
  const watched = new Set<{ hurry(): void }>()
  let hurries = 0
  return { watch, hurried }

  function watch(url: string, wholeMs: number, cut: () => void): (answered: boolean) => void {
    const hurriedMs = (): number => Math.min(wholeMs, silent.has(url) ? barelyMs : quickMs)
    const alarms = [timer.after(hurries > 0 ? hurriedMs() : wholeMs, cut)]
    const one = { hurry: () => void alarms.push(timer.after(hurriedMs(), cut)) }
    watched.add(one)
    return answered => {
      watched.delete(one)
      alarms.forEach(cancel => cancel())
      if (silent.size >= mostRemembered) silent.clear()
      if (answered) silent.delete(url)
      else silent.add(url)
    }
  }

  async function hurried<T>(work: () => Promise<T>): Promise<T> {
    if (hurries++ === 0) watched.forEach(one => one.hurry())
    try {
      return await work()
    } finally {
      hurries--
    }
  }
}
