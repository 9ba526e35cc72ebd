// Remembers for a moment what was found, and lets those who ask for the same at once wait for one look-up. What was not found
// is not remembered.

export type Recent<T> = { get(key: string, find: () => Promise<T | null>): Promise<T | null>; clear(): void }

/** A credential revoked by another process is turned away after this at the latest; deciding with one is judged again under the lock. */
export const longestMemoryMs = 1000
const mostEntries = 10_000

export function recent<T>(monotonic: () => number): Recent<T> {
  const entries = new Map<string, { at: number; found: Promise<T | null> }>()
  return { get, clear: () => entries.clear() }

  function get(key: string, find: () => Promise<T | null>): Promise<T | null> {
    const known = entries.get(key)
    if (known && monotonic() - known.at < longestMemoryMs) return known.found
    const entry = { at: monotonic(), found: find() }
    if (entries.size >= mostEntries) entries.clear()
    entries.set(key, entry)
    const forget = (): void => void (entries.get(key) === entry && entries.delete(key))
    entry.found.then(found => found === null && forget(), forget)
    return entry.found
  }
}
