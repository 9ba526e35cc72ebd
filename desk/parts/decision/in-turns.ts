// Works through many, no more than so many at once. The results stand in the order of what was given.

export async function inTurns<T, R>(items: readonly T[], most: number, work: (item: T) => Promise<R>, progress: (done: number) => void = () => {}): Promise<R[]> {
  const results: R[] = []
  let next = 0
  let done = 0
  const worker = async () => {
    while (next < items.length) {
      const at = next++
      results[at] = await work(items[at]!)
      progress(++done)
    }
  }
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker))
  return results
}
