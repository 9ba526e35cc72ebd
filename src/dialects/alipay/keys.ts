// Both keys of a connection, read once: the merchant's private one signs, the platform's public one verifies. They never leave here as text.

import { createPublicKey, type KeyObject } from 'node:crypto'
import { readPrivateKey } from './scheme.ts'

export type ClientKeys = { clientId: string; keyVersion: string; own: KeyObject; platform: KeyObject }

/** What is wrong with the credentials, as a word, where something is. */
export function clientKeysOf(credentials: Readonly<Record<string, string>>): ClientKeys | string {
  const { client_id: clientId = '', private_key: privateKey = '', platform_public_key: publicKey = '', key_version: keyVersion = '1' } = credentials
  if (!/^[\x21-\x7e]{1,64}$/.test(clientId)) return 'client_id_unreadable'
  if (!/^\d{1,9}$/.test(keyVersion)) return 'key_version_unreadable'
  const own = read('private', privateKey, readPrivateKey)
  const platform = read('public', publicKey, readPublicKey)
  return !own ? 'private_key_unreadable' : !platform ? 'platform_public_key_unreadable' : { clientId, keyVersion, own, platform }
}

/** SPKI in Base64, with or without PEM lines. */
export function readPublicKey(text: string): KeyObject {
  const key = createPublicKey({ key: Buffer.from(text.replace(/-----[^-]+-----/g, ''), 'base64'), format: 'der', type: 'spki' })
  if (key.asymmetricKeyType !== 'rsa') throw new RangeError('platform_public_key has to be an RSA public key in Base64')
  return key
}

/** Parsed once: parsing takes longer than signing. Where one was given in the place of the other it stays unreadable there. */
function read(type: KeyObject['type'], text: string, parse: (text: string) => KeyObject): KeyObject | null {
  const before = known.get(text)
  if (before?.type === type) return before
  try {
    const key = parse(text)
    if (known.size >= mostKnown) known.clear()
    known.set(text, key)
    return key
  } catch {
    return null
  }
}

const known = new Map<string, KeyObject>()
const mostKnown = 2_000
