// Callers that each do one thing after the other until the time is over, and what their waiting looked like.

export type Run = { rate: number; median: number; p99: number }
export type Work = (caller: number) => Promise<unknown>

export async function run(callers: number, ms: number, work: Work): Promise<Run> {
  const took: number[] = []
  const begun = performance.now()
  await Promise.all(Array.from({ length: callers }, (_, caller) => calling(caller, begun + ms, work, took)))
  return runOf(took, performance.now() - begun)
}

async function calling(caller: number, until: number, work: Work, took: number[]): Promise<void> {
  for (let now = performance.now(); now < until;) {
    await work(caller)
    const after = performance.now()
    took.push(after - now)
    now = after
  }
}

export function runOf(took: number[], ms: number): Run {
  const sorted = Float64Array.from(took).sort()
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
  return { rate: (took.length / ms) * 1000, median: at(0.5), p99: at(0.99) }
}

export type Summary = { run: Run; least: number; most: number }

/** Each figure is the median of the repetitions; the spread is that of the rates. */
export function summaryOf(runs: Run[]): Summary {
  const middle = (pick: (run: Run) => number): number => medianOf(runs.map(pick))
  const rates = runs.map(({ rate }) => rate)
  return { run: { rate: middle(r => r.rate), median: middle(r => r.median), p99: middle(r => r.p99) }, least: Math.min(...rates), most: Math.max(...rates) }
}

export function medianOf(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}
