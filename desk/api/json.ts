// JSON as the server means it: sums beyond what a number keeps arrive as bigint, so that no digit of money is lost.

type Context = { source?: string }

/** What is not JSON is undefined. */
export function parseExactly(text: string): unknown {
  try {
    return JSON.parse(text, exactly as (key: string, value: unknown) => unknown)
  } catch {
    return undefined
  }
}

function exactly(_: string, value: unknown, context?: Context): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || !Number.isInteger(value)) return value
  return context?.source !== undefined && /^-?\d+$/.test(context.source) ? BigInt(context.source) : value
}
