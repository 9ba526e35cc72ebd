// Passwords as slow hashes with their parameters beside them, beside the event loop and few at a time: each takes 128 MiB while it runs.

import { scrypt, timingSafeEqual } from 'node:crypto'

export type Passwords = {
  hash(password: string): Promise<string>
  /** Costs the same whether there is anything to compare with: null compares with what nobody knows. */
  matches(password: string, kept: string | null): Promise<boolean>
}

/** The caller is told to come again: who waits longer would wait for nothing. */
export class TooManyAtOnce extends Error {
  override name = 'TryAgain'
}

/** OWASP's first choice for scrypt; the logarithm of N is what is kept. */
const usual = { log2N: 17, r: 8, p: 1 }
const saltBytes = 16
const hashBytes = 32
const mostAtOnce = 2
const mostWaiting = 32

export function createPasswords(random: (bytes: number) => Uint8Array): Passwords {
  const inPlace = places(mostAtOnce, mostWaiting)
  const decoy = written(usual, random(saltBytes), random(hashBytes))
  return {
    hash: password => inPlace(async () => {
      const salt = random(saltBytes)
      return written(usual, salt, await derived(password, salt, usual))
    }),
    matches: (password, kept) => inPlace(async () => {
      const { cost, salt, hash } = read(kept ?? decoy)
      const same = timingSafeEqual(await derived(password, salt, cost), hash)
      return same && kept !== null
    }),
  }
}

type Cost = typeof usual

/** The same letters typed on another keyboard are the same password. */
function derived(password: string, salt: Uint8Array, { log2N, r, p }: Cost): Promise<Uint8Array> {
  const N = 2 ** log2N
  return new Promise((done, fail) => scrypt(password.normalize('NFKC'), salt, hashBytes, { N, r, p, maxmem: 256 * N * r }, (error, key) => (error ? fail(error) : done(key))))
}

const written = ({ log2N, r, p }: Cost, salt: Uint8Array, hash: Uint8Array): string => ['scrypt', log2N, r, p, encoded(salt), encoded(hash)].join('$')

function read(kept: string): { cost: Cost; salt: Uint8Array; hash: Uint8Array } {
  const [kind, log2N, r, p, salt = '', hash = ''] = kept.split('$')
  if (kind !== 'scrypt') throw new Error('A password is kept in a form that this version does not know')
  return { cost: { log2N: Number(log2N), r: Number(r), p: Number(p) }, salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') }
}

const encoded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

function places(most: number, mostInLine: number): <T>(work: () => Promise<T>) => Promise<T> {
  const line: (() => void)[] = []
  let running = 0
  return async work => {
    if (running >= most && line.length >= mostInLine) throw new TooManyAtOnce('Too many passwords are being judged')
    if (running >= most) await new Promise<void>(go => line.push(go))
    else running++
    try {
      return await work()
    } finally {
      const next = line.shift()
      if (next) next()
      else running--
    }
  }
}
