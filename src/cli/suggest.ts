// "Did you mean": the nearest of some words, when it is near enough to be a slip of the keyboard.

export function suggestion(word: string, known: readonly string[]): string | null {
  const [nearest] = known.map(name => ({ name, far: distance(word, name) })).sort((a, b) => a.far - b.far)
  return nearest && nearest.far <= Math.max(1, Math.floor(nearest.name.length / 3)) ? nearest.name : null
}

export function didYouMean(word: string, known: readonly string[]): string {
  const near = suggestion(word, known)
  return near ? `Did you mean ${near}?` : ''
}

/** Levenshtein's; words on a command line are short. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
