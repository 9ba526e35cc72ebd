// What live asks beyond a sandbox: nothing that anybody could have read in the documentation opens it, and nothing is made up.

import type { Problem } from './config.ts'
import { settings, type SettingName, type Values } from './config-settings.ts'

export type IsSample = (text: string) => boolean

export function liveProblems(values: Values, isSample: IsSample): Problem[] {
  const { PARLEY_ADMIN_KEY: adminKey, PARLEY_SEAL_KEY: sealKeys, DATABASE_URL: databaseUrl } = values
  const problems: Problem[] = []
  if (adminKey === null) problems.push(missing('PARLEY_ADMIN_KEY', 'a key of your own, because the mode is live'))
  else if (isSample(adminKey)) problems.push(wrong('PARLEY_ADMIN_KEY', 'a sample key', 'a key of your own, because the mode is live'))
  else if (adminKey.length < shortestLiveKey) problems.push(wrong('PARLEY_ADMIN_KEY', `${adminKey.length} characters`, `at least ${shortestLiveKey} characters, because the mode is live`))
  if (sealKeys === null) problems.push(missing('PARLEY_SEAL_KEY', `${settings.PARLEY_SEAL_KEY.expected}, because the mode is live`))
  else if (sealKeys.some(isPlain)) problems.push(wrong('PARLEY_SEAL_KEY', 'a key that repeats one byte', '32 random bytes in base64'))
  if (databaseUrl === 'sqlite::memory:') problems.push(wrong('DATABASE_URL', databaseUrl, 'a database that outlives the process, because the mode is live'))
  return problems
}

/** As many as 128 bits take in hexadecimal. */
const shortestLiveKey = 32

const isPlain = (key: Uint8Array): boolean => key.every(byte => byte === key[0])
const missing = (name: SettingName, expected: string): Problem => wrong(name, 'nothing', expected)
const wrong = (name: SettingName, got: string, expected: string): Problem => ({ name, got, expected, example: settings[name].example })
