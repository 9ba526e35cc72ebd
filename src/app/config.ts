// What the environment says, judged as a whole: everything that is wrong is told at once, so that nobody mends one line per start.

import type { Switches } from '../dialects/switches.ts'
import type { Level } from './log.ts'
import { liveProblems, type IsSample } from './config-live.ts'
import { settings, type SettingName, type Values } from './config-settings.ts'

export type Mode = 'sandbox' | 'live'
export type Config = {
  port: number
  host: string
  databaseUrl: string
  mode: Mode
  adminKey: string
  publicUrl: string | null
  finixPrefix?: string | null
  /** Only those of dialects of which something was said. */
  switches?: Partial<Switches>
  logLevel: Level
  /** Null in a sandbox that is to make its own. */
  sealKeys: Uint8Array[] | null
}

/** `got` is already fit for showing: a secret is only counted. */
export type Problem = { name: string; got: string; expected: string; example: string }
export type Environment = Readonly<Record<string, string | undefined>>
export type Sources = { env: Environment; readText(path: string): string; isSample: IsSample }

export const sandboxAdminKey = 'pk_admin_sandbox'

export function readConfig(sources: Sources): { config: Config } | { problems: Problem[] } {
  const problems = unknownSettings(sources.env)
  const values = valuesOf(sources, problems)
  if (values.PARLEY_MODE === 'live') problems.push(...liveProblems(values, sources.isSample))
  return problems.length ? { problems } : { config: configOf(values) }
}

function valuesOf(sources: Sources, problems: Problem[]): Values {
  const values: Record<string, unknown> = {}
  for (const name of Object.keys(settings) as SettingName[]) values[name] = valueOf(name, sources, problems)
  return values as Values
}

function valueOf(name: SettingName, { env, readText }: Sources, problems: Problem[]): unknown {
  const { fallback, expected, example, read, shown } = settings[name]
  const text = textOf(name, env, readText, problems)
  if (text === undefined) return fallback
  const value = read(text)
  if (value === undefined) problems.push({ name, got: shown(text), expected, example })
  return value ?? fallback
}

/** A secret may come from a file instead, which is how most places that run servers hand them over. */
function textOf(name: SettingName, env: Environment, readText: (path: string) => string, problems: Problem[]): string | undefined {
  const { secret, shown } = settings[name]
  const [text, path] = [env[name], secret ? env[`${name}_FILE`] : undefined]
  if (path === undefined) return text
  const example = `${name}_FILE=/run/secrets/${name.toLowerCase()}`
  if (text !== undefined) problems.push({ name, got: `${shown(text)}, and ${name}_FILE as well`, expected: 'one of the two', example })
  try {
    return readText(path).trim()
  } catch {
    problems.push({ name: `${name}_FILE`, got: JSON.stringify(path), expected: 'the path of a file that can be read', example })
    return undefined
  }
}

/** Set by the launcher and by the tests for themselves, and for the command line as a client. */
const notSettings = /^PARLEY_(LAUNCHER|NODE|TEST_.*|BENCH_.*|URL|KEY|KEY_FILE)$/

function unknownSettings(env: Environment): Problem[] {
  const known = new Set(Object.entries(settings).flatMap(([name, { secret }]) => (secret ? [name, `${name}_FILE`] : [name])))
  const names = Object.keys(settings).filter(name => name.startsWith('PARLEY_'))
  return Object.keys(env).filter(name => name.startsWith('PARLEY_') && !known.has(name) && !notSettings.test(name)).sort().map(name =>
    ({ name, got: 'a setting that Parley does not know', expected: `one of ${names.join(', ')}`, example: `unset ${name}` }))
}

function configOf(values: Values): Config {
  return {
    port: values.PORT, host: values.HOST, databaseUrl: values.DATABASE_URL, mode: values.PARLEY_MODE,
    adminKey: values.PARLEY_ADMIN_KEY ?? sandboxAdminKey, publicUrl: values.PARLEY_PUBLIC_URL, finixPrefix: values.PARLEY_FINIX_PREFIX, switches: switchesIn(values),
    logLevel: values.LOG_LEVEL, sealKeys: values.PARLEY_SEAL_KEY,
  }
}

function switchesIn({ PARLEY_ALIPAY: alipay, PARLEY_AFTERPAY: afterpay, PARLEY_OMISE: omise, PARLEY_MOOV: moov, PARLEY_AHRVO: ahrvo }: Values): Partial<Switches> {
  return { ...(alipay && { alipay }), ...(afterpay && { afterpay }), ...(omise && { omise }), ...(moov && { moov }), ...(ahrvo && { ahrvo }) }
}
