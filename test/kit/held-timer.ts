// Waiting that a test holds in its hand: nothing fires until time is let pass.

export type HeldTimer = { after(ms: number, then: () => void): () => void; waits(): number[]; pass(ms: number): void }

export function heldTimer(): HeldTimer {
  let now = 0
  let waiting: { at: number; then: () => void }[] = []
  return {
    after(ms, then) {
      const one = { at: now + ms, then }
      waiting.push(one)
      return () => void (waiting = waiting.filter(each => each !== one))
    },
    waits: () => waiting.map(({ at }) => at - now).sort((a, b) => a - b),
    pass(ms) {
      now += ms
      const due = waiting.filter(({ at }) => at <= now)
      waiting = waiting.filter(({ at }) => at > now)
      due.forEach(({ then }) => then())
    },
  }
}
