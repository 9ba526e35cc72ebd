// An event of the audit chain as JSON: its own facts under this API's names, money as {value, currency}, instants as text. What a
// caller wrote (metadata, references) keeps its names.

import type { Actor } from '../../../core/dispute.ts'
import { formatInstant, isInstant } from '../../../core/time.ts'

/** Total: whatever an event holds, it can be printed. */
export function toWireEventData(event: unknown): { by: Actor; data: Record<string, unknown> } {
  const { kind: _kind, at: _at, by, ...data } = event as { kind: string; at: number; by: Actor }
  return { by, data: printable(data, '') as Record<string, unknown> }
}

const callersOwn = new Set(['metadata', 'references'])
const instants = /^(?:at|until|.+At|warnedFor)$/

function printable(value: unknown, name: string): unknown {
  if (instants.test(name) && isInstant(value)) return formatInstant(value)
  if (Array.isArray(value)) return value.map(member => printable(member, ''))
  if (typeof value !== 'object' || value === null) return value
  if (callersOwn.has(name)) return value
  if ('amount' in value && typeof value.amount === 'bigint') return { value: value.amount, currency: (value as unknown as { currency: string }).currency }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [snake(key), printable(member, key)]))
}

const snake = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
