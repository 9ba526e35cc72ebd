// A caller's metadata may hold any JSON; what is kept are texts. What is no text is kept as JSON behind a mark, and comes back as it was.

const mark = 'json:'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

export function keptMetadata(given: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, kept(value)]))
}

export function shownMetadata(stored: Readonly<Record<string, string>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(stored).map(([key, text]) => [key, shown(text)]))
}

/** Replaces all there was: what is not named any more goes. */
export function replacing(before: Readonly<Record<string, string>>, after: Record<string, string>): Record<string, string | null> {
  return { ...Object.fromEntries(Object.keys(before).map(key => [key, null])), ...after }
}

const kept = (value: unknown): string => (typeof value === 'string' && !value.startsWith(mark) ? value : mark + JSON.stringify(value))

/** Another caller may have written a text that only begins like one of ours. */
function shown(text: string): Json {
  if (!text.startsWith(mark)) return text
  try {
    return JSON.parse(text.slice(mark.length)) as Json
  } catch {
    return text
  }
}
