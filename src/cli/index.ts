// The command line: finds the command, and turns whatever ends it into words on stderr and an exit code. Only here.

import { readArguments, type Call, type Options } from './command.ts'
import { commandNames, commands, type CommandName } from './commands.ts'
import { Ended, exits, usage, type Exit } from './exit.ts'
import type { Io } from './io.ts'
import { didYouMean } from './suggest.ts'

export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatched(argv, io)
  } catch (error) {
    return ended(error, argv.includes('--json'), io)
  }
}

async function dispatched([first, ...rest]: readonly string[], io: Io): Promise<Exit> {
  if (first === undefined || first === '--help' || first === '-h' || (first === 'help' && rest.length === 0)) {
    const { mainHelp } = await import('./help.ts')
    await (first === undefined ? io.stderr : io.stdout).write(mainHelp())
    return first === undefined ? exits.usage : exits.done
  }
  if (first === '--version') return command('version', rest, io)
  if (first === 'help') return command(nameOf(rest[0]!), ['--help'], io)
  return command(nameOf(first), rest, io)
}

function nameOf(word: string): CommandName {
  const name = commandNames.find(known => known === word)
  if (name) return name
  throw usage(`There is no command ${JSON.stringify(word)}.`, didYouMean(word, commandNames) || 'parley --help lists them.')
}

async function command(name: CommandName, argv: readonly string[], io: Io): Promise<Exit> {
  const found = await commands[name].load()
  const { values, args } = readArguments(found, argv)
  if (values['help']) {
    const { commandHelp } = await import('./help.ts')
    await io.stdout.write(commandHelp(name, found))
    return exits.done
  }
  return found.run({
    io, args, values: values as Call<Options>['values'], put: text => io.stdout.write(text), say: text => io.stderr.write(text),
    api: async () => (await import('./api.ts')).apiOf(io, values),
  })
}

async function ended(error: unknown, json: boolean, io: Io): Promise<Exit> {
  const { paint, safe } = await import('./text.ts')
  const mark = paint(io.stderr, io.env).red('error:')
  if (error instanceof Ended) {
    if (json && error.told.json) await io.stdout.write(`${error.told.json}\n`)
    await io.stderr.write(`${mark} ${safe(error.message)} [${error.exit}]\n${error.told.next ? `  ${safe(error.told.next)}\n` : ''}`)
    return error.exit
  }
  const { scrubbed } = await import('../app/log.ts')
  await io.stderr.write(`${mark} This is a bug of Parley: ${scrubbed(error instanceof Error ? error.stack ?? error.message : String(error))}\n`)
  return exits.bug
}
