/** Time that this process was there for. While it was stopped, or waited for its turn on a busy machine, nothing that it does could be in time. */
const everyMs = 10
const mostMs = 50

/** Milliseconds that were lived from now on. */
export function livedClock(): () => number {
  let [lived, seen] = [0, performance.now()]
  const look = (): number => {
    const passed = performance.now() - seen
    seen += passed
    return (lived += Math.min(passed, mostMs))
  }
  setInterval(look, everyMs).unref()
  return look
}
