// Seals what we must be able to read again and hashes what we must only recognise. Keys are derived from the master keys by
// purpose; nothing sealed for one context opens in another.

import { createCipheriv, createDecipheriv, createHmac, hash, hkdfSync } from 'node:crypto'

export type Vault = {
  seal(text: string, context: string): string
  open(sealed: string, context: string): string
  /** The same under the key that seals now; null where that is what it was sealed with. */
  renew(sealed: string, context: string): string | null
  /** A keyed hash by which something presented is found again without being kept. */
  lookup(text: string): string
}

type SealKey = { id: string; bytes: Uint8Array }

export const masterKeyBytes = 32

/**
 * The first master seals, all of them open. Lookups are made by the last one: they cannot be computed again from what is
 * stored, so that one stays.
 */
export function createVault(masters: readonly Uint8Array[], random: (bytes: number) => Uint8Array): Vault {
  const keys = masters.map(sealKeyOf)
  const current = keys[0]
  if (!current) throw new Error('A vault needs at least one master key')
  const lookupKey = derive(masters.at(-1)!, 'parley lookup v1')
  return {
    seal: (text, context) => sealWith(current, random(nonceBytes), text, context),
    open: (sealed, context) => openWith(keys, sealed, context),
    renew: (sealed, context) => (keyIdIn(sealed) === current.id ? null : sealWith(current, random(nonceBytes), openWith(keys, sealed, context), context)),
    lookup: text => createHmac('sha256', lookupKey).update(text).digest('base64url'),
  }
}

/** `v1.key.nonce.text.tag`, each in base64url. */
const version = 'v1'
const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

function sealWith(key: SealKey, nonce: Uint8Array, text: string, context: string): string {
  const cipher = createCipheriv(algorithm, key.bytes, nonce, { authTagLength: tagBytes })
  cipher.setAAD(boundTo(key, context))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [version, key.id, encoded(nonce), encoded(sealed), encoded(cipher.getAuthTag())].join('.')
}

function openWith(keys: readonly SealKey[], sealed: string, context: string): string {
  const [found, id, nonce = '', text = '', tag = ''] = sealed.split('.')
  const key = keys.find(candidate => candidate.id === id)
  if (found !== version || !key) throw new Error('What was sealed is of another version or under a master key that is not set')
  const decipher = createDecipheriv(algorithm, key.bytes, decoded(nonce), { authTagLength: tagBytes })
  decipher.setAAD(boundTo(key, context))
  decipher.setAuthTag(decoded(tag))
  return Buffer.concat([decipher.update(decoded(text)), decipher.final()]).toString('utf8')
}

const keyIdIn = (sealed: string): string | undefined => sealed.split('.')[1]

/** The id tells the keys apart and tells nothing of them. */
function sealKeyOf(master: Uint8Array): SealKey {
  if (master.length !== masterKeyBytes) throw new Error(`A master key has ${masterKeyBytes} bytes, not ${master.length}`)
  return { id: hash('sha256', derive(master, 'parley key id v1')).slice(0, 8), bytes: derive(master, 'parley seal v1') }
}

const derive = (master: Uint8Array, purpose: string): Uint8Array => new Uint8Array(hkdfSync('sha256', master, '', purpose, 32))
const boundTo = (key: SealKey, context: string): Buffer => Buffer.from(`${version}.${key.id}.${context}`)
const encoded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const decoded = (text: string): Buffer => Buffer.from(text, 'base64url')
