// The stream within one process: whoever follows a merchant waits here and is woken. It keeps no news; followers read by position.

import type { MerchantId } from '../core/ids.ts'
import type { Stream } from './stream.ts'

export type HubParts = {
  pause(ms: number, signal: AbortSignal): Promise<void>
  /** Where other processes give positions too, followers look for themselves this often; null where there is only one process. */
  lookEveryMs: number | null
}

export function createStream({ pause, lookEveryMs }: HubParts): Stream {
  const waiting = new Map<MerchantId, Set<() => void>>()
  let turns = 0
  return {
    news, tell: merchant => waiting.get(merchant)?.forEach(wake => wake()), turns: () => turns,
    turned() {
      turns += 1
      for (const line of waiting.values()) line.forEach(wake => wake())
    },
  }

  async function news(merchant: MerchantId, ms: number, signal: AbortSignal): Promise<void> {
    const over = new AbortController()
    const wake = (): void => over.abort()
    const line = waiting.get(merchant) ?? new Set()
    waiting.set(merchant, line.add(wake))
    try {
      await pause(Math.min(ms, lookEveryMs ?? ms), AbortSignal.any([signal, over.signal]))
    } finally {
      line.delete(wake)
      if (line.size === 0 && waiting.get(merchant) === line) waiting.delete(merchant)
    }
  }
}
