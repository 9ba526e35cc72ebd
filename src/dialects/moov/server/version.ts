// The version that a caller asks for. Nothing about disputes differs between versions, so only its form is judged. Pure.

import type { WireRequest } from '../../../wire/http.ts'

export const oldest = 'v2024.01.00'
export const published = [oldest, 'v2025.01.00', 'v2025.04.00', 'v2025.07.00', 'v2025.10.00', 'v2026.01.00', 'v2026.04.00', 'v2026.07.00', 'v2026.10.00'] as const

/** The newest published version that is not newer than the one asked for; the oldest for what is older than all. Null when malformed. */
export function versionOf({ headers }: Pick<WireRequest, 'headers'>): string | null {
  const asked = onlyOne(headers.get('x-moov-version'))
  if (asked === undefined) return oldest
  if (asked === 'dev' || asked === 'latest') return published.at(-1)!
  if (asked === null || !/^v\d{4}\.\d\d\.\d\d$/.test(asked)) return null
  return published.findLast(version => version <= asked) ?? oldest
}

/** A client whose own header meets the one that its user set sends it twice. */
function onlyOne(sent: string | undefined): string | null | undefined {
  const values = new Set(sent?.split(',').map(value => value.trim()))
  return values.size > 1 ? null : [...values][0]
}
