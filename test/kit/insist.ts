/**
 * Does what an answer says that nothing was done for now: asks the same again, for a minute. Where a machine stands still its
 * database is away for a while, and no test is about that by chance. Whatever else is answered stands.
 */
import { setTimeout as wait } from 'node:timers/promises'

type Told = { status: number; text: string }

const longest = 60_000

export async function insisted<T extends Told | null>(ask: () => Promise<T>): Promise<T> {
  const end = performance.now() + longest
  for (;;) {
    const told = await ask()
    if (!told || !isUnavailable(told) || performance.now() > end) return told
    await wait(50)
  }
}

export const isUnavailable = ({ status, text }: Told): boolean => status === 503 && (JSON.parse(text) as { code?: string }).code === 'unavailable'
