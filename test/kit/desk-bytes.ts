/** How many bytes the built desk sends, compressed as browsers get them, beside what it may be. */
import { readFileSync } from 'node:fs'

/** kB are thousands. `wanted` is what a change should not leave without a reason. */
export const byteBudgets = {
  'JS before the first row': { must: 150_000, wanted: 110_000 },
  'all JS': { must: 350_000, wanted: 250_000 },
  'all CSS': { must: 20_000, wanted: 12_000 },
  'fonts': { must: 0, wanted: 0 },
} as const
export type Measured = Record<keyof typeof byteBudgets, number>

const built = new URL('../../.runtime/desk/', import.meta.url)

export function bytesOfDesk(): Measured {
  const { files } = JSON.parse(readFileSync(new URL('manifest.json', built), 'utf8')) as { files: Record<string, { bytes: number; br?: number }> }
  const sum = (names: readonly string[]): number => names.reduce((total, name) => total + (files[name]!.br ?? files[name]!.bytes), 0)
  const ending = (pattern: RegExp): string[] => Object.keys(files).filter(name => pattern.test(name))
  return {
    'JS before the first row': sum([...neededBy(readFileSync(new URL('index.html', built), 'utf8').match(/assets\/[\w-]+\.js/g)!)]),
    'all JS': sum(ending(/\.js$/)), 'all CSS': sum(ending(/\.css$/)), 'fonts': sum(ending(/\.(?:woff2?|ttf|otf|eot)$/)),
  }
}

/** With all that they import before they run. */
function neededBy(names: readonly string[], known = new Set<string>()): Set<string> {
  for (const name of names.filter(name => !known.has(name))) {
    known.add(name)
    const text = readFileSync(new URL(name, built), 'utf8')
    neededBy([...text.matchAll(/(?:from|import)\s*["']\.\/([\w-]+\.js)["']/g)].map(([, file]) => `assets/${file}`), known)
  }
  return known
}
