// What the machine itself can do of what an Alipay call needs: one verification of the request and one signature of the answer, on
// all of its cores.

import { generateKeyPairSync, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { run } from './callers.ts'

const signing = promisify<string, Buffer, KeyObject, Buffer>(sign)
const verifying = promisify<string, Buffer, KeyObject, Buffer, boolean>(verify)
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const content = Buffer.alloc(300, 'x')

/** Pairs of a verification and a signature per second. */
export async function rsaLimit(ms: number): Promise<number> {
  const signature = await signing('sha256', content, privateKey)
  const { rate } = await run(32, ms, async () => {
    if (!await verifying('sha256', content, publicKey, signature)) throw new Error('A good signature was refused')
    await signing('sha256', content, privateKey)
  })
  return rate
}
