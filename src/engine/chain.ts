// The audit chain of one dispute: each event carries the hash of the one before, so that nothing can be changed, swapped or cut unseen.

import { hash } from 'node:crypto'

export const chainStart = ''

/** Over the stored bytes, never over something printed again; place and order are part of what is hashed. */
export function chainHash(prev: string, merchant: string, dispute: string, seq: number, body: string): string {
  return hash('sha256', `${prev}\n${merchant}\n${dispute}\n${seq}\n${body}`)
}
