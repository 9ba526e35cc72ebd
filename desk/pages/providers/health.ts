// How a connection is, in one word and a sentence: the worst that is known comes first.

import { lengthWords } from '../../time.ts'
import type { Tone } from '../../words.ts'
import type { Connection } from './shapes.ts'

export type Health = { word: string; tone: Tone; about: string | null }

export function healthOf({ state, health, reading }: Connection): Health {
  if (state === 'paused') return { word: 'Paused', tone: 'warn', about: 'Nothing is sent and nothing is read. What is decided waits.' }
  if (health?.down) return { word: 'Does not answer', tone: 'bad', about: `${health.last_error ?? 'No answer came'}. Decisions wait in Sending, and are sent once their outcome was looked at.` }
  if (!reading) return { word: 'Well', tone: 'good', about: 'It has no list: what is known came by its notifications.' }
  if (reading.failures > 0) return { word: 'Cannot be read', tone: 'bad', about: reading.error }
  if (!reading.last_complete_at) return { word: 'Not read yet', tone: 'warn', about: 'Its list was never read to the end. Until then disputes may be missing here.' }
  if (reading.error) return { word: 'Leaves some out', tone: 'warn', about: `${reading.error}. What it leaves out is not here: look at the provider, and at this connection's credentials.` }
  return { word: 'Well', tone: 'good', about: null }
}

/** "2 of the last 100 (2 %)". */
export function errorRate(health: Connection['health']): string {
  if (!health || health.asked === 0) return 'nothing was asked yet'
  return `${health.failed} of the last ${health.asked} (${Math.round(health.failed / health.asked * 100)} %)`
}

/** "1.4 s ahead"; below a second nobody needs to know. */
export function skewWords(ms: number | null | undefined): string {
  if (ms == null) return 'not known'
  return Math.abs(ms) < 1_000 ? 'in step' : `${lengthWords(Math.abs(ms))} ${ms > 0 ? 'ahead of ours' : 'behind ours'}`
}
