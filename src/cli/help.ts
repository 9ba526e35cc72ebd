// Help, examples first. Text only.

import { optionsOf, type Command } from './command.ts'
import { commandNames, commands, type CommandName } from './commands.ts'
import { exitWords } from './exit.ts'

export function mainHelp(): string {
  return [
    'Examples',
    ...[
      'parley start                                      # a sandbox with sample disputes',
      'parley list --due 48h --merchant mch_…            # what has to be answered soon',
      'parley accept dsp_… --reason no_proof             # shows what it gives up, and asks',
      'parley accept dsp_… --reason no_proof --yes --expect-amount 120.00usd --json',
      'parley clock advance 3d                           # everything due happens at once',
    ].map(indented),
    '', 'Commands', ...columns(commandNames.map(name => [name, commands[name].summary])),
    '', 'Settings of the commands that ask a server', ...columns([
      ['PARLEY_URL', 'where Parley answers; http://127.0.0.1:4242 when not set'],
      ['PARLEY_KEY', 'the key, or PARLEY_KEY_FILE; on this machine the sandbox administrator\'s when not set'],
      ['NO_COLOR', 'no colours; FORCE_COLOR colours a pipe too'],
    ]),
    '', 'Data goes to stdout, talk to stderr. Exit codes', ...columns(Object.entries(exitWords)),
    '', 'parley COMMAND --help shows examples and options of a command.', '',
  ].join('\n')
}

export function commandHelp(name: CommandName, command: Command): string {
  const options = Object.entries(optionsOf(command)).map(([option, { value, help }]) => [`--${option}${value ? ` ${value}` : ''}`, help] as const)
  return [
    'Examples', ...command.examples.map(indented),
    '', `Usage: ${command.usage}`, `${commands[name].summary[0]!.toUpperCase()}${commands[name].summary.slice(1)}.`,
    ...(command.about ? ['', command.about] : []),
    '', 'Options', ...columns(options), '',
  ].join('\n')
}

const indented = (line: string): string => `  ${line}`

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
