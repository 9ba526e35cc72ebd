// Compares an expected value, which may hold `{{any}}`, with an actual one. `{{any}}` asks that something is there.

const ANY = '\ue000'

/** Marks each `{{any}}`; in JSON, one outside a text becomes a text of its own, so that the whole can be parsed. */
export function fromExpected(text: string, asJson = false): string {
  if (!asJson) return text.replaceAll('{{any}}', ANY)
  return text.replace(/"(?:[^"\\]|\\.)*"|\{\{any\}\}/g, (found) => (found === '{{any}}' ? `"${ANY}"` : found.replaceAll('{{any}}', ANY)))
}

export function differences(expected: unknown, actual: unknown, at: string): string[] {
  if (expected === ANY) return actual === undefined ? [`${at}: expected anything, got nothing`] : []
  if (typeof expected === 'string' && typeof actual === 'string') return likeness(expected, actual) ? [] : [differs(at, expected, actual)]
  if (!isObject(expected) || !isObject(actual) || Array.isArray(expected) !== Array.isArray(actual)) {
    return Object.is(expected, actual) ? [] : [differs(at, expected, actual)]
  }
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)])
  return [...keys].flatMap((key) => {
    if (!Object.hasOwn(expected, key)) return [`${at}/${key}: not expected, got ${shown(actual[key])}`]
    return differences(expected[key], Object.hasOwn(actual, key) ? actual[key] : undefined, `${at}/${key}`)
  })
}

/** The pieces between the marks must come in order, the first at the beginning and the last at the end. */
function likeness(expected: string, actual: string): boolean {
  const pieces = expected.split(ANY)
  if (pieces.length === 1) return expected === actual
  const last = pieces.pop()!
  let at = 0
  for (const [turn, piece] of pieces.entries()) {
    const found = turn === 0 ? (actual.startsWith(piece) ? 0 : -1) : actual.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return actual.length - at >= last.length && actual.endsWith(last)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function differs(at: string, expected: unknown, actual: unknown): string {
  return `${at}: expected ${shown(expected)}, got ${shown(actual)}`
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').replaceAll(ANY, '{{any}}').slice(0, 200)
}
