// Counts, per address, the keys that opened nothing. It slows nobody who has the right one: also from an address that guessed too
// often a right key is taken.

import { isIPv6 } from 'node:net'

export type WrongKeys = {
  /** A wrong key came from there; how many seconds to wait where it was one too many, null otherwise. */
  seen(address: string): number | null
}

const mostWrong = 300
const windowMs = 60_000
const mostAddresses = 10_000

export function createWrongKeys(monotonic: () => number): WrongKeys {
  const windows = new Map<string, { until: number; count: number }>()
  return { seen }

  function seen(address: string): number | null {
    const now = monotonic()
    const place = placeOf(address)
    const known = windows.get(place)
    const window = known && known.until > now ? known : begin(place, now)
    window.count++
    return window.count > mostWrong ? Math.ceil((window.until - now) / 1000) : null
  }

  /** Who begins first ends first: what is in front is forgotten, so that a flood of addresses takes no memory. */
  function begin(place: string, now: number): { until: number; count: number } {
    windows.delete(place)
    if (windows.size >= mostAddresses) windows.delete(windows.keys().next().value!)
    const window = { until: now + windowMs, count: 0 }
    windows.set(place, window)
    return window
  }
}

/** Whoever has one IPv6 address has the 2^64 beside it: they count as one. */
function placeOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address
  const [head = '', tail] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? [] : Array<string>(8 - before.length - after.length).fill('0')
  return [...before, ...zeros, ...after].slice(0, 4).map(group => Number.parseInt(group, 16)).join(':')
}
