/** Time that this process was there for. While it was stopped, or waited for its turn on a busy machine, nothing that it does could be in time. */
const everyMs = 10
const mostMs = 50

/** Begins to count; what it answers tells how many milliseconds were lived, and ends the count. */
export function livingFrom(): () => number {
  let [lived, seen] = [0, performance.now()]
  const look = (): void => {
    const passed = performance.now() - seen
    seen += passed
    lived += Math.min(passed, mostMs)
  }
  const timer = setInterval(look, everyMs)
  return () => {
    look()
    clearInterval(timer)
    return lived
  }
}
