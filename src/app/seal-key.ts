// Where the master keys come from: the configuration, or in a sandbox without one a key that is made once and kept beside the data.

import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Engine } from '../engine/engine.ts'
import { masterKeyBytes } from '../engine/vault.ts'
import type { Config } from './config.ts'
import { settle, Unfit } from './identity.ts'

type Random = (bytes: number) => Uint8Array

export async function masterKeysOf({ sealKeys, mode, databaseUrl }: Config, engine: Engine, random: Random): Promise<Uint8Array[]> {
  if (sealKeys) return sealKeys
  if (mode === 'live') throw new Unfit('PARLEY_SEAL_KEY is missing')
  if (databaseUrl === 'sqlite::memory:') return [random(masterKeyBytes)]
  if (databaseUrl.startsWith('sqlite:')) return [keyInFile(`${resolve(databaseUrl.slice('sqlite:'.length))}.key`, random)]
  return [decoded(await settle(engine, insideName, encoded(random(masterKeyBytes))))]
}

/** After the database was emptied: what is kept inside of it has gone with the rest. */
export async function keepMasterKeys({ sealKeys, databaseUrl }: Config, engine: Engine, keys: readonly Uint8Array[]): Promise<void> {
  if (!sealKeys && !databaseUrl.startsWith('sqlite:')) await settle(engine, insideName, encoded(keys[0]!))
}

const insideName = 'sandbox_seal_key'

/** Written whole under another name first: whoever finds the file finds a whole key, and an existing one is never replaced. */
function keyInFile(path: string, random: Random): Uint8Array {
  const mine = `${path}.${process.pid}`
  try {
    return decoded(readFileSync(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  writeFileSync(mine, `${encoded(random(masterKeyBytes))}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(mine, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(mine, { force: true })
  }
  return decoded(readFileSync(path, 'utf8'))
}

const encoded = (key: Uint8Array): string => Buffer.from(key).toString('base64')
const decoded = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.trim(), 'base64'))
