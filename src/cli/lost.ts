// What a failed request means: that nothing arrived, or that nobody knows. In doubt it is unknown, because a decision may not be
// repeated under another key.

/** Judged by the errors of Node's sockets (libuv, OpenSSL) and of its fetch (undici), as they stand in Node 24 to 26. */
export function nothingWasSent(error: unknown): boolean {
  const { code = '', syscall = '', message = '' } = causeOf(error)
  return notConnected.test(code) || syscall === 'connect' || syscall === 'getaddrinfo' || /CERT|SELF_SIGNED|ISSUER|ALTNAME/.test(code) || message === 'bad port'
}

const notConnected = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG)$/

export function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'no answer in time'
  const { code, message } = causeOf(error)
  return code || message || String(error)
}

type Cause = { code?: string; syscall?: string; message?: string }

function causeOf(error: unknown): Cause {
  const cause = (error as { cause?: unknown } | null)?.cause
  return (cause ?? error ?? {}) as Cause
}
