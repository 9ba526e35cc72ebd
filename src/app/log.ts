// What a log is to the rest of the program, and what may never stand in one. A log line holds chosen fields, never a body.

export const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type Level = (typeof levels)[number]

export type Fields = Record<string, unknown>
export type Log = {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
  flush(): void
}

export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, flush: nothing }

/** A fence behind the choice of fields: texts of errors come from libraries, which quote what they were given. */
const secrets: readonly [RegExp, string][] = [
  [/\b(Bearer|Basic)\s+[\w+/=.~-]+/gi, '$1 ***'],
  [/\b([ps]k(?:ey)?_[a-z]*_?|whsec_)[\w+/=-]+/g, '$1***'],
  [/\b(authorization|cookie|set-cookie|(?:__Host-)?parley_session|parley-csrf|csrf|signature|password|passwd|secret|secret_key|private_key|api[_-]?key|token)(["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi, '$1$2***'],
  [/:\/\/[^\s/@]*@/g, '://***@'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, '***'],
]

/** Fit for a line: without secrets, and without characters that could begin another line or drive a terminal. */
export function scrubbed(text: string, longest = 8000): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text
  return secrets.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), cut).replace(unprintable, escaped)
}

export function errorFields(error: unknown): Fields {
  if (!(error instanceof Error)) return { error: scrubbed(String(error)) }
  const cause = error.cause === undefined ? {} : { cause: scrubbed(String(error.cause)) }
  return { error: scrubbed(error.message), type: error.name, stack: scrubbed(error.stack ?? ''), ...cause }
}

const unprintable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

function nothing(): void {}
