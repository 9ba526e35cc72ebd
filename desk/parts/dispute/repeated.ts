// Whether a customer or a payment is disputed again within a short time, in words. Pure.

import type { AnswerOf } from '../../api/contract.ts'

export type Recent = AnswerOf<'GET /v1/disputes/{id}/context'>['earlier']['recent']

export const isRepeated = ({ nth }: Recent): boolean => nth > 1

/** "3rd in 90 d". */
export const repeatedWords = ({ nth, days, complete }: Recent): string => `${complete ? '' : 'at least '}${ordinal(nth)} in ${days} d`

function ordinal(count: number): string {
  const isTeen = count % 100 >= 11 && count % 100 <= 13
  return `${count}${(isTeen ? undefined : ['th', 'st', 'nd', 'rd'][count % 10]) ?? 'th'}`
}
