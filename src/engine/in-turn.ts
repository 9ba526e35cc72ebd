// Lets asynchronous pieces of work happen one after the other, in the order in which they were asked for. A failure is its own caller's.

export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return work => {
    const next = last.then(work)
    last = next.catch(() => {})
    return next
  }
}
