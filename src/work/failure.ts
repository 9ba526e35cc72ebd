// What is recorded of an attempt that got no answer: a closed list of sentences. Never the system's own text, which names addresses.

export const timedOut = 'The receiver did not answer in time'

/** One text for a forbidden address and for a name that is nowhere, so that nobody can learn what exists inside. */
export const unreachable = 'The receiver has no public address'

export function failureOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return byCode[code] ?? (isTls(code) ? 'The receiver has no valid certificate for this name' : 'The connection to the receiver failed')
}

const byCode: Record<string, string> = {
  ECONNREFUSED: 'The receiver refused the connection',
  ECONNRESET: 'The receiver closed the connection without an answer',
  EPIPE: 'The receiver closed the connection without an answer',
  ETIMEDOUT: timedOut,
  HPE_HEADER_OVERFLOW: "The receiver's answer has too long a head",
}

const isTls = (code: string): boolean => /^ERR_TLS_|^ERR_SSL_|CERT|SELF_SIGNED|UNABLE_TO_/.test(code)
