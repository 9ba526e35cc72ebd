// Tags as Finix bounds them. What tests settle by metadata is nobody's tag.

import { isReserved } from '../fixture.ts'

export function tagsFit(tags: Readonly<Record<string, string>>): boolean {
  const pairs = Object.entries(tags)
  return pairs.length <= 50 && pairs.every(([key, value]) => key.length >= 1 && key.length <= 40 && value.length <= 500 && !isReserved(key))
}
