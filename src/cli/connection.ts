// Which server is asked, and with which key. The key is never printed, and an address never holds one.

import { sandboxAdminKey } from '../app/config.ts'
import { Ended, exits } from './exit.ts'
import type { Io } from './io.ts'

export type Connection = { url: string; key: string; merchant: string | undefined; keyFrom: string }

const usual = 'http://127.0.0.1:4242'

export async function connectionOf(io: Io, options: { 'key-file'?: string | undefined; merchant?: string | undefined }): Promise<Connection> {
  const url = addressOf(io.env['PARLEY_URL'] ?? usual)
  if (url.protocol === 'http:' && !isLoopback(url)) await io.stderr.write(`warning: ${url.origin} is asked without encryption, and the key travels with it.\n`)
  return { url: url.href.replace(/\/+$/, ''), merchant: options.merchant, ...await keyOf(io, url, options['key-file']) }
}

function addressOf(text: string): URL {
  const url = URL.parse(text)
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash) return url
  throw new Ended(exits.invalid, 'PARLEY_URL is not the http or https address of a server, without user name and password.', { next: `For example PARLEY_URL=${usual}` })
}

const isLoopback = ({ hostname }: URL): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)

async function keyOf(io: Io, url: URL, option: string | undefined): Promise<{ key: string; keyFrom: string }> {
  const path = option ?? (io.env['PARLEY_KEY'] === undefined ? io.env['PARLEY_KEY_FILE'] : undefined)
  if (path !== undefined) return { key: fit(await inFile(io, path), path), keyFrom: path }
  const key = io.env['PARLEY_KEY']
  if (key !== undefined) return { key: fit(key.trim(), 'PARLEY_KEY'), keyFrom: 'PARLEY_KEY' }
  if (isLoopback(url)) return { key: sandboxAdminKey, keyFrom: "the sandbox administrator's key, because PARLEY_KEY is not set" }
  throw new Ended(exits.notAllowed, 'There is no key.', { next: 'Set PARLEY_KEY, or name a file with --key-file.' })
}

async function inFile(io: Io, path: string): Promise<string> {
  try {
    const text = new TextDecoder().decode(io.readFile(path)).trim()
    if (io.isOpenToOthers(path)) await io.stderr.write(`warning: others than you may read ${path}; chmod 600 ends that.\n`)
    return text
  } catch {
    throw new Ended(exits.invalid, `The key cannot be read from ${path}.`)
  }
}

function fit(key: string, from: string): string {
  if (/^[!-~]{1,400}$/.test(key)) return key
  throw new Ended(exits.invalid, `What ${from} holds is not a key: it is empty, or has blanks or line breaks in it.`)
}
