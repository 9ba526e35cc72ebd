// Reading tables side by side in the order of their keys, so that a million disputes need the memory of one; and comparing two
// heaps of rows that come in different orders by adding up their hashes.

import { hash } from 'node:crypto'

export type Key = [string, string]
type Source<T> = [AsyncIterable<T>, (row: T) => Key]

/** Every key that any of the three has, with all rows that belong to it. */
export async function* merged<A, B, C>(a: Source<A>, b: Source<B>, c: Source<C>): AsyncGenerator<{ key: Key; rows: [A[], B[], C[]] }> {
  const heads = await Promise.all([reader(a), reader(b), reader(c)])
  for (let key = least(heads); key; key = least(heads)) {
    const rows: unknown[][] = []
    for (const head of heads) rows.push(await head.take(key))
    yield { key, rows: rows as [A[], B[], C[]] }
  }
}

type Reader = { key(): Key | null; take(key: Key): Promise<unknown[]> }

async function reader<T>([rows, keyOf]: Source<T>): Promise<Reader> {
  const iterator = rows[Symbol.asyncIterator]()
  let next = await iterator.next()
  return {
    key: () => (next.done ? null : keyOf(next.value)),
    async take(key) {
      const taken: T[] = []
      for (; !next.done && compare(keyOf(next.value), key) === 0; next = await iterator.next()) taken.push(next.value)
      return taken
    },
  }
}

function least(readers: Reader[]): Key | null {
  return readers.reduce<Key | null>((low, { key }) => {
    const next = key()
    return next && (!low || compare(next, low) < 0) ? next : low
  }, null)
}

const compare = (a: Key, b: Key): number => order(a[0], b[0]) || order(a[1], b[1])
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Sums of hashes in compartments: two heaps that are alike have like sums, and where they differ is narrowed to a compartment. */
export type Heap = { add(key: string, text: string, times?: bigint): void; sums: BigUint64Array }

const compartments = 65_536

export function heap(): Heap {
  const sums = new BigUint64Array(compartments)
  return {
    sums,
    add(key, text, times = 1n) {
      const at = compartmentOf(key)
      sums[at] = sums[at]! + BigInt.asUintN(64, times * numberOf(`${key}\n${text}`))
    },
  }
}

export function differing(a: Heap, b: Heap): Set<number> {
  const found = new Set<number>()
  a.sums.forEach((sum, at) => sum !== b.sums[at] && found.add(at))
  return found
}

export const compartmentOf = (key: string): number => hash('sha1', key, 'buffer').readUInt16LE()
const numberOf = (text: string): bigint => hash('sha256', text, 'buffer').readBigUInt64LE()
