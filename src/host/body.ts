// Collects a body up to its limit and not a byte further.
import type { IncomingMessage } from 'node:http'

export function declaredTooLarge(message: IncomingMessage, limit: number): boolean {
  const declared = message.headers['content-length']
  return declared !== undefined && Number(declared) > limit
}

type Collected = { body: Uint8Array; bodyTooLarge: boolean }

/** Also resolves when the client goes away; the caller asks whether it has. */
export function collect(message: IncomingMessage, limit: number, into: Collected): Promise<void> | void {
  if (message.headers['content-length'] === undefined && message.headers['transfer-encoding'] === undefined) return
  return new Promise((resolve) => {
    let first: Buffer | undefined
    let rest: Buffer[] | undefined
    let length = 0
    message.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > limit) {
        into.bodyTooLarge = true
        message.removeAllListeners('data').pause()
        return resolve()
      }
      if (first) (rest ??= [first]).push(chunk)
      else first = chunk
    })
    message.on('end', () => {
      into.body = rest ? Buffer.concat(rest, length) : (first ?? into.body)
      resolve()
    })
    message.on('close', resolve)
  })
}
