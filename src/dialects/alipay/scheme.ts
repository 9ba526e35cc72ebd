// How Alipay's callers prove who they are: an RSA key pair on each side, named by the client id. The merchant's private key is
// shown once and never kept; ours is sealed.

import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import type { Chance, CredentialScheme, NewCredential } from '../dialect.ts'

export { sign, verify, verifyHeader, parseSignature } from './signature.ts'

export const alipayScheme: CredentialScheme = { make }

/** `parley_public_key` alone cannot be fixed: without its private half nothing could be signed. */
async function make(given: Record<string, string>, chance: Chance): Promise<NewCredential> {
  const clientId = given.client_id || newClientId(chance)
  if (!/^[\x21-\x7e]{1,64}$/.test(clientId)) throw new RangeError('client_id has to be 1 to 64 visible ASCII characters: it travels in a header')
  if (!['', 'short', undefined].includes(given.evidence_type_names)) throw new RangeError("evidence_type_names has to be 'short', for clients that write TEMPLATE and FILE, or left out")
  const [merchants, ours] = await Promise.all([keyFrom(given, 'private_key'), keyFrom(given, 'parley_private_key')])
  const [publicKey, ourPublicKey] = [publicText(merchants), publicText(ours)]
  if (given.parley_public_key && given.parley_public_key !== ourPublicKey) {
    throw new RangeError('parley_public_key cannot be fixed without the parley_private_key that it belongs to')
  }
  return {
    shown: { client_id: clientId, private_key: privateText(merchants), parley_public_key: ourPublicKey },
    presented: clientId,
    public: { client_id: clientId, merchant_public_key: publicKey, ...(given.evidence_type_names && { evidence_type_names: given.evidence_type_names }) },
    sealed: { parley_private_key: privateText(ours) },
  }
}

/** The SDKs choose the sandbox's paths by this prefix, and so does Alipay. */
export const isSandboxClient = (clientId: string): boolean => clientId.startsWith('SANDBOX_')

/** `SANDBOX_5X00000000000000` (docs.antom.com/ac/ams/digital_signature). */
function newClientId(chance: Chance): string {
  const number = BigInt(`0x${Buffer.from(chance.random(12)).toString('hex')}`) % 10n ** 14n
  return `SANDBOX_5X${String(number).padStart(14, '0')}`
}

/** A key pair comes from Node's own generator, off the event loop; it cannot be drawn from chance that is handed in. */
async function keyFrom(given: Record<string, string>, name: string): Promise<KeyObject> {
  const text = given[name]
  return text ? readPrivateKey(text, name) : newPrivateKey()
}

function newPrivateKey(): Promise<KeyObject> {
  return new Promise((made, failed) => {
    generateKeyPair('rsa', { modulusLength: 2048 }, (error, _, privateKey) => (error ? failed(error) : made(privateKey)))
  })
}

/** PKCS#8, as Alipay's tools print it for Java, or PKCS#1, as they print it for other languages; with or without PEM lines. */
export function readPrivateKey(text: string, name = 'private_key'): KeyObject {
  const bytes = Buffer.from(text.replace(/-----[^-]+-----/g, ''), 'base64')
  const key = readAs('pkcs8', bytes) ?? readAs('pkcs1', bytes)
  const bits = key?.asymmetricKeyType === 'rsa' ? key.asymmetricKeyDetails?.modulusLength ?? 0 : 0
  if (!key || bits < 2048) throw new RangeError(`${name} has to be an RSA private key of 2048 bits or more, PKCS#8 or PKCS#1 in Base64`)
  return key
}

function readAs(type: 'pkcs8' | 'pkcs1', bytes: Buffer): KeyObject | null {
  try {
    return createPrivateKey({ key: bytes, format: 'der', type })
  } catch {
    return null
  }
}

const privateText = (key: KeyObject): string => key.export({ format: 'der', type: 'pkcs8' }).toString('base64')
const publicText = (key: KeyObject): string => createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')

/** 28 digits that begin with the day, as in the sample notification of docs.antom.com/ac/cashierpay/dispute. */
export function alipayDisputeId(chance: Chance, at: number): string {
  const day = new Date(at).toISOString().slice(0, 10).replaceAll('-', '')
  const number = BigInt(`0x${Buffer.from(chance.random(16)).toString('hex')}`) % 10n ** 20n
  return day + String(number).padStart(20, '0')
}
