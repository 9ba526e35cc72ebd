// A WireRequest over node's message. A class, because the abort signal is costly and made only when a handler asks for it.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { splitTarget, type WireHeaders, type WireRequest } from '../wire/http.ts'

export class HostRequest implements WireRequest {
  readonly method: string
  readonly target: string
  readonly path: string
  readonly search: string
  readonly rawHeaders: readonly string[]
  readonly headers: WireHeaders
  readonly remote: string
  readonly id: string
  body: Uint8Array = empty
  bodyTooLarge = false
  readonly #response: ServerResponse
  #abort: AbortController | undefined

  constructor(message: IncomingMessage, response: ServerResponse, id: string) {
    this.method = message.method!
    this.target = message.url!
    const { path, search } = splitTarget(this.target)
    this.path = path
    this.search = search
    this.rawHeaders = message.rawHeaders
    this.headers = new NodeHeaders(message)
    this.remote = message.socket.remoteAddress ?? ''
    this.id = id
    this.#response = response
  }

  get gone(): boolean {
    return this.#response.destroyed
  }

  get signal(): AbortSignal {
    if (this.#abort) return this.#abort.signal
    const abort = (this.#abort = new AbortController())
    const response = this.#response
    if (response.destroyed) abort.abort()
    else response.once('close', () => response.writableFinished || abort.abort())
    return abort.signal
  }
}

class NodeHeaders implements WireHeaders {
  readonly #message: IncomingMessage
  constructor(message: IncomingMessage) {
    this.#message = message
  }
  get(name: string): string | undefined {
    const value = this.#message.headers[name]
    return typeof value === 'string' ? value : undefined
  }
}

const empty = new Uint8Array()
