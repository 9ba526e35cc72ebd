// Counts what comes from a place within a while. Nothing here waits or refuses: the caller does, by what it is told.

export type Windows = {
  /** Counts one more; the seconds until the window ends where it was one too many, null otherwise. */
  take(place: string): number | null
  /** It turned out to be harmless: it no longer counts. */
  giveBack(place: string): void
}

const mostPlaces = 10_000

export function createWindows({ most, windowMs, monotonic }: { most: number; windowMs: number; monotonic(): number }): Windows {
  const windows = new Map<string, { until: number; count: number }>()
  return {
    take(place) {
      const now = monotonic()
      const known = windows.get(place)
      const window = known && known.until > now ? known : begin(place, now)
      window.count++
      return window.count > most ? Math.ceil((window.until - now) / 1000) : null
    },
    giveBack(place) {
      const window = windows.get(place)
      if (window) window.count--
    },
  }

  /** Who begins first ends first: what is in front is forgotten, so that a flood of places takes no memory. */
  function begin(place: string, now: number): { until: number; count: number } {
    windows.delete(place)
    if (windows.size >= mostPlaces) windows.delete(windows.keys().next().value!)
    const window = { until: now + windowMs, count: 0 }
    windows.set(place, window)
    return window
  }
}

/** Whoever has one IPv6 address has the 2^64 beside it: they count as one. */
export function placeOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address
  const [head = '', tail] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? [] : Array<string>(8 - before.length - after.length).fill('0')
  return [...before, ...zeros, ...after].slice(0, 4).map(group => Number.parseInt(group, 16)).join(':')
}
