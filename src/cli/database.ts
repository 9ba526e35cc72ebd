// The database that the settings name, for the commands that work on it directly. What the store says in its own errors becomes an
// exit code here.

import { resolve } from 'node:path'
import { problemsReport } from '../app/config-report.ts'
import { readConfig } from '../app/config.ts'
import { scrubbed } from '../app/log.ts'
import { StoreDown } from '../engine/store.ts'
import { Ended, exits } from './exit.ts'
import type { Io } from './io.ts'

export type Database = { kind: 'sqlite'; url: string; path: string } | { kind: 'postgres'; url: string }

/** Only the setting that names it is read: who checks or copies a database need not have the server's keys. */
export function databaseOf({ env, readFile }: Io): Database {
  const { DATABASE_URL, DATABASE_URL_FILE } = env
  const read = readConfig({ env: { DATABASE_URL, DATABASE_URL_FILE }, isSample: () => false, readText: path => new TextDecoder().decode(readFile(path)) })
  if ('problems' in read) throw new Ended(exits.invalid, problemsReport(read.problems))
  const url = read.config.databaseUrl
  if (!url.startsWith('sqlite:')) return { kind: 'postgres', url }
  if (url === 'sqlite::memory:') throw new Ended(exits.invalid, 'DATABASE_URL names a database in memory, which only its own process sees.')
  return { kind: 'sqlite', url, path: resolve(url.slice('sqlite:'.length)) }
}

/** A database that cannot be used is no bug of ours: it is said in a sentence. */
export async function using<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Ended || !(error instanceof Error) || isBug(error)) throw error
    throw new Ended(error instanceof StoreDown ? exits.unreachable : exits.invalid, scrubbed(error.message))
  }
}

const isBug = (error: Error): boolean => error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError || error.name === 'AssertionError'
