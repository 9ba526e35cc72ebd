// What a command is: its examples and options as data, and what it does. Reading the arguments is here, and nothing is sent.

import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { Api } from './api.ts'
import { exits, usage, Ended, type Exit } from './exit.ts'
import type { Io } from './io.ts'
import { didYouMean } from './suggest.ts'

export type Option = { type: 'string' | 'boolean'; value?: string; help: string }
export type Options = Record<string, Option>
type Values<O extends Options> = { readonly [K in keyof O]?: O[K]['type'] extends 'boolean' ? boolean : string }

export type Call<O extends Options> = {
  io: Io
  values: Values<O & typeof commonOptions & typeof clientOptions>
  /** Only as many as the command takes. */
  args: readonly string[]
  api(): Promise<Api>
  /** Data. */
  put(text: string): Promise<void>
  /** Talk. */
  say(text: string): Promise<void>
}

export type Command<O extends Options = Options> = {
  usage: string
  examples: readonly string[]
  about?: string
  options: O
  /** Asks a server, and takes the options for that. */
  client?: true
  args: { least: number; most: number }
  run(call: Call<O>): Promise<Exit>
}

export const commonOptions = {
  json: { type: 'boolean', help: "the API's own JSON on stdout" },
  help: { type: 'boolean', help: 'this page' },
} as const satisfies Options

export const clientOptions = {
  merchant: { type: 'string', value: 'MCH', help: 'which merchant the administrator acts for' },
  'key-file': { type: 'string', value: 'PATH', help: 'where the key is, instead of PARLEY_KEY' },
  timeout: { type: 'string', value: '30s', help: 'how long to wait for an answer' },
} as const satisfies Options

/** Keeps the exact types of a command's options for its `run`. */
export function define<const O extends Options>(command: Command<O>): Command {
  return command as unknown as Command
}

export const optionsOf = ({ options, client }: Command): Options => ({ ...options, ...(client ? clientOptions : {}), ...commonOptions })

export type Read = { values: Record<string, string | boolean | undefined>; args: string[] }

export function readArguments(command: Command, argv: readonly string[]): Read {
  const options = optionsOf(command)
  refuseKeys(argv)
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: options as NonNullable<ParseArgsConfig['options']>, allowPositionals: true })
    if (!values['help']) countArguments(command, positionals)
    return { values: values as Read['values'], args: positionals }
  } catch (error) {
    throw asUsage(error, Object.keys(options))
  }
}

/** Every user of the machine sees the arguments of a process, and shells keep them. The value is not repeated. */
function refuseKeys(argv: readonly string[]): void {
  if (!argv.some(arg => /^--(api-?)?key(=|$)/.test(arg))) return
  throw usage('A key is not taken as an argument: process lists and the history of the shell would show it.', 'Set PARLEY_KEY, or name a file with --key-file.')
}

function countArguments({ args: { least, most }, usage: line }: Command, found: readonly string[]): void {
  if (found.length < least) throw usage('Something is missing.', `usage: ${line}`)
  if (found.length > most) throw usage(`There is no place for ${JSON.stringify(found[most])}.`, `usage: ${line}`)
}

function asUsage(error: unknown, known: readonly string[]): unknown {
  if (error instanceof Ended || !(error instanceof Error) || !String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')) return error
  const option = /option '(-[^'\s=]*)/i.exec(error.message)?.[1]
  if ((error as NodeJS.ErrnoException).code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION' || !option) return usage(error.message.split('. ')[0] + '.')
  return usage(`There is no option ${option}.`, didYouMean(option, known.map(name => `--${name}`)) || undefined)
}

/** One word out of a list, or what was probably meant. */
export function oneOf<T extends string>(what: string, word: string | undefined, known: readonly T[]): T {
  const found = known.find(name => name === word)
  if (found) return found
  const near = word === undefined ? '' : didYouMean(word, known)
  throw usage(word === undefined ? `The ${what} is missing.` : `There is no ${what} ${JSON.stringify(word)}.`, [near, `One of ${known.join(', ')}.`].filter(Boolean).join(' '))
}

export const done = exits.done
