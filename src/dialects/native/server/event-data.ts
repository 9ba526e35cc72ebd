// An event of the audit chain as JSON: in its own words, with money in the form of this API.

import type { Actor } from '../../../core/dispute.ts'

/** Total: whatever an event holds, bigints become integers and money {value, currency}. */
export function toWireEventData(event: unknown): { by: Actor; [name: string]: unknown } {
  const { kind: _kind, at: _at, ...data } = event as { kind: string; at: number; by: Actor }
  return printable(data) as { by: Actor }
}

function printable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(printable)
  if (typeof value !== 'object' || value === null) return value
  if ('amount' in value && typeof value.amount === 'bigint') return { value: value.amount, currency: (value as unknown as { currency: string }).currency }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, printable(member)]))
}
