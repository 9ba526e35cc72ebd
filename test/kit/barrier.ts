/**
 * Many callers at the same moment: every request is on its way but for its last byte, and the last bytes are written in one turn.
 * So what arrives together is decided by the server and not by how fast we connect.
 */
import type { Random } from './crash-random.ts'
import { bytesOf, dial, type Answer, type Line, type Request } from './http.ts'

/** `afterMs` lets one go a little later than the rest. */
export type Racer = Request & { url: string; afterMs?: number }

/** The answers in the order of the racers; null where the connection ended without one. */
export async function allAtOnce(racers: readonly Racer[]): Promise<(Answer | null)[]> {
  const lines = await Promise.all(racers.map(({ url }) => dial(url)))
  try {
    const requests = racers.map(bytesOf)
    await Promise.all(lines.map((line, at) => line.write(requests[at]!.subarray(0, -1))))
    return await release(lines, racers, requests.map((bytes) => bytes.subarray(-1)))
  } finally {
    for (const line of lines) line.close()
  }
}

function release(lines: readonly Line[], racers: readonly Racer[], lasts: readonly Buffer[]): Promise<(Answer | null)[]> {
  const answers = lines.map((line, at) => line.answer(racers[at]!.method))
  lines.forEach((line, at) => {
    const go = (): void => void line.write(lasts[at]!)
    const { afterMs = 0 } = racers[at]!
    if (afterMs > 0) setTimeout(go, afterMs)
    else go()
  })
  return Promise.all(answers)
}

/** In another order on each call, the same on each run. */
export function shuffled<T>(all: readonly T[], { whole }: Random): T[] {
  return all.map((one) => ({ one, at: whole(2 ** 30) })).sort((a, b) => a.at - b.at).map(({ one }) => one)
}
