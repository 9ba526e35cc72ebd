// What a round was worth: how many were decided well, what was lost, and what would have been lost at the least. By currency, never added.

import { sumsOf, type Amount } from '../../amounts.ts'
import { cases } from './cases.ts'
import type { Round } from './round.ts'

export type Score = { good: number; of: number; ms: number; lost: Amount[]; least: Amount[] }

export function scoreOf({ answers }: Round): Score {
  const decided = answers.map(answer => ({ answer, one: cases.find(({ id }) => id === answer.id)! }))
  return {
    good: decided.filter(({ answer, one }) => answer.choice === one.better).length, of: answers.length, ms: answers.reduce((sum, { ms }) => sum + ms, 0),
    lost: sumsOf(decided.map(({ answer, one }) => one[answer.choice].lost)), least: sumsOf(decided.map(({ one }) => one[one.better].lost)),
  }
}
