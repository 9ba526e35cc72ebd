// The words of a document that no table of ours has, that contradict each other, or that should be an amount or a time and are none. They
// are kept and counted and change nothing. Pure.

import type { ReadState } from '../../core/observation.ts'
import type { Word } from '../../engine/upstream.ts'
import { isUnexplained } from './told-state.ts'
import type { Read } from './told.ts'
import { isBrokenInstant, moneyOf, objectOf, wordOf } from './wire-values.ts'
import { reasons, statuses } from './words.ts'

type Found = [field: string, word: string | null, isStrange: boolean]

export function wordsOf(read: Read, state: ReadState | null): Word[] {
  const { dispute, status, open, closing, currency } = read
  const found: Found[] = [
    unless(statuses, 'status', status),
    ['open', `${status} ${String(open)}`, state === null && isIn(statuses, status)],
    unless(reasons, 'reason', wordOf(dispute['reason'])),
    ['closingReason', closing, isUnexplained(read)],
    ['currency', wordOf(dispute['currency']), currency === null],
    ['amount', wordOf(dispute['amount']), currency !== null && moneyOf(dispute['amount'], currency) === null],
    unless(['ONLINE', 'INSTORE'], 'meta.orderType', wordOf(objectOf(dispute['meta'])?.['orderType'])),
    ...['responseDueBy', 'createdAt', 'updatedAt', 'transactionDate'].map((field): Found => [field, wordOf(dispute[field]), isBrokenInstant(dispute[field])]),
  ]
  return found.flatMap(([field, word, isStrange]) => (isStrange && word !== null ? [{ field, word }] : []))
}

const isIn = (words: readonly string[], word: string | null): boolean => word !== null && words.includes(word)
const unless = (words: readonly string[], field: string, word: string | null): Found => [field, word, !isIn(words, word)]
